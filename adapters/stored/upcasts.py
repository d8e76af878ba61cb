"""How the payload of an older version of a fact becomes the next one's."""

from collections.abc import Callable, Mapping
from typing import Any

Payload = dict[str, Any]
Upcasts = Mapping[tuple[str, int], Callable[[Payload], Payload]]

UPCASTS: Upcasts = {}
"""(TYPE, version) → the payload at version + 1. It may not change a value that a figure uses."""
