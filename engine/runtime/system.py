"""The engine itself as an actor: deadlines decide and remind in its name, and it holds no role."""

from __future__ import annotations

from engine.access.rights import Actor
from engine.flows.state import SYSTEM
from engine.lang.labels import Label

SYSTEM_NAME = Label("系统", "System")
THE_SYSTEM = Actor(SYSTEM, SYSTEM_NAME.zh, SYSTEM, frozenset())
