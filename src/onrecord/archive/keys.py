"""A person's Ed25519 key: it signs the ledger's segments. It belongs to the person, not to a case."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.archive import durable
from onrecord.model.custody import sha256

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEYS_VARIABLE = "ONRECORD_KEYS"


CARD = "onrecord-key"
"""First word of the line in which a person hands over a public key."""


class KeyProblemError(ValueError):
    """A key that cannot be used; the message says which and why."""


class KeyLockedError(KeyProblemError):
    """A key with a passphrase that was not given."""


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
    durable.sync_folder(folder)  # a case that names a key whose file is lost would be shut for good
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
        if not passphrase:
            raise KeyLockedError(f"the key {path.stem} has a passphrase") from error
        return load(path)  # it has none, whatever $ONRECORD_PASSPHRASE is for
    except (ValueError, UnsupportedAlgorithm) as error:
        reason = "the passphrase is wrong, or the file is damaged" if passphrase else "the file is damaged"
        raise KeyProblemError(f"the key {path.stem} cannot be used: {reason}") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyProblemError(f"the key {path.stem} is no Ed25519 key")
    return _signer(private)


@dataclass(frozen=True, slots=True)
class Card:
    """A public key as its person hands it over: 32 bytes, and a name. ``id`` is the key's."""

    public: bytes
    person: str

    @property
    def id(self) -> str:
        """The id of the key."""
        return key_id(self.public)


def card(signer: Signer, person: str) -> str:
    """One line of text with a public key and a name, signed by that key: whoever hands it over holds it."""
    said = f"{CARD} {base64.b64encode(signer.public).decode()}"
    return f"{said} {signer.sign(_card_bytes(signer.public, person))} {person}"


def read_card(text: str) -> Card:
    """A public key from its line; ``KeyProblemError`` when it is none, or not signed by its own key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    parts = text.strip().split(" ", 3)
    if len(parts) != CARD_PARTS or parts[0] != CARD or not parts[3].strip():
        raise KeyProblemError(f"no public key; a line that begins with {CARD} is expected")
    try:
        public, signature = (base64.b64decode(part, validate=True) for part in parts[1:3])
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _card_bytes(public, parts[3]))
    except (ValueError, InvalidSignature) as error:
        raise KeyProblemError("the line was altered on its way: its signature does not fit") from error
    return Card(public, parts[3])


CARD_PARTS = 4


def _card_bytes(public: bytes, person: str) -> bytes:
    return f"{CARD}\0{base64.b64encode(public).decode()}\0{person}".encode()


def _signer(private: Ed25519PrivateKey) -> Signer:
    public = private.public_key().public_bytes_raw()
    return Signer(key_id(public), public, private)
