"""What a reader of a page sees, and what the page hides, in the right kind, context and place."""

from __future__ import annotations

import pytest

from onrecord.model.document import Blob, Document, Passage
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import Flag, GapKind, PassageKind
from onrecord.read.html_page import READER


def read(source: str | bytes, media_type: str = "", **ask: object) -> Document:
    data = source.encode() if isinstance(source, str) else source
    document = READER.read(Blob(data, "page.html", media_type=media_type), Ask(**ask))  # type: ignore[arg-type]
    for passage in document.passages:
        assert document.text[passage.start : passage.end] == passage.text
    return document


def only(source: str, text: str) -> Passage:
    found = [passage for passage in read(source).passages if passage.text == text]
    assert len(found) == 1, [passage.text for passage in read(source).passages]
    return found[0]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>少数<b>民族</b></p>", "少数民族"),
        ("<p>少数<span><i>民</i></span>族</p>", "少数民族"),
        ("<p>eth<em>nic</em> group</p>", "ethnic group"),
        ("<p>&#27665;&#x65cf;</p>", "民族"),
        ("<p>一 行\n二行</p>", "一 行二行"),
        ("<p>skin\n   tone</p>", "skin tone"),
        ("<p>人<ruby>種<rt>しゅ</rt></ruby></p>", "人種"),
        ("<p>ｒａｃｅ　１</p>", "ｒａｃｅ　１"),
        ("<p>少<!-- x -->数</p>", "少数"),
    ],
)
def test_inline_content_is_joined(source: str, text: str) -> None:
    assert text in [passage.text for passage in read(source).passages]


def test_line_breaks_end_a_line_unless_a_sentence_goes_on() -> None:
    assert [p.text for p in read("<p>Race: yes<br>Age: yes</p>").passages] == ["Race: yes", "Age: yes"]
    wrapped = read("<p>It tells the ethnic group<br>of every passer-by.</p>").passages
    assert [p.text for p in wrapped] == ["It tells the ethnic group\nof every passer-by."]


def test_rows_keep_label_value_header_and_caption() -> None:
    page = (
        "<table><caption>Table 2</caption><tr><th>Item</th><th>Value</th></tr>"
        "<tr><th>Race</th><td>3 kinds</td></tr></table>"
    )
    row = only(page, "Race\t3 kinds")
    assert (row.kind, row.cells) == (PassageKind.TABLE_ROW, ("Race", "3 kinds"))
    assert (row.context.header, row.context.caption) == (("Item", "Value"), "Table 2")


def test_spans_are_unfolded_and_bind_rows_to_the_row_they_hang_from() -> None:
    page = (
        "<table><tr><td rowspan=2>eth</td><td>afr</td><td>0.1</td></tr>"
        "<tr><td colspan=2>none</td></tr></table>"
    )
    first, second = read(page).passages
    assert second.cells == ("eth", "none", "none")
    assert second.text == "none"
    assert second.parent == 0
    assert first.parent is None


@pytest.mark.parametrize("span", ["0", "-3", "99999999", "x", "2.5"])
def test_senseless_spans_do_no_harm(span: str) -> None:
    rows = read(f"<table><tr><td rowspan={span} colspan={span}>a<td>b<tr><td>c<td>d</table>").passages
    assert [row.text for row in rows] == ["a\tb", "c\td"]


def test_a_table_of_pages_is_laid_out_as_blocks() -> None:
    page = "<table><tr><td>Menu</td><td><h1>QX</h1><p>Tells race.</p></td></tr></table>"
    assert only(page, "Tells race.").context.headings == ("QX",)


def test_questions_are_told_from_answers() -> None:
    page = "<dl><dt>Does it see race?</dt><dd>No.</dd></dl>"
    assert only(page, "Does it see race?").kind is PassageKind.QUESTION
    answer = only(page, "No.")
    assert (answer.kind, answer.context.caption, answer.parent) == (PassageKind.PROSE, "Does it see race?", 0)


def test_a_question_ends_with_the_block_that_holds_it() -> None:
    page = "<div><div class=item><p>Q: Race?</p><p>A: No.</p></div><p>Later.</p></div>"
    assert only(page, "A: No.").context.caption == "Q: Race?"
    assert only(page, "Later.").context.caption == ""


def test_list_items_know_the_line_above_and_their_item() -> None:
    page = "<p>It shows:</p><ul><li>age<li>skin<ul><li>light</ul></ul>"
    assert only(page, "age").context.caption == "It shows:"
    assert only(page, "age").parent == 0
    assert only(page, "light").parent == 2


def test_forms_say_that_they_are_forms() -> None:
    page = "<form><label for=a>Religion</label><select id=a><option>none<option>other</select></form>"
    field = only(page, "Religion\tnone, other")
    assert (field.kind, field.name, field.value) == (PassageKind.KEY_VALUE, "Religion", "none, other")
    assert field.context.enclosing == ("form",)
    assert len(read(page).passages) == 1


@pytest.mark.parametrize(
    "style",
    [
        "display : none",
        "visibility:hidden",
        "font-size:0px",
        "position:absolute; left:-9999px",
        "opacity:0",
        "color:#fff;background:white",
        "height:0;overflow:hidden",
    ],
)
def test_hidden_text_is_kept_and_flagged(style: str) -> None:
    assert only(f'<p style="{style}">Alarm on race.</p>', "Alarm on race.").flags == {Flag.HIDDEN}


