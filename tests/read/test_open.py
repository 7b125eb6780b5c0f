"""Containers are walked within limits, and every input ends in at least one document."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.model.document import Blob, Document, Gap
from onrecord.model.reading import Ask, Limits, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read import open as opening
from onrecord.read.open import read
from onrecord.read.reader import Container, Reader
from onrecord.read.registry import Match


def _members(blob: Blob, ask: Ask) -> Iterator[Member]:
    """``BOX`` and then members by line: ``name=text``; ``!`` is a gap, ``>n`` nests n boxes, ``?`` breaks."""
    for line in blob.data.decode().split("\n")[1:]:
        name, _, body = line.partition("=")
        path = (*blob.members, name)
        if line == "?":
            raise EOFError("cut off")
        if line.startswith("!"):
            yield Gap(name, GapKind.ENCRYPTED, "a password is needed", "unpack it by hand", path)
        elif body.startswith(">"):
            deeper = int(body[1:])
            yield Blob(f"BOX\nin.box=>{deeper - 1}".encode() if deeper else b"BOX\na.txt=leaf", name, path)
        elif body.startswith("*"):
            yield Blob(b"x" * int(body[1:]), name, path)
        else:
            yield Blob(body.encode(), name, path)


BOX = Container("box", 1, ("application/x-box",), (".box",), _members)


def _break(blob: Blob, ask: Ask) -> Document:
    raise KeyError("no such table")


BROKEN = Reader("broken", 1, ("application/x-broken",), (".broken",), _break)


@pytest.fixture(autouse=True)
def boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    known = opening.recognise

    def recognise(blob: Blob) -> Match | None:
        if blob.data.startswith(b"BOX"):
            return Match(BOX, "application/x-box")
        if blob.name.endswith(".broken"):
            return Match(BROKEN, "application/x-broken")
        return None if blob.name.endswith(".none") else known(blob)

    monkeypatch.setattr(opening, "recognise", recognise)


def _box(*lines: str, **limits: int) -> list[Document]:
    blob = Blob("\n".join(["BOX", *lines]).encode(), "top.box", ("top.box",))
    return list(read(blob, Ask(limits=Limits(**limits))))


def _gaps(documents: list[Document]) -> list[tuple[tuple[str, ...], GapKind]]:
    return [(gap.members, gap.kind) for document in documents for gap in document.gaps]


def test_members_are_read_with_their_chain() -> None:
    first, second = _box("a.txt=One.", "in.box=>1")
    assert first.members == ("top.box", "a.txt")
    assert first.passages[0].locator.members == ("top.box", "a.txt")
    assert second.members == ("top.box", "in.box", "in.box", "a.txt")


def test_a_member_that_cannot_be_had_is_a_gap_and_the_rest_goes_on() -> None:
    gap, after = _box("!secret", "a.txt=One.")
    assert gap.passages == ()
    assert _gaps([gap]) == [(("top.box", "!secret"), GapKind.ENCRYPTED)]
    assert after.passages


def test_a_container_that_breaks_off_keeps_what_it_gave() -> None:
    first, gap = _box("a.txt=One.", "?", "b.txt=Two.")
    assert first.passages
    assert _gaps([gap]) == [(("top.box",), GapKind.DAMAGED)]
    assert "cut off" in gap.gaps[0].reason


def test_a_reader_that_breaks_costs_its_own_member_only() -> None:
    broken, after = _box("a.broken=x", "b.txt=Two.")
    assert [gap.kind for gap in broken.gaps] == [GapKind.DAMAGED]
    assert "broken reader gave up" in broken.gaps[0].reason
    assert after.passages


def test_nesting_stops_at_the_limit() -> None:
    assert _gaps(_box("in.box=>9", depth=3))[-1][1] is GapKind.TOO_DEEP
    assert _gaps(_box("in.box=>1", depth=3)) == []


def test_too_many_members_stop_the_container() -> None:
    documents = _box(*(f"{n}.txt=Word." for n in range(10)), members=4)
    assert len(documents) == 5
    assert _gaps(documents) == [(("top.box",), GapKind.TOO_LARGE)]


def test_too_many_bytes_stop_the_container() -> None:
    documents = _box("a.txt=*400", "b.txt=*400", "c.txt=*400", total_bytes=1000)
    assert _gaps(documents) == [(("top.box",), GapKind.TOO_LARGE)]
    assert len(documents) == 3


def test_a_bomb_is_stopped_by_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_RATIO_FLOOR", 1000)
    documents = _box("a.txt=*900", "b.txt=*9000", ratio=20)
    assert _gaps(documents) == [(("top.box",), GapKind.TOO_LARGE)]
    assert "bomb" in documents[-1].gaps[0].reason


def test_an_empty_container_is_not_silent() -> None:
    assert _gaps(list(read(Blob(b"BOX", "top.box")))) == [((), GapKind.EMPTY)]


def test_an_empty_file_is_a_gap() -> None:
    (document,) = read(Blob(b"", "a.txt"))
    assert [gap.kind for gap in document.gaps] == [GapKind.EMPTY]
    assert document.passages == ()


def test_a_file_above_the_limit_is_a_gap() -> None:
    (document,) = read(Blob(b"word " * 100, "a.txt"), Ask(limits=Limits(file_bytes=99)))
    assert [gap.kind for gap in document.gaps] == [GapKind.TOO_LARGE]


def test_a_format_that_nobody_reads_is_a_gap() -> None:
    (document,) = read(Blob(b"\0\1\2", "a.none"))
    assert [gap.kind for gap in document.gaps] == [GapKind.UNSUPPORTED]


def test_a_wrong_extension_is_stated() -> None:
    (document,) = read(Blob(b'{"race": {"type": "string"}}', "a.csv"))
    assert document.reader == "json"
    assert ("named_as", ".csv") in document.facts


def test_text_beyond_the_limit_is_a_gap_and_the_rest_is_read() -> None:
    (document,) = read(Blob(b"The first line.\n" * 50, "a.txt"), Ask(limits=Limits(text_chars=100)))
    assert [gap.kind for gap in document.gaps] == [GapKind.TOO_LARGE]
    assert len(document.text) == 96
    assert len(document.passages) == 6


def test_characters_that_were_lost_in_decoding_are_counted() -> None:
    (document,) = read(Blob(b"Das Ger\xe4t misst.", "a.txt"), Ask(encoding="utf-8"))
    assert [gap.kind for gap in document.gaps] == [GapKind.DAMAGED]
    assert document.encoding == "utf-8"
