"""``integracode``: the system from a terminal. French first; ``--json`` for programs."""

from adapters.cli.commands import app


def main() -> None:
    """Run the command line."""
    app()
