"""The engine as `suyuan serve` runs it, worker included, with the bench app and an inspector who is signed in."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from sqlalchemy import Connection

from benchmarks.inspection import APP
from benchmarks.listening import Ready, listen
from engine.api.application import application
from engine.api.session import PLAIN_COOKIE
from engine.runtime.engine import Engine
from engine.runtime.ids import new_id
from engine.runtime.submit import submit
from engine.runtime.work import start_work
from engine.storage import people, sessions
from engine.storage.people import Person


def main(url: str, files: str) -> None:
    engine = Engine.open(url, Path(files))
    installed = engine.install_folder(APP)
    product = new_id()

    def command(connection: Connection) -> str:
        person = people.add_person(connection, Person(new_id(), "li", "Li"))
        people.set_roles(connection, person.id, installed.app.id, {"inspector"})
        turn = engine.turn(connection, installed.app.id, person)
        submit(turn, "product", product, {"code": "P-1", "material": "45"})
        return sessions.open_session(connection, person.id, engine.clock())

    token = engine.database.write_now(command)
    gc.freeze()  # as the command line does
    worker = start_work(engine)
    path = f"/api/apps/{installed.app.id}/forms/inspection/records"
    try:
        listen(application(engine), lambda port: Ready(port, path, {"Cookie": f"{PLAIN_COOKIE}={token}"}, product))
    finally:
        worker.stop()
        engine.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
