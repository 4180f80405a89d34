"""Where mail leaves, as the environment says."""

from __future__ import annotations

import os

from engine.cli.wrong import OptionWrong
from engine.connect.mail import MailServer


def mail_server() -> MailServer | None:
    """None: nobody is mailed, notices stand in the app only."""
    url = os.environ.get("SUYUAN_MAIL")
    try:
        return MailServer.parse(url) if url else None
    except ValueError as error:
        raise OptionWrong(f"SUYUAN_MAIL: {error}") from error
