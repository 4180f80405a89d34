"""A real server over a real database, and people who are signed in to it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from sqlalchemy import Connection

from engine.api.application import application
from engine.runtime.engine import Engine
from engine.runtime.ids import new_id
from engine.storage import people, sessions
from engine.storage.people import Person

APPS = Path(__file__).parent.parent / "apps"
Json = dict[str, Any]


class Somebody:
    """A person at the API: sends what a browser sends, cookie and all."""

    def __init__(self, person: Person, client: httpx.Client, app: str) -> None:
        self.person = person
        self.client = client
        self.app = app

    def get(self, path: str, **parameters: Any) -> httpx.Response:
        return self.client.get(path, params=parameters)

    def send(self, form: str, values: Json, *, id: str | None = None, state: str = "submitted") -> httpx.Response:
        body = {"id": id or new_id(), "values": values, "state": state}
        path = f"/api/apps/{self.app}/forms/{form}/records"
        return self.client.post(path, content=json.dumps(body), headers={"Content-Type": "application/json"})

    def sent(self, form: str, values: Json, **more: Any) -> Json:
        answer = self.send(form, values, **more)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def change(self, form: str, record: Json, values: Json, rev: int | None = None) -> httpx.Response:
        path = f"/api/apps/{self.app}/forms/{form}/records/{record['id']}"
        body = {"id": record["id"], "rev": rev or record["rev"], "values": values, "state": "submitted"}
        return self.client.put(path, json=body)

    def record(self, form: str, id_: str) -> httpx.Response:
        return self.get(f"/api/apps/{self.app}/forms/{form}/records/{id_}")

    def records(self, form: str, **parameters: Any) -> list[Json]:
        answer = self.get(f"/api/apps/{self.app}/forms/{form}/records", **parameters)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["records"])

    def tasks(self, box: str = "todo") -> list[Json]:
        return list(self.get("/api/tasks", box=box).json())

    def decide(self, task: Json, outcome: str, values: Json | None = None, comment: str = "") -> httpx.Response:
        body = {"outcome": outcome, "values": values or {}, "comment": comment}
        return self.client.post(f"/api/tasks/{task['id']}/decide", json=body)


class Factory:
    """The server with one app installed."""

    def __init__(self, engine: Engine, address: str, app: str) -> None:
        self.engine = engine
        self.address = address
        self.app = app
        self._clients: list[httpx.Client] = []

    def person(self, login: str, roles: Collection[str], organisation: str | None = None, **more: Any) -> Somebody:
        """Somebody new, signed in by a one-time link."""

        def command(connection: Connection) -> tuple[Person, str]:
            person = people.add_person(connection, Person(new_id(), login, login, organisation=organisation, **more))
            people.set_roles(connection, person.id, self.app, roles)
            return person, sessions.make_link(connection, person.id, self.engine.clock())

        person, token = self.engine.database.write_now(command)
        client = self.client()
        assert client.post("/api/sign-in/link", json={"token": token}).status_code == 200
        return Somebody(person, client, self.app)

    def client(self) -> httpx.Client:
        client = httpx.Client(base_url=self.address, timeout=30)
        self._clients.append(client)
        return client

    def close(self) -> None:
        for client in self._clients:
            client.close()


@contextmanager
def factory(url: str, files: Path, folder: Path = APPS / "quality_trace") -> Iterator[Factory]:
    engine = Engine.open(url, files)
    app = engine.install_folder(folder).app
    with serving(engine) as address:
        made = Factory(engine, address, app.id)
        try:
            yield made
        finally:
            made.close()
    engine.close()


@contextmanager
def serving(engine: Engine) -> Iterator[str]:
    """The address of a server over this engine, on a free port of this machine."""
    config = uvicorn.Config(application(engine), host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def problems(answer: httpx.Response) -> Mapping[str, str]:
    """Path to code of everything an answer refuses."""
    return {problem["path"]: problem["code"] for problem in answer.json()["problems"]}
