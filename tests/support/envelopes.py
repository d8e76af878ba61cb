"""Sealed values for examples, and a keyring in memory that remembers what it closed."""

from typing import Any, TypeVar
from uuid import UUID, uuid5

from domain.facts import DataClass, Erased, Sealed
from domain.ids import SubjectId

T = TypeVar("T")

SOMEONE = SubjectId(UUID("00000000-0000-7000-8000-00000000a001"))
NAMESPACE = UUID("00000000-0000-7000-8000-00000000ffff")


def sealed(data_class: DataClass, value: object = "example", subject: UUID = SOMEONE) -> Sealed[Any]:
    """Return a sealed value for an example: the mark follows the value, the ciphertext says nothing."""
    mark = uuid5(NAMESPACE, f"{subject}{data_class}{value!r}")
    return Sealed(
        subject=SubjectId(subject),
        data_class=data_class,
        generation=1,
        envelope_id=uuid5(NAMESPACE, f"envelope {mark}"),
        ciphertext="AAAA",
        mark=str(mark),
    )


class FakeKeyring:
    """services.ports.Keyring in memory."""

    def __init__(self) -> None:
        """Begin with no key."""
        self._values: dict[str, object] = {}
        self._destroyed: set[tuple[SubjectId, DataClass, int]] = set()

    def seal(self, subject: SubjectId, data_class: DataClass, value: object) -> Sealed[Any]:
        """Remember the value under its mark."""
        closed = sealed(data_class, value, subject)
        self._values[closed.mark] = value
        return closed

    def open(self, closed: Sealed[T], kind: type[T]) -> T | Erased:
        """Give the value back, or Erased."""
        if not self.is_live(closed):
            return Erased(closed.subject, closed.data_class)
        value = self._values[closed.mark]
        assert isinstance(value, kind)
        return value

    def blind(self, purpose: str, text: str) -> str:
        """Return a stable hash."""
        return uuid5(NAMESPACE, f"{purpose} {text}").hex

    def is_live(self, closed: Sealed[object]) -> bool:
        """Whether the key still exists."""
        return (closed.subject, closed.data_class, closed.generation) not in self._destroyed

    def shred(self, subject: SubjectId, data_class: DataClass, generation: int) -> int:
        """Destroy a key."""
        before = len(self._destroyed)
        self._destroyed.add((subject, data_class, generation))
        return len(self._destroyed) - before
