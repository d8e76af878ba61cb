"""``python -m adapters.cli``: the same command line, without a script."""

from adapters.cli import main

main()
