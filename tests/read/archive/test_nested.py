"""Archives in archives, as a user meets them: every chain ends, and everything left out is told."""

from __future__ import annotations

import gzip

from makers import bomb, page, tarred, warc, zipped

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import GapKind
from onrecord.read.open import read

NOTE = b"The Zorvexa Q7 estimates age from a face.\n"


def documents(data: bytes, name: str, limits: Limits = Limits()) -> list[Document]:
    return list(read(Blob(data, name), Ask(limits=limits)))


def kinds(found: list[Document]) -> list[GapKind]:
    return [gap.kind for document in found for gap in document.gaps]


def test_a_chain_of_members_is_the_place() -> None:
    inner = gzip.compress(tarred([("doc/note.txt", NOTE)]))
    (found,) = documents(zipped({"linux/sdk.tgz": inner}), "all.zip")
    assert found.members == ("linux/sdk.tgz", "doc/note.txt")
    assert found.passages[0].locator.members == found.members


def test_web_archives_in_archives_keep_their_addresses() -> None:
    (found,) = documents(zipped({"crawl/pages.warc.gz": warc([page(1)])}), "crawl.zip")
    assert found.record == "http://maker.example/p0"
    assert found.members == ("crawl/pages.warc.gz", "maker.example/p0")


def test_endless_nesting_ends() -> None:
    """What an archive that holds itself looks like from outside: always one more level."""
    data = zipped({"note.txt": NOTE})
    for level in range(30):
        data = zipped({f"level{level}.zip": data, "note.txt": NOTE})
    found = documents(data, "quine.zip", Limits(depth=6))
    assert kinds(found) == [GapKind.TOO_DEEP]
    assert len(found) == 7


def test_a_tree_of_bombs_ends_soon() -> None:
    """Ten archives in each of ten, each with megabytes of nothing at its bottom."""
    bottom = zipped({"zeros.bin": bytes(12 << 20)})
    middle = zipped({f"{n}.zip": bottom for n in range(10)})
    top = zipped({f"{n}.zip": middle for n in range(10)})
    found = documents(top, "tree.zip", Limits(total_bytes=40 << 20))
    assert GapKind.TOO_LARGE in kinds(found)
    assert len(found) < 10


def test_a_bomb_does_not_hide_its_neighbours() -> None:
    data = tarred([("a.txt", NOTE), ("bomb.gz", bomb(100 << 20)), ("z.txt", NOTE)])
    found = documents(data, "sdk.tar")
    assert [document.members for document in found if document.passages] == [("a.txt",), ("z.txt",)]
    assert kinds(found) == [GapKind.TOO_LARGE]


def test_programs_and_media_in_an_sdk_are_read_or_counted() -> None:
    library = b"MZ\x90\0" + bytes(60) + b"zx_face_race\0zx_face_age\0"
    found = documents(
        zipped({"bin/zx.dll": library, "demo.mp4": b"\0\0\0\x18ftypmp42" + bytes(99)}), "sdk.zip"
    )
    assert [(document.members, document.reader) for document in found] == [
        (("bin/zx.dll",), "binary"),
        (("demo.mp4",), "media"),
    ]
    assert [passage.text for passage in found[0].passages] == ["zx_face_race", "zx_face_age"]


def test_an_installer_gives_its_files_and_its_own_strings() -> None:
    stub = b"MZ\x90\0" + bytes(60) + b"Unpacking the Zorvexa SDK\0" + bytes(60)
    found = documents(stub + zipped({"note.txt": NOTE}), "setup.exe")
    assert [document.members for document in found] == [("note.txt",), ()]
    assert found[1].passages[0].text == "Unpacking the Zorvexa SDK"
