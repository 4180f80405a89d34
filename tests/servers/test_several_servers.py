"""Two server processes and a worker on one PostgreSQL: they act as one, and when one is killed nothing is half."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from engine.app.files import read_folder
from engine.app.package import pack
from engine.runtime.engine import Engine
from engine.runtime.ids import new_id
from engine.runtime.imported import import_package
from engine.storage import people
from engine.storage.trail import broken
from tests.api.conftest import Story, told
from tests.conftest import without_driver
from tests.served import APPS, Factory, Somebody
from tests.servers.processes import Process, running, server

LIBRARY = Path(__file__).parents[1] / "apps" / "library"


class Postbox:
    def __init__(self) -> None:
        self.arrived: list[str] = []

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.arrived.append(str(message_from_bytes(envelope.content)["Message-ID"]))
        return "250 kept"


@dataclass
class Plant:
    """Two servers, a worker that mails, and the same people at both."""

    engine: Engine
    story: Story
    here: Process
    there: Process
    box: Postbox

    def at(self, process: Process, somebody: Somebody) -> Somebody:
        """The same signed-in person at another server: a session is nobody's own."""
        client = httpx.Client(base_url=process.address, timeout=60, cookies=somebody.client.cookies)
        return Somebody(somebody.person, client, somebody.app)


@pytest.fixture
def plant(postgres: str, tmp_path: Path) -> Iterator[Plant]:
    url, box = without_driver(postgres), Postbox()
    with ExitStack() as stack:
        engine = Engine.open(url, tmp_path / "files")
        stack.callback(engine.close)
        engine.install_folder(APPS / "quality_trace")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        controller = Controller(box, hostname="127.0.0.1", port=port)
        controller.start()
        stack.callback(controller.stop)
        mail = {"SUYUAN_MAIL": f"smtp://127.0.0.1:{port}?from=quality@factory.example"}
        here = stack.enter_context(server(url, tmp_path, "--no-worker"))
        there = stack.enter_context(server(url, tmp_path, "--no-worker"))
        stack.enter_context(running("worker", "--database", url, "--data", tmp_path, **mail))
        made = Factory(engine, here.address, "quality_trace")
        stack.callback(made.close)
        yield Plant(engine, told(made), here, there, box)


def test_they_act_as_one(plant: Plant) -> None:
    story = plant.story
    sun = story.factory.person("sun", ["purchasing"], email="sun@factory.example")
    inspectors = [story.inspector, plant.at(plant.there, story.inspector)]
    lots = [story.lot(f"L{number}") for number in range(8)]

    # Different records to both at once, and each of them to both at once: stored once, numbered without a gap.
    def inspect(turn: tuple[int, int]) -> httpx.Response:
        number, who = turn
        values = story.readings(lots[number], "25.2")
        return inspectors[who].send("iqc_inspection", values, id=ids[number])

    ids = [new_id() for _ in lots]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(inspect, [(number, who) for number in range(8) for who in (0, 1)]))
    assert {answer.status_code for answer in answers} == {201}, [answer.text for answer in answers]
    numbers = sorted(one["number"] for one in story.inspector.records("iqc_inspection", limit=200))
    assert [int(number[-4:]) for number in numbers] == list(range(1, 9))

    # Two people decide one task through two servers: one is heard, the other is told so.
    task = story.purchasing.tasks()[0]
    votes = [(story.purchasing, "return"), (plant.at(plant.there, sun), "concession")]
    with ThreadPoolExecutor(2) as threads:
        decided = list(threads.map(lambda vote: vote[0].decide(task, vote[1], {"opinion": "见报告"}), votes))
    assert sorted(answer.status_code for answer in decided) == [200, 409], [answer.text for answer in decided]

    # The worker mails each notice once.
    wait_until(lambda: len(plant.box.arrived) >= 8)
    time.sleep(0.5)
    assert len(plant.box.arrived) == len(set(plant.box.arrived))

    # What is imported beside them, both serve; who signs out at one is out at the other.
    engine, admin = plant.engine, story.admin
    import_package(engine, pack(dict(read_folder(LIBRARY).files)))
    engine.database.write_now(lambda c: people.set_roles(c, admin.person.id, "library", ["librarian"]))
    elsewhere = plant.at(plant.there, admin)
    assert [one.get("/api/apps/library").status_code for one in (admin, elsewhere)] == [200, 200]
    assert elsewhere.client.post("/api/sign-out", json={}).status_code == 204
    assert admin.get("/api/me").status_code == 401


def test_one_killed_under_load_leaves_nothing_half(plant: Plant) -> None:
    story, count = plant.story, 24
    inspectors = [story.inspector, plant.at(plant.there, story.inspector)]
    lots = {new_id(): story.lot(f"L{number}") for number in range(count)}
    begun = threading.Semaphore(0)

    def inspect(turn: tuple[int, str]) -> bool:
        number, record_id = turn
        begun.release()
        try:
            answer = inspectors[number % 2].send(
                "iqc_inspection", story.readings(lots[record_id], "25.2"), id=record_id
            )
        except httpx.TransportError:
            return False
        assert answer.status_code == 201, answer.text
        return True

    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(inspect, turn) for turn in enumerate(lots)]
        for _ in range(count // 3):
            begun.acquire()
        plant.there.kill()
        answered = {record_id for record_id, one in zip(lots, asked, strict=True) if one.result()}
    assert 0 < len(answered) < count

    def stored() -> set[str]:
        found = story.inspector.records("iqc_inspection", limit=200)
        for one in found:  # whole: the lot is frozen, the report and its task are there, the trail agrees
            assert story.inspector.record("lot", lots[one["id"]]["id"]).json()["frozen"] is True
        assert len(story.purchasing.tasks()) == len(found)
        assert sorted(int(one["number"][-4:]) for one in found) == list(range(1, len(found) + 1))
        assert plant.engine.database.read_now(lambda connection: list(broken(connection))) == []
        return {one["id"] for one in found}

    assert answered <= stored()
    for record_id, lot in lots.items():  # the phone sends again what it heard nothing of
        story.inspector.sent("iqc_inspection", story.readings(lot, "25.2"), id=record_id)
    assert stored() == set(lots)


def wait_until(holds: object) -> None:
    deadline = time.monotonic() + 60
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.1)
