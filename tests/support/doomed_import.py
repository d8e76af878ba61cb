"""``python -m tests.support.doomed_import``: the command line, killed as the log begins or ends a save.

Arguments: ``before`` or ``after``, how many saves go well first, then the command's own words.
"""

import os
import signal
import sys
from collections.abc import Sequence
from itertools import count
from typing import Any

from adapters.cli import main
from adapters.eventlog.recorder import PostgresRecorder
from adapters.stored.rows import StoredFact
from services.ports import Save

MOMENTS = ("before", "after")


def doom(moment: str, saves: int) -> None:
    """Let this process die, as a machine would, at a moment of the save that follows so many."""
    store, done = PostgresRecorder.store, count()

    def stored(recorder: PostgresRecorder, rows: Sequence[StoredFact], save: Save) -> Any:  # noqa: ANN401 - passed on.
        is_last = next(done) == saves
        if is_last and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = store(recorder, rows, save)
        if is_last:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    PostgresRecorder.store = stored  # type: ignore[method-assign,assignment] # that is the doom.


if __name__ == "__main__":
    doom(sys.argv.pop(1), int(sys.argv.pop(1)))
    main()
