"""What is done for each kind of job, and one try of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from engine.storage.jobs import TRIES, Job

log = logging.getLogger(__name__)
Doing = Callable[[Job], None]
DIED = "the worker that did it died each time"


def attempt(doings: Mapping[str, Doing], one: Job) -> str | None:
    """Do a job; what went wrong, if anything. One that took a worker with it too often is not tried again."""
    if one.tries > TRIES:
        return DIED
    try:
        doings[one.kind](one)
    except Exception as error:
        log.warning("job %s %s, try %d: %s", one.kind, one.key, one.tries, error, exc_info=True)
        return f"{type(error).__name__}: {error}"
    return None
