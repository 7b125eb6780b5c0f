"""Understand what ``7zz l -slt`` prints: one block of ``Key = value`` lines a member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_LINE_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Item:
    """One member as listed; sizes and checksums are claims of the archive.

    ``name`` is what the program calls it, ``label`` what people see.
    """

    name: str
    label: str
    size: int | None
    crc: int | None
    folder: bool
    encrypted: bool
    link: bool


@dataclass(slots=True)
class Listing:
    """A whole listing: the kind of archive, and its members up to the limit."""

    kind: str = ""
    items: list[Item] = field(default_factory=list)
    excess: bool = False

    @property
    def files(self) -> int:
        """How many members have content, so that they show in the unpacked stream."""
        return sum(1 for item in self.items if not item.folder)


def parse(chunks: Iterable[bytes], most: int) -> Listing:
    """Read a listing to its end; beyond ``most`` members they are only noticed."""
    listing = Listing()
    block: dict[str, str] = {}
    inside = False
    for line in _lines(chunks):
        if line == "----------":
            inside = True
        elif not inside:
            if line.startswith(
                "Type = "
            ):  # nested formats are named one after the other; the last one counts
                listing.kind = line[7:]
        elif line:
            key, mark, value = line.partition(" = ")
            if mark:
                block.setdefault(key, value)
            elif line.endswith(" ="):
                block.setdefault(line[:-2], "")
        else:
            _close(block, listing, most)
            block = {}
    _close(block, listing, most)
    return listing


def complaint(message: str) -> str:
    """What the program said was wrong, without the names that it repeats, in one short line."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    told = [line.removeprefix("ERROR:").strip() for line in lines if line not in {"ERRORS:", "WARNINGS:"}]
    telling = [part for line in told for part in _without_names(line, lines)]
    return (telling or ["nothing"])[-1][:200]


def _without_names(line: str, lines: list[str]) -> list[str]:
    """``CRC Failed : list.txt`` and ``/a/b : Cannot open the file as archive`` without the names."""
    parts = [part.strip() for part in line.split(" : ")]
    return [part for part in parts if not part.startswith("/")][:1] if f"ERROR: {line}" in lines else [line]


def _close(block: dict[str, str], listing: Listing, most: int) -> None:
    if "Path" not in block:
        return
    if len(listing.items) >= most:
        listing.excess = True
        return
    attributes = block.get("Attributes", "")
    mode = attributes.split(" ")[-1] if " " in attributes else block.get("Mode", "")
    listing.items.append(
        Item(
            name=block["Path"],
            label=block["Path"],
            size=_number(block.get("Size", ""), 10),
            crc=_number(block.get("CRC", ""), 16),
            folder=block.get("Folder") == "+" or attributes.startswith("D") or mode.startswith("d"),
            encrypted=block.get("Encrypted") == "+",
            link=mode.startswith("l") or bool(block.get("Symbolic Link")),
        )
    )


def _number(text: str, base: int) -> int | None:
    try:
        return int(text, base)
    except ValueError:
        return None


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line[:_LINE_BYTES].decode("utf-8", "replace").rstrip("\r")
        rest = rest[:_LINE_BYTES]
    if rest:
        yield rest.decode("utf-8", "replace")
