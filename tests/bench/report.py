"""One figure a line."""


def line(name: str, value: object) -> None:
    """Print a figure."""
    print(f"{name:<56} {value}", flush=True)  # noqa: T201 - a report for people.
