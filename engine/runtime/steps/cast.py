"""The people of a story, named by their logins. Those of an organisation join as soon as its record has a name."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from engine.lang.model import Definition, Many, Name
from engine.runtime.steps.play import Play
from engine.runtime.steps.stage import Called


class Member(Definition):
    """Somebody who acts: their roles in the app, and the organisation they belong to, by the name of its record."""

    roles: Many[Name] = Field(min_length=1)
    name: str | None = None
    language: str = "zh"
    organisation: Name | None = None


class Cast:
    """Lets people join the stage: own people at once, people of an organisation once it is there."""

    def __init__(self, members: Mapping[str, Member]) -> None:
        self._waiting = dict(members)

    def join(self, play: Play) -> None:
        """Everybody who can join now."""
        for login, member in tuple(self._waiting.items()):
            organisation = None if member.organisation is None else play.names.get(member.organisation)
            if member.organisation is None or isinstance(organisation, Called):
                del self._waiting[login]
                play.names[login] = play.stage.join(
                    login,
                    member.name or login,
                    member.roles,
                    organisation if isinstance(organisation, Called) else None,
                    member.language,
                )
