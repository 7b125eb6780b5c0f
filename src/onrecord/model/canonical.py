"""Canonical JSON: one byte sequence for one value, so that it can be hashed and signed (RFC 8785)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

JsonValue = str | int | bool | None | Sequence["JsonValue"] | Mapping[str, "JsonValue"]
"""What the ledger holds. No floats: their text differs between languages, and nothing here needs them."""

SAFE_INTEGER = 2**53 - 1
"""Beyond it, other JSON readers lose digits (RFC 8785 section 3.2.2.3, I-JSON)."""


class CanonicalError(ValueError):
    """A value that has no canonical form here, or bytes that are not in it; the message says where."""


def canonical(value: JsonValue) -> bytes:
    """The canonical bytes of a value: no white space, keys in UTF-16 order, UTF-8.

    Raises ``CanonicalError`` for floats, integers beyond 2**53 - 1, lone surrogates and other types.
    """
    try:
        return json.dumps(_ordered(value, "$"), ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError as error:
        raise CanonicalError(f"a lone surrogate cannot be written as UTF-8: {error}") from error


def parse(data: bytes) -> JsonValue:
    """The value of canonical bytes; anything that ``canonical`` would have written otherwise is refused.

    That catches duplicate keys, white space, another order of keys and other spellings of a string, in
    which something could be hidden from the hash that people compare.
    """
    try:
        value: JsonValue = json.loads(data.decode())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise CanonicalError(f"not JSON: {error}") from error
    if canonical(value) != data:
        raise CanonicalError("not in canonical form (RFC 8785)")
    return value


def digest(value: JsonValue) -> str:
    """Hex SHA-256 of the canonical bytes."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _ordered(value: object, where: str) -> JsonValue:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > SAFE_INTEGER:
            raise CanonicalError(f"{where}: {value} is beyond 2**53 - 1; write it as text")
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise CanonicalError(f"{where}: keys must be text")
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return {key: _ordered(value[key], f"{where}.{key}") for key in keys}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_ordered(item, f"{where}[{at}]") for at, item in enumerate(value)]
    raise CanonicalError(f"{where}: {type(value).__name__} has no canonical form here")
