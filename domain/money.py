"""Money in integer cents, rates in basis points; nothing is ever a float."""

BASIS_POINTS = 10_000


def share(cents: int, rate_bp: int) -> int:
    """The part of an amount at a rate in basis points, rounded half up to the cent.

    >>> share(1_250_001, 8_000)
    1000001
    """
    return (cents * rate_bp + BASIS_POINTS // 2) // BASIS_POINTS
