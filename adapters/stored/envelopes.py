"""Sealing one value under a data key: AES-256-GCM with a key of its own, committed to, bound to its place."""

import base64
import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import TypeAdapter

from domain.facts import DataClass, Sealed
from domain.ids import SubjectId

T = TypeVar("T")

KEY_BYTES = 32
NONCE = bytes(12)
"""Each envelope has a key of its own, so one fixed nonce is used once."""


class BrokenEnvelope(Exception):
    """The ciphertext is not the one that was sealed, or not in this place."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """What an envelope is bound to: moved elsewhere, it no longer opens."""

    keyring_id: UUID
    subject: SubjectId
    data_class: DataClass
    generation: int
    envelope_id: UUID

    @property
    def associated_data(self) -> bytes:
        """The bytes that AES-GCM authenticates beside the ciphertext."""
        numbers = self.generation.to_bytes(4, "big") + self.data_class.encode()
        return (
            b"integracode/1" + self.keyring_id.bytes + self.subject.bytes + self.envelope_id.bytes + numbers
        )


_ADAPTERS: dict[object, TypeAdapter[Any]] = {}


def adapter_of(kind: type[T]) -> TypeAdapter[T]:
    """Return the adapter that writes and reads clear values of a type."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def seal(data_key: bytes, place: Place, value: Any) -> Sealed[Any]:  # noqa: ANN401 - any value that pydantic can write.
    """Close a value."""
    clear = adapter_of(type(value)).dump_json(value)
    key, commitment = _envelope_keys(data_key, place.envelope_id)
    ciphertext = AESGCM(key).encrypt(NONCE, clear, place.associated_data)
    return Sealed(
        subject=place.subject,
        data_class=place.data_class,
        generation=place.generation,
        envelope_id=place.envelope_id,
        ciphertext=base64.b64encode(commitment + ciphertext).decode(),
        mark=base64.b64encode(_mark(data_key, clear)).decode(),
    )


def open_sealed(data_key: bytes, place: Place, sealed: Sealed[T], kind: type[T]) -> T:
    """Give a value back.

    Raises:
        BrokenEnvelope: the bytes, the key or the place are not those of the sealing.
    """
    stored = base64.b64decode(sealed.ciphertext)
    key, commitment = _envelope_keys(data_key, place.envelope_id)
    if not hmac.compare_digest(commitment, stored[:KEY_BYTES]):
        raise BrokenEnvelope(place.envelope_id)
    try:
        clear = AESGCM(key).decrypt(NONCE, stored[KEY_BYTES:], place.associated_data)
    except Exception as error:
        raise BrokenEnvelope(place.envelope_id) from error
    return adapter_of(kind).validate_json(clear, strict=True)


def _envelope_keys(data_key: bytes, envelope_id: UUID) -> tuple[bytes, bytes]:
    """Return the envelope's key and a commitment to it, so that one ciphertext opens under one key only."""
    derived = HKDF(SHA256(), 2 * KEY_BYTES, salt=envelope_id.bytes, info=b"integracode envelope").derive(
        data_key
    )
    return derived[:KEY_BYTES], derived[KEY_BYTES:]


def _mark(data_key: bytes, clear: bytes) -> bytes:
    mark_key = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"integracode mark").derive(data_key)
    return hmac.digest(mark_key, clear, sha256)
