"""``integracode topics`` says what it needs, and ends so that a script can tell."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``integracode topics``."""
    return subprocess.run(
        [sys.executable, "-m", "adapters.cli", "topics", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_brokers_it_says_which_variable_is_wrong() -> None:
    unnamed = command("check")
    assert (unnamed.returncode, unnamed.stdout) == (2, "")
    assert "KAFKA_BOOTSTRAP_SERVERS manque" in unnamed.stderr
    absent = command("check", KAFKA_BOOTSTRAP_SERVERS="127.0.0.1:9")
    assert absent.returncode == 1
    assert "Kafka ne répond pas ou refuse (KafkaTimeoutError)" in absent.stderr
