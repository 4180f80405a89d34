"""Notices leave by mail after the transaction, to a server that speaks the real protocol."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from engine.connect.mail import MailServer
from engine.runtime.work import doings
from engine.storage.worker import Worker
from tests.api.conftest import told
from tests.served import factory


class Postbox:
    """Keeps what arrives; refuses the first `busy` messages for now."""

    def __init__(self, busy: int = 0) -> None:
        self.busy = busy
        self.arrived: list[Message] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.busy:
            self.busy -= 1
            return "451 try again later"
        assert isinstance(envelope.content, bytes)
        self.arrived.append(message_from_bytes(envelope.content))
        return "250 kept"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, MailServer]]:
    box = Postbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, MailServer.parse(f"smtp://127.0.0.1:{port}?from=quality@factory.example")
    controller.stop()


def test_a_failed_lot_is_mailed_to_those_who_have_an_address(
    database_url: str, tmp_path: Path, postbox: tuple[Postbox, MailServer]
) -> None:
    box, server = postbox
    with factory(database_url, tmp_path / "files") as made:
        story = told(made)
        made.person("sun", ["purchasing"], email="sun@factory.example", language="zh")
        story.failed("L1")
        worker = Worker(made.engine.database, doings(made.engine, server), made.engine.clock)
        assert worker.do_all() > 0
        assert worker.do_all() == 0
    [message] = box.arrived
    assert message["To"] == "sun@factory.example"
    assert "L1" in str(make_header(decode_header(message["Subject"])))


def test_a_busy_mail_server_does_not_stop_the_inspection(
    sqlite: str, tmp_path: Path, postbox: tuple[Postbox, MailServer]
) -> None:
    box, server = postbox
    box.busy = 1
    with factory(sqlite, tmp_path / "files") as made:
        story = told(made)
        made.person("sun", ["purchasing"], email="sun@factory.example")
        lot = story.failed("L1")
        worker = Worker(made.engine.database, doings(made.engine, server), made.engine.clock)
        worker.do_all()
        assert story.inspector.record("lot", lot["id"]).json()["frozen"] is True
        assert box.arrived == []
        later = Worker(
            made.engine.database, doings(made.engine, server), lambda: made.engine.clock() + timedelta(hours=1)
        )
        later.do_all()
    assert len(box.arrived) == 1


@pytest.mark.parametrize("url", ["http://host?from=a@b", "smtp://host", "smtp://?from=a@b"])
def test_an_address_that_is_no_mail_server_says_how_to_write_one(url: str) -> None:
    with pytest.raises(ValueError, match="smtp://user:password@host"):
        MailServer.parse(url)
