"""The other systems rules may call: a file the operator writes, named in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from engine.cli.wrong import OptionWrong
from engine.connect.outgoing import Peer


def connections() -> Mapping[str, Peer]:
    """The connections of the file that SUYUAN_CONNECTIONS names; none without it."""
    path = os.environ.get("SUYUAN_CONNECTIONS")
    try:
        return Peer.read(Path(path)) if path else {}
    except (OSError, ValueError) as error:
        raise OptionWrong(f"SUYUAN_CONNECTIONS: {error}") from error
