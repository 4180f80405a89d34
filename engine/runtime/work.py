"""Jobs after the transaction: what each kind of job does, and the worker of this process that does them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection

from engine.connect.mail import MailServer
from engine.connect.outgoing import Peer
from engine.lang.problems import NotFound
from engine.runtime.calling import call_out
from engine.runtime.deadlines import wake_case
from engine.runtime.effects import CALL
from engine.runtime.engine import Engine
from engine.runtime.notices import TELL, is_told
from engine.runtime.on_time import come_to_time
from engine.runtime.reminding import WAKE
from engine.runtime.timetables import ON_TIME
from engine.storage import people
from engine.storage.jobs import Job, forget_done
from engine.storage.notices import Notice, notice_by_id
from engine.storage.people import Person
from engine.storage.sessions import forget_old_sessions
from engine.storage.worker import Doing, Worker

NO_PEERS: Mapping[str, Peer] = {}


def doings(engine: Engine, mail: MailServer | None, peers: Mapping[str, Peer] = NO_PEERS) -> Mapping[str, Doing]:
    """What is to be done for each kind of job; each bears being done twice for one key."""
    return {
        TELL: lambda job: _tell(engine, mail, job),
        WAKE: lambda job: _wake(engine, job),
        ON_TIME: lambda job: come_to_time(engine, job),
        CALL: lambda job: call_out(engine, peers, job),
    }


def sweep(engine: Engine) -> None:
    """Remove what nobody needs any more: jobs done long ago, sessions that are over."""
    now = engine.clock()
    engine.database.write_now(lambda connection: (forget_done(connection, now), forget_old_sessions(connection, now)))


def start_work(
    engine: Engine,
    mail: MailServer | None = None,
    lanes: Collection[str] = (),
    peers: Mapping[str, Peer] = NO_PEERS,
) -> Worker:
    """Begin to do the jobs of this database in a thread of this process, of these lanes or of all."""
    sweep(engine)
    worker = Worker(engine.database, doings(engine, mail, peers), engine.clock, lanes)
    worker.start()
    return worker


def _tell(engine: Engine, mail: MailServer | None, job: Job) -> None:
    """Mail a notice to everybody it is for; without a mail server the notice in the app is all there is."""
    if mail is None:
        return
    notice = engine.database.read_now(lambda connection: notice_by_id(connection, str(job.payload["notice"])))
    if notice is None:
        return
    for person in engine.database.read_now(lambda connection: _addressed(engine, connection, notice)):
        if person.email is not None:
            message = notice.message.in_("en" if person.language == "en" else "zh")
            mail.send(person.email, message, message, f"{notice.id}.{person.id}")


def _wake(engine: Engine, job: Job) -> None:
    """What a deadline asks for by now; a second time, or after the decision, there is nothing to do."""
    app, case, activation = (str(job.payload[name]) for name in ("app", "case", "activation"))
    engine.database.write_now(lambda connection: wake_case(engine.turn_of_system(connection, app), case, activation))


def _addressed(engine: Engine, connection: Connection, notice: Notice) -> Sequence[Person]:
    """The active people a notice is for, now."""
    if notice.role is not None:
        holders = people.people_with_role(connection, notice.app, notice.role)
        return [one for one in holders if _is_told(engine, connection, notice, one)]
    person = people.person_by_id(connection, notice.person_id or "")
    return [person] if person is not None and person.active else []


def _is_told(engine: Engine, connection: Connection, notice: Notice, person: Person) -> bool:
    try:
        return is_told(engine.turn(connection, notice.app, person), notice)
    except NotFound:
        return False
