"""How long the sample year takes to play, its read models to be made again, its groups to be replayed."""

import tempfile
import time
from pathlib import Path

from adapters.bootstrap import Integracode, open_integracode
from adapters.cli.sampling import play_sample
from adapters.readmodels.registry import READ_MODELS
from adapters.sample.year import GROUPS
from adapters.settings import Settings
from tests.bench.report import line


def show() -> None:
    """Play the year on a PostgreSQL of its own; make its read models again; replay each group to this day."""
    with tempfile.TemporaryDirectory(prefix="integracode-bench-") as folder:
        state = Path(folder)
        state.chmod(0o755)
        chosen = Settings(database_url=None, state=state, master_key=None, host="127.0.0.1", port=0)
        with open_integracode(chosen) as system:
            _play(system)
            for name in READ_MODELS:
                _rebuild(system, name)
            _replay(system)


def _play(system: Integracode) -> None:
    began = time.perf_counter()
    play_sample(system, lambda _done, _total: None)
    seconds = time.perf_counter() - began
    facts = system.feed.head().position
    line("sample year: facts", facts)
    line("sample year: played in", f"{seconds:.1f} s ({facts / seconds:.0f} facts/s)")


def _rebuild(system: Integracode, name: str) -> None:
    began = time.perf_counter()
    system.rebuild(name, lambda _done, _total: None)
    line(f"rebuild {name}", f"{time.perf_counter() - began:.2f} s")


def _replay(system: Integracode) -> None:
    seconds, facts = [], 0
    for plan in GROUPS:
        group_id = system.find_group(plan.code)
        if group_id is None:
            raise LookupError(plan.code)
        began = time.perf_counter()
        facts += sum(1 for _ in system.replay.facts(group_id).facts)
        seconds.append(time.perf_counter() - began)
    line("replay of a group: facts, on average", facts // len(GROUPS))
    line("replay of a group", f"{sum(seconds) / len(GROUPS):.2f} s on average, {max(seconds):.2f} s at most")
