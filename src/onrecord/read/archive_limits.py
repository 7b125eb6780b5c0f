"""What every container shares: labels for members, gaps, and a budget that holds while bytes are unpacked.

Sizes that an archive declares are used to refuse early, never to trust.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model.document import Blob, Gap
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind

RATIO_FLOOR = 16 << 20
"""Below so many unpacked bytes a ratio means nothing: a small file of one repeated line packs very well."""

MEMORY_SHARE = 4
"""One member may fill this part of the memory limit; a reader needs room for its own picture of it."""

UNPACK_BY_HAND = "unpack it and scan the folder, if you trust it"
_UNPRINTABLE = dict.fromkeys((*range(32), *range(127, 160), *range(0xD800, 0xE000)), "\ufffd")


class ExcessError(Exception):
    """A ceiling was passed. ``whole``: nothing more of this archive may be unpacked."""

    def __init__(self, reason: str, *, whole: bool, kind: GapKind = GapKind.TOO_LARGE) -> None:
        super().__init__(reason)
        self.reason = reason
        self.whole = whole
        self.kind = kind


class DamageError(Exception):
    """Packed bytes ended early or make no sense; what came before them is good."""

    def __init__(self, reason: str, kind: GapKind = GapKind.DAMAGED) -> None:
        super().__init__(reason)
        self.reason = reason
        self.kind = kind


class Budget:
    """Counts what one container unpacks to, and stops it."""

    def __init__(self, blob: Blob, ask: Ask) -> None:
        limits = ask.limits
        self.most_members = limits.members
        self.ratio = limits.ratio
        self.most_in_member = min(limits.file_bytes, limits.memory_bytes // MEMORY_SHARE)
        self.most_in_all = limits.total_bytes
        self.most_by_ratio = max(RATIO_FLOOR, limits.ratio * len(blob.data))
        self.members = 0
        self.unpacked = 0

    def member(self) -> None:
        """Count one more member."""
        self.members += 1
        if self.members > self.most_members:
            raise ExcessError(f"more than {self.most_members:,} files inside", whole=True)

    def refuse(self, declared: int) -> None:
        """Refuse a member by the size it claims to have."""
        if declared > self.most_in_member:
            raise ExcessError(
                f"unpacks to {declared:,} bytes, more than the {self.most_in_member:,} allowed", whole=False
            )

    def meter(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same chunks, counted; every unpacked byte of the archive goes through here."""
        for chunk in chunks:
            self.unpacked += len(chunk)
            if self.unpacked > self.most_in_all:
                raise ExcessError(f"unpacks to more than {self.most_in_all:,} bytes", whole=True)
            if self.unpacked > self.most_by_ratio:
                raise ExcessError(f"unpacks to more than {self.ratio} times its size: a bomb?", whole=True)
            yield chunk

    def collect(self, chunks: Iterable[bytes]) -> bytes:
        """One member whole."""
        parts: list[bytes] = []
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > self.most_in_member:
                raise ExcessError(
                    f"unpacks to more than the {self.most_in_member:,} bytes allowed", whole=False
                )
            parts.append(chunk)
        return parts[0] if len(parts) == 1 else b"".join(parts)


def label(name: str) -> str:
    """A member name that is fit to be shown; it is never used as a path."""
    return name.translate(_UNPRINTABLE) or "(no name)"


def member(parent: Blob, name: str, data: bytes, media_type: str = "", record: str = "") -> Blob:
    """A member with its place in the chain."""
    shown = label(name)
    return Blob(data, shown, (*parent.members, shown), media_type, record or parent.record)


def gap(parent: Blob, name: str, kind: GapKind, reason: str, advice: str = "") -> Gap:
    """Why a member was not read, or not wholly."""
    shown = label(name)
    return Gap(shown, kind, reason, advice, (*parent.members, shown))


def own_gap(blob: Blob, kind: GapKind, reason: str, advice: str = "") -> Gap:
    """Why (part of) the container itself was not read."""
    return Gap(blob.name, kind, reason, advice, blob.members)


def excess_gap(blob: Blob, name: str, excess: ExcessError) -> Gap:
    """The gap for a ceiling that was passed at a member."""
    if excess.whole:
        return own_gap(blob, excess.kind, f"{excess.reason}; stopped at {label(name)}", UNPACK_BY_HAND)
    return gap(blob, name, excess.kind, excess.reason, UNPACK_BY_HAND)
