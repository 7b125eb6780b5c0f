"""Strings in programs: every encoding and offset, tables together, the quick path like the slow one."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import noise
from programs import CLASS_ENUM, dex, dotnet, elf, java_class

from onrecord.model.document import Blob, Document, Passage
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import GapKind, PassageKind
from onrecord.read import binary, binary_media
from onrecord.read.binary_strings import LONGEST


def read(data: bytes, name: str = "lib.dll", **options: object) -> Document:
    document = binary.read(Blob(data, name, ("sdk.zip", name)), Ask(**options))  # type: ignore[arg-type]
    for passage in document.passages:
        assert document.text[passage.start : passage.end] == passage.text
        assert passage.locator.members == ("sdk.zip", name)
    return document


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


ENCODINGS = ["utf-8", "gb18030", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("shift", [0, 1])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", ["民族", "人脸属性:种族", "维吾尔族", "face race"])
def test_strings_of_every_encoding_and_offset_are_found(text: str, encoding: str, shift: int) -> None:
    raw = text.encode(encoding)
    data = b"\x7f\x01\x02\x00\x00\x00\x00\x00" + bytes(shift) + raw + b"\0\0\0\0\x01\x02"
    (found,) = read(data).passages
    assert found.text == text
    assert found.kind is PassageKind.STRING
    # ASCII in big endian between zero bytes is ASCII in little endian, one byte on.
    either = encoding == "utf-16-be" and text.isascii()
    assert found.locator.offset == 8 + shift + either
    assert data[8 + shift :].startswith(raw)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("text", ["Цвет кожи", "لون البشرة", "สีผิว", "피부색", "肌の色を推定", "ethnicité"])
def test_other_scripts_are_found(text: str, encoding: str) -> None:
    assert text in texts(read(bytes(9) + text.encode(encoding) + bytes(6)))


def test_a_table_of_labels_shares_a_group_and_others_do_not() -> None:
    table = b"face race\0yellow\0white\0black\0"
    chinese = "种族\0黄种人\0".encode("gb18030")
    data = bytes(16) + table + bytes(100) + b"another string\0" + bytes(30) + chinese
    passages = read(data).passages
    groups = {passage.text: passage.group for passage in passages}
    assert len({groups[text] for text in ("face race", "yellow", "white", "black")}) == 1
    assert groups["种族"] == groups["黄种人"]
    assert len(set(groups.values())) == 3


def test_string_tables_of_resources_are_found() -> None:
    """Windows keeps strings with a length before them and no end mark."""
    labels = ["民族", "黄种人", "白种人", "Ethnicity"]
    table = b"".join(struct.pack("<H", len(label)) + label.encode("utf-16-le") for label in labels)
    assert texts(read(bytes(32) + table + bytes(8))) == labels


def test_random_bytes_give_next_to_nothing_in_other_scripts() -> None:
    found = texts(read(noise(400_000)))
    assert len([text for text in found if not text.isascii()]) < 1_000  # one in 400 bytes


def test_code_is_not_searched_and_data_is() -> None:
    document = read(elf(b"raceAWAVAUAT" * 40, b"\0skin tone\0"), "lib.so")
    assert "skin tone" in texts(document)
    assert not any("AWAV" in text for text in texts(document))
    hidden = elf(b"raceAWAVAUAT" * 40, b"\0skin tone\0").replace(b".text", b".axcd")  # a section nobody knows
    assert any("AWAV" in text for text in texts(read(hidden, "lib.so")))


def test_long_strings_are_cut_and_nothing_of_them_is_lost() -> None:
    body = b" ".join(b"word%d" % number for number in range(4_000))
    joined = "".join(texts(read(b"\0\1" * 50 + body + b"\0" * 50)))
    assert joined.replace(" ", "") == body.decode().replace(" ", "")
    assert all(len(text) <= LONGEST for text in texts(read(bytes(9) + body)))


def test_packed_programs_say_so() -> None:
    (gap,) = read(b"MZ\x90\0" + noise(100) + b"UPX!" + noise(500)).gaps
    assert gap.kind is GapKind.UNSUPPORTED
    assert "upx -d" in gap.advice


def test_text_limit_is_held() -> None:
    document = read(b"some string\0" * 1_000, limits=Limits(text_chars=500))
    assert len(document.text) <= 500
    assert document.gaps[0].kind is GapKind.TOO_LARGE


# Java, Android, .NET


def test_java_enum_reads_like_its_source() -> None:
    name = "com/maker/sdk/FaceAttribute$RaceType"
    values = [(value, f"L{name};", None) for value in ("YELLOW", "WHITE", "BLACK")]
    document = read(java_class(name, values, flags=CLASS_ENUM), "RaceType.class")
    assert texts(document) == ["enum RaceType", "YELLOW", "WHITE", "BLACK"]
    head, yellow = document.passages[:2]
    assert head.context.enclosing == ("FaceAttribute",)
    assert yellow.parent == 0
    assert yellow.context.enclosing == ("FaceAttribute", "RaceType")
    assert yellow.locator.symbol == "FaceAttribute.RaceType.YELLOW"
    assert len({passage.group for passage in document.passages[1:]}) == 1


def test_java_class_gives_declarations_constants_and_strings() -> None:
    data = java_class(
        "com/maker/Face",
        [("byRace", "B", None), ("RACE_YELLOW", "I", 1), ("tags", "[Ljava/lang/String;", None)],
        [("getRace", "(I[JLjava/util/Map;)Lcom/maker/Race;"), ("<init>", "()V")],
        ["种族属性", "face\0race", "\U00020000 rare"],
    )
    document = read(data, "Face.class")
    assert texts(document) == [
        "class Face",
        "byte byRace",
        "int RACE_YELLOW = 1",
        "String[] tags",
        "Race getRace(int, long[], Map)",
        "种族属性",
        "face\0race",
        "\U00020000 rare",
    ]
    by_race, constant = document.passages[1:3]
    assert (by_race.name, constant.value) == ("byRace", "1")
    assert by_race.locator.offset is not None
    assert data[by_race.locator.offset :].startswith(b"byRace")


def test_damaged_class_files_keep_their_strings() -> None:
    data = java_class("com/maker/Face", [("byRace", "B", None)], (), ["种族属性"])
    for cut in range(12, len(data)):
        document = read(data[:cut], "Face.class")
        assert document.gaps or cut > len(data) - 3
    assert "种族属性" in texts(read(data[:-8], "Face.class"))


def test_android_code_gives_fields_by_class() -> None:
    classes = {"Lcom/maker/Face;": [("byRace", "I"), ("byAge", "I")], "Lcom/maker/Door;": [("open", "Z")]}
    data = dex(classes, ["种族识别"])
    document = read(data, "classes.dex")
    face = ["class Face", "int byAge", "int byRace"]
    assert texts(document) == ["class Door", "boolean open", *face, "种族识别"]
    assert document.passages[3].parent == 2
    assert document.passages[3].context.enclosing == ("Face",)
    few = read(data, "classes.dex", interest=lambda text: "Race" in text)
    assert texts(few) == face


def test_damaged_android_code_never_raises() -> None:
    data = dex({"Lcom/maker/Face;": [("byRace", "I")]}, ["x"])
    for at in range(0x38, len(data)):
        read(data[:at] + b"\xff\xff" + data[at + 2 :], "classes.dex")
        read(data[:at], "classes.dex")


def test_dotnet_names_and_literals_are_read_from_their_heaps() -> None:
    data = dotnet(["EM_RACE", "Han", "Hui", "byRace"], ["种族", "人脸属性", "Skin tone"])
    found = texts(read(data, "client.dll"))
    assert found[-7:] == ["EM_RACE", "Han", "Hui", "byRace", "种族", "人脸属性", "Skin tone"]
    assert len(found) == len(set(found))
    for cut in range(130, len(data), 3):
        read(data[:cut], "client.dll")


def test_a_class_is_told_from_a_program_for_several_processors() -> None:
    fat = b"\xca\xfe\xba\xbe" + struct.pack(">I", 2) + bytes(40) + b"face race\0" + bytes(40)
    assert "face race" in texts(read(fat, "client"))


def test_media_are_counted_and_not_read() -> None:
    document = binary_media.READER.read(Blob(b"ID3" + noise(50), "song.mp3"), Ask())
    (gap,) = document.gaps
    assert gap.kind is GapKind.UNSUPPORTED
    assert "sound" in gap.reason


# The quick path


WORDS = ("种族", "race", "skin", "维吾尔", "раса", "ethnicité", "العرق")


def interest(text: str) -> bool:
    folded = text.lower().replace("種", "种").replace("維", "维").replace("爾", "尔").replace("أ", "ا")
    return any(word in folded for word in WORDS)


def of_interest(document: Document) -> list[tuple[str, object]]:
    """Passages of the tables that hold something, as the slow path finds them."""
    tables: dict[int | None, list[Passage]] = {}
    for passage in document.passages:
        tables.setdefault(passage.group, []).append(passage)
    return [
        (passage.text, passage.locator)
        for table in tables.values()
        if interest("\n".join(passage.text for passage in table))
        for passage in table
    ]


piece = st.one_of(
    st.binary(max_size=40),
    st.sampled_from([bytes(1), bytes(4), bytes(40), b"\1\0\0\0", b"\xff" * 6]),
    st.builds(
        lambda text, encoding, tail: text.encode(encoding, "ignore") + tail,
        st.sampled_from(
            [
                "种族",
                "種族",
                "維吾爾族",
                "FACE_RACE",
                "byRace",
                "skin tone:",
                "Раса лица",
                "ethnicité",
                "العرق",
                "黄种人",
                "yellow",
            ]
        ),
        st.sampled_from(ENCODINGS),
        st.sampled_from([b"\0", b"\0\0", b"\0\0\0\0", b"\n", b" "]),
    ),
    st.builds(lambda size: noise(size, size), st.integers(0, 5_000)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(piece, max_size=12).map(b"".join))
def test_quick_path_finds_what_the_slow_path_finds(data: bytes) -> None:
    slow = of_interest(read(data, "x.bin"))
    quick = [
        (passage.text, passage.locator)
        for passage in read(data, "x.bin", interest=interest, literals=WORDS).passages
    ]
    assert quick == slow
    asked = [(passage.text, passage.locator) for passage in read(data, "x.bin", interest=interest).passages]
    assert asked == slow


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3_000))
def test_any_bytes_are_read(data: bytes) -> None:
    for head in (b"", b"MZ", b"\x7fELF\x02\x01", b"\xca\xfe\xba\xbe\0\0\0\x34", b"dex\n035\0" + bytes(0x68)):
        read(head + data, "x.bin")


def test_quick_path_across_many_pages() -> None:
    table = b"face race\0yellow\0white\0"
    filler = [noise(9_973, seed).replace(b"\0", b"\1") for seed in range(20)]
    data = b"".join(part + bytes(8) + table + bytes(8) for part in filler)
    quick = read(data, "x.bin", interest=interest, literals=WORDS)
    assert [passage.text for passage in quick.passages].count("face race") == 20
    assert [(passage.text, passage.locator) for passage in quick.passages] == of_interest(read(data, "x.bin"))
