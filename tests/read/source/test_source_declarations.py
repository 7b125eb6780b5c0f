"""What a person would quote from source code, and what stands around it."""

from __future__ import annotations

import pytest
import source_made as made

from onrecord.model.vocabulary import PassageKind
from onrecord.read.source import declarations_in

HEADER = """\
// Race of a face
typedef enum tagBX_RACE_E     // estimated
{
    BX_RACE_NONE = 0,   // not known
    BX_RACE_ASIAN,
} BX_RACE_E;   // codes of the engine
typedef struct { BX_RACE_E emRace[4]; } BX_SMALL;
typedef struct tagBX_FACE
{
    BYTE      byAge;     ///< years
    BX_RACE_E emRace;
    /* position */
    int       nX, nY;
} BX_FACE, *LPBX_FACE;
"""


def test_header_of_an_enum_ends_before_its_brace_and_takes_the_comment_beside() -> None:
    header = made.passage(made.laid_out(HEADER, "bx.h"), "typedef enum")
    assert header.text == "typedef enum tagBX_RACE_E     // estimated"
    assert (header.name, header.note, header.context.above) == ("BX_RACE_E", "estimated", "Race of a face")


def test_members_hang_below_their_header_and_share_a_group() -> None:
    document = made.laid_out(HEADER, "bx.h")
    none, asian = made.passage(document, "BX_RACE_NONE"), made.passage(document, "BX_RACE_ASIAN")
    assert none.text == "BX_RACE_NONE = 0,   // not known"
    assert (none.name, none.value, none.note) == ("BX_RACE_NONE", "0", "not known")
    assert none.group is not None
    assert none.group == asian.group
    assert document.passages[none.parent or 0].name == "BX_RACE_E"
    assert none.context.enclosing == ("BX_RACE_E",)
    assert none.context.notes == ("Race of a face", "estimated", "codes of the engine")


def test_closing_line_is_no_passage() -> None:
    assert not any(text.startswith("}") for text in made.texts(made.laid_out(HEADER, "bx.h")))


def test_field_without_initialiser_has_its_type_as_value() -> None:
    field = made.passage(made.laid_out(HEADER, "bx.h"), "BX_RACE_E emRace;")
    assert (field.name, field.value) == ("emRace", "BX_RACE_E")
    assert field.locator.symbol == "BX_FACE.emRace"
    assert field.locator.line == 11


def test_type_on_one_line_is_one_passage() -> None:
    small = made.passage(made.laid_out(HEADER, "bx.h"), "typedef struct { BX")
    assert (small.name, small.value) == ("BX_SMALL", "BX_RACE_E emRace[4];")


def test_comment_above_is_a_passage_and_the_context_of_what_it_stands_above() -> None:
    document = made.laid_out(HEADER, "bx.h")
    assert made.passage(document, "/* position */").kind is PassageKind.COMMENT
    field = made.passage(document, "int       nX")
    assert (field.name, field.context.above) == ("nX, nY", "position")


def test_typedef_name_and_tag_are_both_on_the_path_when_they_differ() -> None:
    document = made.laid_out("typedef struct tagFoo {\n int nRace;\n} BarInfo;\n", "x.h")
    field = made.passage(document, "int nRace")
    assert field.context.enclosing == ("BarInfo tagFoo",)
    assert field.locator.symbol == "BarInfo.nRace"


def test_comment_carried_on_below_belongs_to_the_field() -> None:
    text = "struct A {\n  int r;    // race: 1 yellow\n            // 2 white\n  int s;\n};\n"
    field = made.passage(made.laid_out(text, "a.h"), "int r;")
    assert field.note == "race: 1 yellow 2 white"
    assert field.locator.line_end == 3


def test_defines_with_one_prefix_are_a_group_with_its_comment_as_caption() -> None:
    text = "/* complexion */\n#define BX_SKIN_YELLOW 1 /* yellow */\n#define BX_SKIN_WHITE 2\n"
    text += "#define BX_PLATE_WHITE 2\n"
    document = made.laid_out(text, "a.h")
    yellow, white, plate = (
        made.passage(document, f"#define {name}") for name in ("BX_SKIN_Y", "BX_SKIN_W", "BX_P")
    )
    assert (yellow.name, yellow.value, yellow.note) == ("BX_SKIN_YELLOW", "1", "yellow")
    assert yellow.group is not None
    assert yellow.group == white.group
    assert plate.group != white.group
    assert white.context.caption == "complexion"


def test_parameters_on_several_lines_are_one_passage_a_line() -> None:
    text = "BX_API int BX_CALL Search(\n    int nRace,   // race filter\n    char *szName);\n"
    document = made.laid_out(text, "a.h")
    race = made.passage(document, "int nRace")
    assert race.text == "int nRace,   // race filter"
    assert document.passages[race.parent or 0].name == "Search"


def test_signature_on_one_line_is_one_passage_despite_macros() -> None:
    text = "BX_NET_API BOOL BX_CALL BX_SetRace(long h, int nRace);\nBX_NET_API int BX_CALL BX_Other(void);\n"
    document = made.laid_out(text, "a.h")
    assert made.texts(document) == [line for line in text.splitlines() if line]
    assert [item.name for item in document.passages] == ["BX_SetRace", "BX_Other"]


def test_export_macro_does_not_hide_a_class() -> None:
    text = "class BX_EXPORT Face : public Base {\npublic:\n    int race;  // race\n};\n"
    field = made.passage(made.laid_out(text, "a.hpp"), "int race;")
    assert field.context.enclosing == ("Face",)


