"""How long the sample year takes to play, and its read models to be made again."""

import tempfile
import time
from pathlib import Path

from adapters.bootstrap import open_integracode
from adapters.cli.sampling import play_sample
from adapters.readmodels.registry import READ_MODELS
from adapters.settings import Settings
from tests.bench.report import line


def show() -> None:
    """Play the year on a PostgreSQL of its own, then rebuild each read model."""
    with tempfile.TemporaryDirectory(prefix="integracode-bench-") as folder:
        state = Path(folder)
        state.chmod(0o755)
        chosen = Settings(database_url=None, state=state, master_key=None, host="127.0.0.1", port=0)
        with open_integracode(chosen) as system:
            began = time.perf_counter()
            play_sample(system, lambda _done, _total: None)
            seconds = time.perf_counter() - began
            facts = system.feed.head().position
            line("sample year: facts", facts)
            line("sample year: played in", f"{seconds:.1f} s ({facts / seconds:.0f} facts/s)")
            for name in READ_MODELS:
                began = time.perf_counter()
                system.rebuild(name, lambda _done, _total: None)
                line(f"rebuild {name}", f"{time.perf_counter() - began:.2f} s")
