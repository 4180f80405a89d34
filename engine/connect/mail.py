"""Mail, by SMTP. The address of the server is a setting of whoever runs the product, never part of an app."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail leaves. `smtp` upgrades to TLS when the server offers it, `smtps` begins with it."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None

    @classmethod
    def parse(cls, url: str) -> MailServer:
        """`smtp://user:password@host:587?from=quality@example.com`"""
        parts = urlsplit(url)
        sender = parse_qs(parts.query).get("from", [""])[0]
        if parts.scheme not in PORTS or not parts.hostname or not sender:
            raise ValueError("a mail server is written smtp://user:password@host:587?from=name@example.com")
        user, password = (unquote(one) if one else None for one in (parts.username, parts.password))
        return cls(parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme], sender, user, password)

    def send(self, to: str, subject: str, text: str, key: str) -> None:
        """Hand one message over. `key` becomes its Message-ID, so that a second delivery can be told to be the same."""
        message = EmailMessage()
        message["From"], message["To"] = self.sender, to
        message["Subject"] = " ".join(subject.split())
        message["Message-ID"] = f"<{key}@{self.sender.rpartition('@')[2]}>"
        message.set_content(text)
        with self._connect() as server:
            if self.user is not None and self.password is not None:
                server.login(self.user, self.password)
            server.send_message(message)

    def _connect(self) -> smtplib.SMTP:
        if self.scheme == "smtps":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS)
        server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls()
        return server
