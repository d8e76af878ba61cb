"""The master key: given by the environment, or made once in a file that only its owner reads."""

import os
from pathlib import Path

from adapters.stored.envelopes import KEY_BYTES


class BadMasterKey(Exception):
    """The master key cannot be read, or is not 64 hexadecimal digits."""


def master_key(given: str | None, path: Path) -> bytes:
    """Return the 32 bytes of the key given in hexadecimal, else those of the file, made on first use.

    Raises:
        BadMasterKey: it cannot be read, or is not 64 hexadecimal digits.
    """
    if given is not None:
        return _parsed(given)
    try:
        return _parsed(_kept(path))
    except OSError:
        raise BadMasterKey from None


def _kept(path: Path) -> str:
    if not path.exists():
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(os.urandom(KEY_BYTES).hex())
            file.flush()
            os.fsync(file.fileno())
    return path.read_text(errors="replace")


def _parsed(text: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        raise BadMasterKey from None
    if len(key) != KEY_BYTES:
        raise BadMasterKey
    return key