@pytest.mark.parametrize(
    "style", ["opacity:0.5", "font-size:0.9em", "display:block", "left:-3px", "color:#fff;background:#000"]
)
def test_shown_text_is_not_flagged(style: str) -> None:
    assert only(f'<p style="{style}">Alarm on race.</p>', "Alarm on race.").flags == frozenset()


def test_style_sheets_of_the_page_hide_too() -> None:
    page = "<style>/* {} */ .a,.b-x { display: none } @media print { .c{display:none} }</style>"
    assert only(page + "<p class=b-x>Race.</p>", "Race.").flags == {Flag.HIDDEN}
    assert only(page + "<p class=c>Race.</p>", "Race.").flags == frozenset()


def test_struck_out_text_stands_in_its_sentence() -> None:
    page = "<p>First. It tells <s>race and</s> age. Last.</p>"
    assert only(page, "First. It tells age. Last.").flags == frozenset()
    assert only(page, "It tells race and age.").flags == {Flag.DELETED}


def test_hidden_cell_is_not_part_of_its_row() -> None:
    passages = read(
        "<table><tr><td>Face</td><td>age</td><td style='display:none'>race</td></tr></table>"
    ).passages
    assert [(p.text, p.flags) for p in passages] == [("Face\tage", frozenset()), ("race", {Flag.HIDDEN})]


def test_attributes_and_comments_are_read() -> None:
    page = (
        '<img alt="race filter"><a title="by skin">x</a><input placeholder="Ethnic group">'
        "<!-- <b>old</b> race list -->"
    )
    texts = {(p.kind, p.text) for p in read(page).passages}
    assert {
        (PassageKind.UI_STRING, "race filter"),
        (PassageKind.UI_STRING, "by skin"),
        (PassageKind.UI_STRING, "Ethnic group"),
        (PassageKind.COMMENT, "old race list"),
    } <= texts


def test_script_texts_are_read_with_their_keys() -> None:
    page = r"""<script>f({"race":"Yellow", u:"/a/b.js", t:'\u7ef4\u65cf人'})</script>"""
    assert [(p.name, p.value) for p in read(page).passages] == [("race", "Yellow"), ("t", "维族人")]


def test_code_is_read_as_its_language() -> None:
    lines = read("<h2>Types</h2><pre>enum RACE {\n  RACE_WHITE = 1, // white\n};</pre>").passages
    assert (lines[2].parent, lines[2].note, lines[2].name) == (1, "white", "RACE_WHITE")
    assert lines[2].context.enclosing == ("code", "RACE")
    assert lines[2].context.headings == ("Types",)
    assert lines[2].locator.line == 2


def test_sample_answers_keep_their_keys() -> None:
    page = '<pre class="language-json">{\n "age": 3,\n "race": "\\u6c11\\u65cf"\n}</pre>'
    found = only(page, '"race": "\\u6c11\\u65cf"')
    assert (found.name, found.value, found.locator.pointer) == ("race", "民族", "/race")
    assert read(page, interest=lambda text: "民族" in text).passages


def test_other_code_is_read_line_by_line() -> None:
    lines = read("<pre>$ face-tool --by race {\n  skin tone\n}\nplain words</pre>").passages
    assert [line.text for line in lines] == ["$ face-tool --by race {", "skin tone", "}", "plain words"]
    assert lines[1].parent == 0
    assert lines[1].context.enclosing == ("code", "$ face-tool --by race")


def test_menus_and_page_ends_are_marked() -> None:
    page = (
        "<nav><a>Home</a></nav><h2>Race</h2><article><header><p>In article</p></header></article>"
        "<footer>Last</footer>"
    )
    assert only(page, "Home").flags == {Flag.HEADER}
    assert only(page, "In article").flags == frozenset()
    last = only(page, "Last")
    assert (last.flags, last.context.headings) == ({Flag.FOOTER}, ())


@pytest.mark.parametrize(
    ("data", "media_type", "ask", "encoding"),
    [
        ("<meta charset=gb2312><p>民族</p>".encode("gb18030"), "", "", "gb18030"),
        ("<p>民族识别功能说明</p>".encode("gb18030"), "text/html; charset=GBK", "", "gb18030"),
        ("<p>民族</p>".encode("utf-16"), "", "", "utf-16-le"),
        ("<p>民族</p>".encode("big5"), "", "big5", "big5"),
        (b"\xef\xbb\xbf<meta charset=big5>" + "<p>民族</p>".encode(), "", "", "utf-8"),
    ],
)
def test_encodings_are_found(data: bytes, media_type: str, ask: str, encoding: str) -> None:
    document = read(data, media_type, encoding=ask)
    assert "民族" in document.text
    assert document.encoding == encoding


def test_a_page_beyond_the_memory_limit_is_a_gap() -> None:
    document = read("<p>" + "x" * 10_000, limits=Limits(memory_bytes=1000))
    assert [gap.kind for gap in document.gaps] == [GapKind.TOO_LARGE]


def test_text_beyond_the_limit_is_a_gap() -> None:
    document = read("<p>one two</p><p>three four</p>", limits=Limits(text_chars=20))
    assert [gap.kind for gap in document.gaps] == [GapKind.TOO_LARGE]
