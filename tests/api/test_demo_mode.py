"""The demo's people exist in demo mode only, and never beside real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.lang.problems import Refused
from engine.runtime.demo import load_demo, sign_in_links
from tests.api.conftest import told
from tests.served import factory


def silent(done: int, total: int) -> None:
    """Nobody watches."""


def test_without_demo_mode_the_demos_people_are_nobody(sqlite: str, tmp_path: Path) -> None:
    with factory(sqlite, tmp_path / "files") as made:
        load_demo(made.engine, "quality_trace", silent)
        (_, first), (_, second), *_ = sign_in_links(made.engine)
        client = made.client()
        assert client.post("/api/sign-in/link", json={"token": first}).status_code == 200
        assert client.get("/api/me").json()["demo"] is True
        made.engine.demo = False
        assert client.get("/api/me").status_code == 401
        assert made.client().post("/api/sign-in/link", json={"token": second}).status_code == 422


def test_the_demo_is_not_told_where_real_people_work(sqlite: str, tmp_path: Path) -> None:
    with factory(sqlite, tmp_path / "files") as made:
        story = told(made)
        with pytest.raises(Refused, match="another --data folder"):
            load_demo(made.engine, "quality_trace", silent)
        assert made.engine.demo is False
        assert len(story.admin.records("supplier")) == 1
