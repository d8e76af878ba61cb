"""What every command shares: the screen, progress bars, and answers for programs."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

screen = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

Json = Annotated[bool, typer.Option("--json", help="Réponse pour un programme (JSON).")]

Advance = Callable[[int, int], None]
"""Called with what is done and what there is in all."""


@contextmanager
def progress(label: str) -> Iterator[Advance]:
    """Show a bar on standard error while something long runs."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=not sys.stderr.isatty()) as bar:
        task = bar.add_task(label, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance


def print_json(answer: object) -> None:
    """Write an answer for a program on standard output."""
    sys.stdout.write(json.dumps(answer, default=plain, ensure_ascii=False, indent=2) + "\n")


def stop(sentence: str, *, code: int = 1) -> NoReturn:
    """Say in a sentence why the command stops."""
    errors.print(sentence, markup=False)
    raise typer.Exit(code)


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold.
    """Return what JSON writes of a value that it does not know."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value.isoformat() if isinstance(value, date) else str(value)
