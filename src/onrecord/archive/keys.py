"""A person's Ed25519 key: it signs the ledger's segments. It belongs to the person, not to a case."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.model.custody import sha256

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEYS_VARIABLE = "ONRECORD_KEYS"


class KeyProblemError(ValueError):
    """A key that cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key, ready to sign. ``id`` is the first 16 hex digits of SHA-256 of the public bytes."""

    id: str
    public: bytes
    _private: Ed25519PrivateKey

    def sign(self, data: bytes) -> str:
        """A signature, in base64."""
        return base64.b64encode(self._private.sign(data)).decode()


def key_id(public: bytes) -> str:
    """The id of a public key (32 bytes)."""
    return sha256(public)[:16]


def keys_folder() -> Path:
    """Where this person's keys lie: ``$ONRECORD_KEYS``, else the configuration folder of the user."""
    named = os.environ.get(KEYS_VARIABLE)
    if named:
        return Path(named)
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(config) / "onrecord" / "keys"


def make(folder: Path, passphrase: str = "") -> Signer:
    """A new key, stored in ``folder`` (created, for its owner alone)."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    lock: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        lock = serialization.BestAvailableEncryption(passphrase.encode())
    data = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption_algorithm=lock
    )
    signer = _signer(private)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{signer.id}.pem"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return signer


def load(path: Path, passphrase: str = "") -> Signer:
    """A key from its file; ``KeyProblemError`` when it is not there, locked, or no Ed25519 key."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        data = path.read_bytes()
    except OSError as error:
        raise KeyProblemError(f"the key {path.stem} cannot be read: {error.strerror}") from error
    try:
        private = serialization.load_pem_private_key(data, passphrase.encode() if passphrase else None)
    except TypeError as error:  # a passphrase is missing, or given for an open key
        reason = "has a passphrase" if not passphrase else "has no passphrase, but one was given"
        raise KeyProblemError(f"the key {path.stem} {reason}") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        reason = "the passphrase is wrong, or the file is damaged" if passphrase else "the file is damaged"
        raise KeyProblemError(f"the key {path.stem} cannot be used: {reason}") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyProblemError(f"the key {path.stem} is no Ed25519 key")
    return _signer(private)


def _signer(private: Ed25519PrivateKey) -> Signer:
    public = private.public_key().public_bytes_raw()
    return Signer(key_id(public), public, private)
