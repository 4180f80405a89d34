"""Calls of rules to other systems leave: each by its own job, which is tried again until the call is taken."""

from __future__ import annotations

from collections.abc import Mapping

import orjson

from engine.connect.outgoing import CallFailed, Peer, Request, send
from engine.runtime.engine import Engine
from engine.storage.jobs import Job


def call_out(engine: Engine, peers: Mapping[str, Peer], job: Job) -> None:
    """Send one call. CallFailed when it was not taken, or nobody has set its connection."""
    name, method = str(job.payload["connection"]), str(job.payload["method"])
    peer = peers.get(name)
    if peer is None:
        raise CallFailed(f"no connection '{name}' is set: the operator names it in the file of SUYUAN_CONNECTIONS")
    body = None if method in ("get", "delete") else orjson.dumps(job.payload["body"])
    send(peer, Request(job.id, method, str(job.payload["path"]), body, int(engine.clock().timestamp())))
