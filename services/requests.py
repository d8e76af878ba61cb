"""What every request is made of: its dataclass is the body of the API, strict about unknown fields."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A request. ``on`` is the day it happened, in Paris."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    on: date
