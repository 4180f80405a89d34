"""Guessing passwords gets slow: failed sign-ins are counted per login and per address."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta
from threading import Lock

from engine.lang.problems import Problem, Refused

WINDOW = timedelta(minutes=15)
PER_LOGIN = 8
PER_ADDRESS = 40


class TooMany(Refused):
    """Too many wrong passwords lately."""

    status = 429
    code = "too-many"


class Attempts:
    """Remembers the failures of the last quarter of an hour, in this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._failures: defaultdict[str, deque[datetime]] = defaultdict(deque)

    def check(self, login: str, address: str, now: datetime) -> None:
        with self._lock:
            if self._recent(f"login {login}", now) >= PER_LOGIN or self._recent(f"from {address}", now) >= PER_ADDRESS:
                raise TooMany(Problem(("password",), "too-many"))

    def failed(self, login: str, address: str, now: datetime) -> None:
        with self._lock:
            self._failures[f"login {login}"].append(now)
            self._failures[f"from {address}"].append(now)

    def _recent(self, key: str, now: datetime) -> int:
        failures = self._failures.get(key)
        if failures is None:
            return 0
        while failures and now - failures[0] > WINDOW:
            failures.popleft()
        if not failures:
            del self._failures[key]
            return 0
        return len(failures)