def test_doc_comment_with_a_list_is_one_passage_an_item() -> None:
    text = "/**\n * Filter faces.\n * @param nRace  race:\n *     1 yellow\n *     2 white\n */\n"
    text += "void f(int nRace);\n"
    document = made.laid_out(text, "a.h")
    param, white = made.passage(document, "@param nRace"), made.passage(document, "2 white")
    assert param.name == "nRace"
    assert document.passages[param.parent or 0].text == "Filter faces."
    assert document.passages[white.parent or 0] == param


def test_wrapped_prose_of_a_comment_stays_together() -> None:
    text = (
        "/* The race of a person is estimated from the face that was found in the\n"
        "   frame and is sent together with the other attributes. */\nint x;\n"
    )
    comment = made.laid_out(text, "a.c").passages[0]
    assert comment.text.endswith("the other attributes.")


@pytest.mark.parametrize(
    ("name", "text", "note"),
    [
        ("a.h", "int r; /* race */\n", "race"),
        ("a.h", "int r; //!< race\n", "race"),
        ("a.h", "int r;\n///< race\n", "race"),
        ("a.py", "r = 1  # race\n", "race"),
        ("a.sql", "CREATE TABLE t (\n r INT, -- race\n s INT\n);\n", "race"),
        ("a.sql", "CREATE TABLE t (\n r INT COMMENT 'race',\n s INT\n);\n", "race"),
        ("a.vb", "Public r As Integer ' race\n", "race"),
        ("a.php", "<?php\n$r = 1; # race\n", "race"),
        ("a.pas", "r: Integer; { race }\n", "race"),
    ],
)
def test_comment_beside_is_the_note(name: str, text: str, note: str) -> None:
    document = made.laid_out(text, name)
    assert [item.note for item in document.passages if item.note] == [note]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("a.java", 'String s = "\\u6c11\\u65cf";\n', "民族"),
        ("a.c", 'char *s = "\\xe6\\xb0\\x91\\xe6\\x97\\x8f";\n', "民族"),
        ("a.js", "const s = 'a\\'b';\n", "a'b"),
        ("a.cs", 'string s = @"race";\n', "race"),
    ],
)
def test_escapes_are_resolved_in_the_value_and_stay_in_the_text(name: str, text: str, value: str) -> None:
    document = made.laid_out(text, name)
    assert document.passages[0].value == value
    assert document.passages[0].text == text.strip()


def test_annotation_is_a_passage_and_context_of_its_field() -> None:
    text = 'class A {\n    @JsonProperty("EthicFeature")   // sic\n    private String f17;\n}\n'
    document = made.laid_out(text, "A.java")
    annotation = made.passage(document, "@JsonProperty")
    assert (annotation.name, annotation.value, annotation.note) == ("JsonProperty", "EthicFeature", "sic")
    assert made.passage(document, "private").context.above == '@JsonProperty("EthicFeature") // sic'


def test_tag_of_a_go_field_is_its_context() -> None:
    text = 'package a\n\ntype F struct {\n\tR int32 `json:"race"` // race\n}\n'
    field = made.passage(made.laid_out(text, "a.go"), "R int32")
    assert (field.value, field.note, field.context.above) == ("int32", "race", 'json:"race"')


def test_map_on_one_line_is_one_passage_and_on_several_one_an_entry() -> None:
    one = made.laid_out('RACE = {1: "Asian", 2: "Black"}  # codes\n', "a.py")
    assert made.texts(one) == ['RACE = {1: "Asian", 2: "Black"}  # codes']
    many = made.laid_out('RACE = {\n    1: "Asian",  # east\n    2: "Black",\n}\n', "a.py")
    entry = made.passage(many, "1:")
    assert (entry.name, entry.value, entry.note) == ("1", "Asian", "east")
    assert many.passages[entry.parent or 0].name == "RACE"
    assert entry.context.enclosing == ("RACE",)


def test_branch_of_a_switch_hangs_below_it() -> None:
    text = 'const char* f(int race) {\n  switch (race) {\n  case 1:\n    return "Asian";\n  }\n}\n'
    document = made.laid_out(text, "a.c")
    told = made.passage(document, "return")
    label = document.passages[told.parent or 0]
    assert (told.value, label.name) == ("Asian", "1")
    assert document.passages[label.parent or 0].text == "switch (race)"


def test_statement_that_passes_on_a_string_is_a_string() -> None:
    document = made.laid_out('def f():\n    print("race", x)\n    y = "race"\n', "a.py")
    assert made.passage(document, "print").kind is PassageKind.STRING
    assert made.passage(document, "y =").kind is PassageKind.DECLARATION


def test_comments_on_tables_reach_their_columns() -> None:
    text = (
        "CREATE TABLE s.faces (\n  r INT,\n  n INT\n);\n"
        "COMMENT ON TABLE s.faces IS 'captured faces';\nCOMMENT ON COLUMN s.faces.r IS 'race: 1 yellow';\n"
    )
    document = made.laid_out(text, "a.sql")
    column = made.passage(document, "r INT")
    assert (column.context.above, column.context.notes) == ("race: 1 yellow", ("captured faces",))
    remark = made.passage(document, "COMMENT ON COLUMN")
    assert (remark.name, remark.value, remark.context.enclosing) == ("r", "race: 1 yellow", ("faces",))


def test_docstring_is_a_comment_about_its_class() -> None:
    document = made.laid_out('class A:\n    """Race of a face."""\n    X = 1\n', "a.py")
    member = made.passage(document, "X = 1")
    assert (member.context.notes, member.context.above) == (("Race of a face.",), "")


def test_code_of_another_document_is_read_by_its_label() -> None:
    passages = declarations_in("data class A(\n  val race: Int, // race\n)\n", "kt")
    assert [(item.name, item.note) for item in passages] == [("A", ""), ("race", "race")]
    assert declarations_in("", "c++") == []
    assert declarations_in("int race;", "no such language")[0].name == "race"
