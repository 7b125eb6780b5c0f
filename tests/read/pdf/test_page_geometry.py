"""The page model on made-up words: whatever stands on a page is told once, and in order."""

from __future__ import annotations

from array import array
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.place import Box
from onrecord.read.page_layout import lay_out
from onrecord.read.page_lines import lines_of, reading_order
from onrecord.read.page_model import Page, Rule, Turn, Word, merge_boxes, running_key
from onrecord.read.page_passages import drafts_of
from onrecord.read.page_ruled import split_word
from onrecord.read.page_running import Running
from onrecord.read.page_table import table_text
from onrecord.read.pdf_text import probe


def word(text: str, left: float, top: float, size: float = 10.0, *, bold: bool = False) -> Word:
    step = 0.5 * size
    edges = array("f", [left + step * at for i in range(len(text)) for at in (i, i + 1)])
    return Word(text, left, top, left + step * len(text), top + size, size, edges, bold=bold)


def page(words: list[Word], lying: list[Rule] | None = None, standing: list[Rule] | None = None) -> Page:
    for order, one in enumerate(words):
        one.order = order
    return Page(1, 600, 800, words, lying or [], standing or [])


def texts(sheet: Page) -> list[str]:
    layout = lay_out(sheet)
    return [draft.piece.text for draft in drafts_of(1, lambda number: layout if number == 1 else None)]


WORDS = st.lists(
    st.builds(
        word,
        st.text("abcXYZ019.:()民族ابت-", min_size=1, max_size=9),
        st.floats(0, 560),
        st.floats(0, 780),
        st.sampled_from([8.0, 10.0, 10.0, 10.0, 14.0]),
        bold=st.booleans(),
    ),
    max_size=60,
)
RULES = st.lists(
    st.builds(lambda at, a, b: Rule(at, min(a, b), max(a, b)), *[st.floats(0, 600)] * 3), max_size=12
)


@settings(max_examples=120, deadline=None)
@given(WORDS, RULES, RULES)
def test_no_character_is_lost_and_none_is_told_twice(
    words: list[Word], lying: list[Rule], standing: list[Rule]
) -> None:
    wanted = Counter("".join(one.text for one in words))
    told = Counter("".join("".join(texts(page(words, lying, standing))).split()))
    dropped = wanted - told
    assert not told - wanted
    assert set(dropped) <= set("-."), "only bullets are left out"


@given(WORDS)
def test_reading_order_keeps_all_words(words: list[Word]) -> None:
    for rtl in (False, True):
        assert sorted(map(id, reading_order(words, rtl=rtl))) == sorted(map(id, words))


@given(WORDS)
def test_lines_go_down_the_page(words: list[Word]) -> None:
    tops = [line.top for line in lines_of(words)] if words else []
    assert tops == sorted(tops)


@given(st.text("abc民族", min_size=2, max_size=12), st.floats(0, 70))
def test_split_word_keeps_every_character(text: str, x: float) -> None:
    parts = split_word(word(text, 5, 5), x)
    assert "".join(part.text for part in parts if part is not None) == text


BOXES = st.builds(
    lambda a, b, c, d: Box(min(a, b), min(c, d), max(a, b), max(c, d)), *[st.floats(0, 500)] * 4
)


@given(BOXES, st.sampled_from([0, 90, 180, 270]))
def test_turning_back_keeps_the_size(box: Box, angle: int) -> None:
    turned = Turn(angle, 500, 700).back(box)
    sizes = (round(turned.right - turned.left, 6), round(turned.bottom - turned.top, 6))
    before = (round(box.right - box.left, 6), round(box.bottom - box.top, 6))
    assert sizes == (before if angle % 180 == 0 else before[::-1])


@given(st.lists(BOXES, max_size=8))
def test_merged_boxes_cover_all(boxes: list[Box]) -> None:
    merged = merge_boxes(boxes, Turn())
    for box in boxes:
        if box.right - box.left > 0.1:
            assert any(m.left <= box.left + 0.01 and m.right >= box.right - 0.01 for m in merged)


def grid(rows: list[list[str]], lefts: list[float], step: float = 20.0) -> list[Word]:
    return [
        word(part, left + 26 * at, 100 + step * number, bold=number == 0)
        for number, row in enumerate(rows)
        for left, cell in zip(lefts, row, strict=True)
        for at, part in enumerate(cell.split())
    ]


def test_columns_without_lines_are_found_by_their_gaps() -> None:
    rows = [["Field", "Value"], ["Mask", "yes"], ["Race", "no"], ["Age", "yes"]]
    assert texts(page(grid(rows, [50, 250]))) == ["Field\tValue", "Mask\tyes", "Race\tno", "Age\tyes"]


def test_value_lines_without_label_wrap_and_new_pairs_do_not() -> None:
    rows = [["One", "aaa"], ["", "bbb"], ["Two", "ccc"], ["Three", "ddd"]]
    assert texts(page(grid(rows, [50, 250])))[0] == "One\taaa\nbbb"


def test_lines_between_rows_are_believed_more_than_labels() -> None:
    rows = ["One aaa", "more bbb", "Two ccc", "again ddd", "Six eee", "x fff"]
    words = []
    for number, row in enumerate(rows):
        top = 100 + 12 * number + 10 * (number // 2)
        words += [word(cell, left, top) for cell, left in zip(row.split(), (50, 250), strict=True)]
    lying = [Rule(y, 40, 320) for y in (97, 129, 163, 197)]
    assert texts(page(words, lying)) == [
        "One\nmore\taaa\nbbb",
        "Two\nagain\tccc\nddd",
        "Six\nx\teee\nfff",
    ]


def test_words_that_run_through_a_cell_border_are_two_cells() -> None:
    words = [word("Racewhite", 50, 104), word("Agethirty", 50, 124), word("x", 90, 144), word("q", 55, 144)]
    lying = [Rule(y, 45, 150) for y in (100, 120, 140, 160)]
    standing = [Rule(x, 100, 160) for x in (45, 70.0, 150)]
    assert texts(page(words, lying, standing))[0] == "Race\twhite"


def test_children_are_found_by_indent_and_by_name() -> None:
    words = []
    rows = [("eth", 50), ("eth.afr", 50), ("sex", 50), ("attributes", 50), ("mask", 62), ("hat", 62)]
    for number, (name, left) in enumerate(rows):
        words += [word(name, left, 100 + 20 * number), word("text", 250, 100 + 20 * number)]
    layout = lay_out(page(words))
    (table,) = [block.table for block in layout.blocks if block.table]
    parents = {row.texts[0]: row.parent for row in table_text(table, []).rows}
    assert parents["eth.afr"] == 0
    assert parents["sex"] is None
    assert parents["mask"] == parents["hat"] == 3


def test_running_lines_differ_only_in_numbers() -> None:
    running = Running()
    for number in range(1, 6):
        running.add(
            number, f"Guide v2\r\nChapter {number}\r\ntext {'abcde'[number - 1]}\r\nPage {number} of 5"
        )
    assert {running_key("Guide v2"), running_key("Page 99 of 200")} <= running.near(3)
    assert running_key("text a") not in running.near(3)
    assert not running.near(40), "only pages nearby count"


def test_probe_is_the_text_and_more() -> None:
    assert probe("plain text") == "plain text"
    assert "ethnicity" in probe("ethni-\r\ncity")
    assert "ethni-\r\ncity" in probe("ethni-\r\ncity")
    assert "ethnicity" in probe("ethni\ufffecity")
    assert "民族" in probe("民 \r\n族")
    assert "الأكراد" in probe("األكراد")
