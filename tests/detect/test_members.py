"""Enums, constants and fields tell each other what they are, however far apart they stand."""

from __future__ import annotations

import pytest
from tests.detect.support import packs

from onrecord.detect.engine import detect
from onrecord.model.document import Blob
from onrecord.model.finding import Finding
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import POSITIVE_STANCES, Basis
from onrecord.read.open import read


def claims(text: str, name: str) -> list[str]:
    """Quotes of what is claimed in a source file."""
    made: list[Finding] = []
    for document in read(Blob(text.encode(), name), Ask(interest=packs().interest)):
        made += detect(document, packs(), path=name)
    return [one.quote for one in made if one.stance in POSITIVE_STANCES and one.basis is Basis.APPEARANCE]


@pytest.mark.parametrize(
    ("user", "said"),
    [
        ("struct FaceResult { int age; int beard; NET_RACE race; };", True),
        ("struct IdCardData { char name[9]; char address[9]; NET_RACE race; };", False),
        ("struct Regatta { int boats; NET_RACE next; };", False),
    ],
)
def test_an_enum_is_what_the_fields_of_its_type_are(user: str, said: bool) -> None:
    text = "typedef enum {\n  NET_RACE_YELLOW,\n  NET_RACE_WHITE\n} NET_RACE;\n\n" + user
    assert ("NET_RACE_YELLOW," in claims(text, "net.h")) is said


def test_constants_without_a_known_value_belong_to_the_enum_of_a_trait() -> None:
    text = "/** Ethnic type by the face. */\nenum EthnicType {\n  LEVANTINE,\n  CARPATHIAN,\n  UNKNOWN\n}\n"
    found = claims(text, "Type.java")
    assert "LEVANTINE," in found
    assert "CARPATHIAN," in found
    assert "UNKNOWN" not in found


def test_a_field_of_the_type_of_a_trait_is_one_whatever_its_name() -> None:
    text = (
        "/* race told from the face */\nenum people_kind { KIND_MONGOLOID, KIND_NEGROID };\n"
        "struct snap {\n  short age;\n  enum people_kind k;\n  short glasses;\n};\n"
    )
    assert any("people_kind k" in quote for quote in claims(text, "snap.h"))


def test_a_short_comment_above_names_a_field() -> None:
    fields = "  /** ethnicity of the face */\n  private int kind;\n  /** glasses */\n  private int g;\n"
    text = f"class FaceVO {{\n{fields}}}\n"
    found = claims(text, "FaceVO.java")
    assert "private int kind;" in found
    assert "private int g;" not in found


def test_the_next_struct_is_another_matter() -> None:
    text = (
        "struct Face {\n  int age;\n  int ethnicGroup;\n};\n\n"
        "/* read from the passport */\nstruct Doc {\n  char holder[9];\n  char nationality[4];\n};\n"
    )
    found = claims(text, "two.h")
    assert "int ethnicGroup;" in found
    assert not any("nationality" in quote for quote in found)


def test_the_event_says_what_an_object_of_data_is_about() -> None:
    seen = '{"event": "face.seen", "ethnicity": "asian", "lane": 4}'
    form = '{"event": "form.sent", "ethnicity": "asian", "lane": 4}'
    assert claims(seen, "seen.json")
    assert not claims(form, "form.json")


def test_none_among_values_denies_nothing() -> None:
    text = (
        'class Face:\n    """A face."""\n    beard: bool\n    faith: str | None  # "muslim", "sikh" or None\n'
    )
    assert any("faith" in quote for quote in claims(text, "face.py"))


def test_races_of_a_game_are_no_races_of_people() -> None:
    text = (
        "public enum Race { Human, Elf, Dwarf, Orc }\n"
        "class Hero {\n  string name;\n  int mana;\n  Race race;\n  string hairStyle;\n  string helmet;\n}\n"
    )
    assert claims(text, "Hero.cs") == []


def test_fonts_and_scripts_are_no_peoples() -> None:
    assert claims("Add support for Tibetan glyphs to the shaper.\n", "NEWS.txt") == []
    assert claims("The camera recognises Tibetan faces.\n", "note.txt")


def test_constants_that_begin_with_the_name_of_a_field_give_its_values() -> None:
    fields = "\tHat bool\n\tEG int // ethnic group of the face\n"
    text = f"package a\n\ntype FaceResult struct {{\n{fields}}}\n\nconst (\n\tEGArab = 1\n\tEGSize = 2\n)\n"
    found = claims(text, "a.go")
    assert any(quote.startswith("EGArab") for quote in found)
    assert not any(quote.startswith("EGSize") for quote in found)


def test_a_type_is_told_by_what_holds_the_type_that_holds_it() -> None:
    guess = "type Guess {\n  label: RaceLabel!\n}\n\nenum RaceLabel {\n  RACE_A\n  RACE_B\n}\n"
    face = "type FaceInsight {\n  mask: Int\n  guess: Guess\n}\n\n"
    horse = "type HorseEvent {\n  boats: Int\n  guess: Guess\n}\n\n"
    assert "enum RaceLabel" in claims(face + guess, "face.graphql")
    assert claims(horse + guess, "horse.graphql") == []


def test_a_name_that_is_masked_is_masked_in_the_text_too() -> None:
    assert claims("heads:\n  face: {classes: [a]}\n  on_race: retry\n", "face.yaml") == []
