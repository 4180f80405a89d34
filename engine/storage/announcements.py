"""What a command announces once it is safely stored, and never when it failed: that there are jobs, for one."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

_KEY = "suyuan.announced"
Listener = Callable[[], None]


def announce(connection: Connection, topic: str) -> None:
    """Have those who listen to this topic called when the transaction of this connection is committed."""
    connection.info.setdefault(_KEY, []).append(topic)


def announced(connection: Connection) -> int:
    """How many announcements wait: the mark to return to when a command is undone."""
    return len(connection.info.get(_KEY, ()))


def withdraw(connection: Connection, beyond: int = 0) -> None:
    """Drop the announcements of a command that was undone."""
    del connection.info.setdefault(_KEY, [])[beyond:]


def take(connection: Connection) -> tuple[str, ...]:
    """The topics to announce now, each once; they are not kept."""
    return tuple(dict.fromkeys(connection.info.pop(_KEY, ())))


class Listeners:
    """Who wants to hear of which topic. A listener is quick and does not fail: it sets a flag for its own thread."""

    def __init__(self) -> None:
        self._by_topic: dict[str, tuple[Listener, ...]] = {}

    def add(self, topic: str, listener: Listener) -> None:
        self._by_topic[topic] = (*self._by_topic.get(topic, ()), listener)

    def tell(self, topics: tuple[str, ...]) -> None:
        for topic in topics:
            for listener in self._by_topic.get(topic, ()):
                listener()
