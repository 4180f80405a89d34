"""What the commands have in common on the screen."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engine.lang.problems import Refused

if TYPE_CHECKING:
    from engine.runtime.import_rows import ImportRefused

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a command adds itself: argparse has no public name for it."""

console = Console(highlight=False)


def say(text: str, *, style: str | None = None) -> None:
    """Lines as they stand: not wrapped, brackets in them are no markup."""
    console.print(text, style=style, markup=False, soft_wrap=True)


def said(text: str) -> int:
    """What is wrong is said, and the command ends with this code."""
    say(text)
    return 1


def say_refusal(refusal: Refused) -> None:
    for problem in refusal.problems:
        message = problem.message()
        say(f"{'/'.join(map(str, problem.path))}: {message.en}  {message.zh}", style="red")


def say_refused_rows(refused: ImportRefused) -> int:
    """Every row that is wrong and why; nothing was stored."""
    for row in refused.wrong:
        for problem in row.problems:
            message = problem.message()
            say(f"row {row.row}: {'/'.join(map(str, problem.path))}: {message.en}  {message.zh}", style="red")
    return said("nothing was stored: put these rows right and import again")


def progress_bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console
    )


def shown_in(progress: Progress, title: str) -> Callable[[int, int], None]:
    task = progress.add_task(title, total=None)
    return lambda done, total: progress.update(task, completed=done, total=total)
