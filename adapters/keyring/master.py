"""The master key: given by the environment, or made once in a file that only its owner reads."""

import os
from pathlib import Path

from adapters.stored.envelopes import KEY_BYTES


class BadMasterKey(Exception):
    """The master key is not 64 hexadecimal digits."""


def master_key(given: str | None, path: Path) -> bytes:
    """Return the 32 bytes of the key given in hexadecimal, else those of the file, made on first use.

    Raises:
        BadMasterKey: not 64 hexadecimal digits.
    """
    if given is not None:
        return _parsed(given)
    if not path.exists():
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(os.urandom(KEY_BYTES).hex())
            file.flush()
            os.fsync(file.fileno())
    return _parsed(path.read_text())


def _parsed(text: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        raise BadMasterKey from None
    if len(key) != KEY_BYTES:
        raise BadMasterKey
    return key
