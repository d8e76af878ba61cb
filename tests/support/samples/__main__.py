"""``python -m tests.support.samples`` writes the samples of new facts."""

from tests.support.samples import write_missing

for path in write_missing():
    print(path.name)  # noqa: T201 - a script for people.
