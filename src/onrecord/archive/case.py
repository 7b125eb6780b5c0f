"""A case folder: where everything lies, and how a new one begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from onrecord.archive import durable
from onrecord.archive.keys import KeyLockedError, KeyProblemError, Signer, keys_folder, load
from onrecord.archive.ledger import Ledger
from onrecord.archive.settings import SETTINGS_FILE, TEMPLATE, Settings, SettingsError, read
from onrecord.archive.writer import Clock, Writer, utc_now
from onrecord.model.canonical import JsonValue
from onrecord.model.custody import Act, sha256

CASE_FORMAT = "onrecord-case/1"
FOLDERS = ("archive", "ledger", "stamps", "authorities", "sources", "rules")
STEERING = ("sources", "rules", "authorities")
"""Folders whose files steer the case; the ledger holds their digests."""


class CaseError(ValueError):
    """A folder that is no case, or a case that cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Case:
    """An open case. Reading needs nothing but the folder; writing needs a key of a person of the case."""

    folder: Path

    @property
    def archive(self) -> Path:
        """WARC files."""
        return self.folder / "archive"

    @property
    def stamps(self) -> Path:
        """Time-stamp tokens."""
        return self.folder / "stamps"

    @property
    def index_path(self) -> Path:
        """The SQLite index, where no other database is used."""
        return self.folder / "index.sqlite"

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger."""
        return Ledger(self.folder / "ledger")

    @cached_property
    def settings(self) -> Settings:
        """``onrecord.toml``; ``CaseError`` names what is wrong with it."""
        path = self.folder / SETTINGS_FILE
        try:
            return read(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, SettingsError) as error:
            raise CaseError(f"{path}: {error}") from error

    def steering_files(self) -> list[JsonValue]:
        """Path, size and digest of each file that steers the case, as a ``settings`` entry holds them."""
        found: list[JsonValue] = []
        for path in sorted(self._steering(), key=lambda path: path.relative_to(self.folder).as_posix()):
            data = path.read_bytes()
            name = path.relative_to(self.folder).as_posix()
            found.append({"path": name, "sha256": sha256(data), "size": len(data)})
        return found

    def _steering(self) -> Iterator[Path]:
        yield self.folder / SETTINGS_FILE
        for name in STEERING:
            folder = self.folder / name
            if folder.is_dir():
                yield from (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())

    def people(self) -> dict[str, str]:
        """Keys that may write to the case, with the names of their people; retired ones are left out."""
        found: dict[str, str] = {}
        for entry in self.ledger.entries():
            if entry.act is Act.KEY:
                found.pop(str(entry.body["replaces"]), None)
                found[entry.subject] = str(entry.body["person"])
        return found

    def signer(self, passphrase: str = "") -> Signer:
        """The key of this person, among those of the case; ``CaseError`` when none of them is here.

        ``KeyLockedError`` when it has a passphrase and none is given.
        """
        folder = keys_folder()
        here = [key for key in self.people() if (folder / f"{key}.pem").exists()]
        if not here:
            raise CaseError(
                f"none of the keys of this case is in {folder}; "
                "somebody who has one can let you in with `onrecord key add`"
            )
        try:
            return load(folder / f"{here[-1]}.pem", passphrase)
        except KeyLockedError:
            raise
        except KeyProblemError as error:
            raise CaseError(str(error)) from error

    def write(self, signer: Signer, clock: Clock = utc_now) -> Writer:
        """A writer that has first noted what changed in the settings since they were last noted.

        ``CaseError`` when the key may not write here. Whether it may is looked up after the writer has seen
        the end of the ledger: what is added behind that, the writer sees itself.
        """
        writer = Writer(self.folder, signer, clock)
        if signer.id not in self.people():
            raise CaseError(f"the key {signer.id} may not write to this case: it is retired, or no key of it")
        files = self.steering_files()
        if files != self._noted():
            writer.enter(Act.SETTINGS, "settings", {"files": files})
        return writer

    def _noted(self) -> list[JsonValue]:
        noted: list[JsonValue] = []
        for entry in self.ledger.entries():
            if entry.act is Act.SETTINGS:
                files = entry.body["files"]
                noted = [dict(one) for one in files] if isinstance(files, list) else []
        return noted


def open_case(folder: Path) -> Case:
    """The case in ``folder``; ``CaseError`` when there is none."""
    if not (folder / "ledger").is_dir() or not (folder / SETTINGS_FILE).is_file():
        raise CaseError(f"{folder} is no case: it has no ledger. `onrecord init {folder}` makes one")
    return Case(folder)


def create_case(
    folder: Path, signer: Signer, *, name: str, person: str, program: str, clock: Clock = utc_now
) -> Case:
    """A new case with its first segment; the folder must not exist, or be empty."""
    import base64
    import json

    if folder.exists() and any(folder.iterdir()):
        raise CaseError(f"{folder} is not empty; choose another folder")
    for part in FOLDERS:
        (folder / part).mkdir(parents=True, exist_ok=True)
    durable.create(
        folder / SETTINGS_FILE, TEMPLATE.format(name=json.dumps(name, ensure_ascii=False)).encode()
    )
    case = Case(folder)
    with Writer(folder, signer, clock) as writer:
        writer.enter(Act.CASE, name, {"format": CASE_FORMAT, "name": name, "program": program})
        public = base64.b64encode(signer.public).decode()
        key = {"algorithm": "ed25519", "public": public, "person": person, "replaces": ""}
        writer.enter(Act.KEY, signer.id, key)
        writer.enter(Act.SETTINGS, "settings", {"files": case.steering_files()})
    return case
