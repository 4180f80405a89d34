"""Ids of records, cases and events: UUIDv7, so that they sort by when they were made."""

from __future__ import annotations

from uuid_utils import uuid7


def new_id() -> str:
    return str(uuid7())
