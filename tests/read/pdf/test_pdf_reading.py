"""PDFs through the reader, as a user meets them: what is a row, a list, a heading, and where it stands."""

from __future__ import annotations

from pathlib import Path

import fixtures_pages
import pytest

from onrecord.model.document import Blob, Document, Passage
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import Flag, GapKind, PassageKind
from onrecord.read.pdf import read

GOLDEN = Path(__file__).parents[2] / "golden" / "pdf"
FILES = Path(__file__).parent / "files"


def document(name: str, ask: Ask | None = None) -> Document:
    path = GOLDEN / name if (GOLDEN / name).exists() else FILES / name
    return read(Blob(path.read_bytes(), name), ask or Ask())


def passage(found: Document, part: str) -> Passage:
    (one,) = [p for p in found.passages if part in p.text and p.kind is not PassageKind.QUESTION]
    return one


def test_wrapped_value_belongs_to_its_label() -> None:
    row = passage(document("datasheet-en.pdf"), "ethnicity, colour")
    assert row.kind is PassageKind.TABLE_ROW
    assert row.cells[0] == "Face attributes"
    assert row.cells[1].endswith("the upper and lower clothes, bag, umbrella")


def test_table_keeps_header_and_caption_on_the_next_page() -> None:
    row = passage(document("datasheet-en.pdf"), "Skin colour statistics")
    assert row.locator.page == 2
    assert row.context.header == ("Function", "Standard", "Premium")
    assert row.context.caption == "Table 1: Functions by licence"
    assert row.context.headings[-1] == "Specifications"


def test_list_items_hang_on_the_line_that_introduces_them() -> None:
    found = document("datasheet-en.pdf")
    item = passage(found, "ethnicity*")
    assert item.kind is PassageKind.LIST_ITEM
    assert item.context.caption == "The camera offers:"
    assert item.parent is not None
    assert found.passages[item.parent].text == "The camera offers:"


def test_footnote_is_a_note() -> None:
    assert passage(document("datasheet-en.pdf"), "reserved for projects").kind is PassageKind.NOTE


def test_headers_and_footers_are_marked_on_every_page() -> None:
    found = document("datasheet-en.pdf")
    assert [p.locator.page for p in found.passages if Flag.HEADER in p.flags] == [1, 2]
    assert [p.text for p in found.passages if Flag.FOOTER in p.flags] == ["Page 1", "Page 2"]


def test_two_columns_are_read_one_after_the_other() -> None:
    texts = [p.text for p in document("two-columns-en.pdf").passages]
    heads = ["1 Introduction", "2 Method", "3 Results", "4 Limits"]
    assert [text for text in texts if text in heads] == heads
    body = texts[texts.index("1 Introduction") + 1]
    assert "an ethnicity\nlabel for every face" in body
    assert "Results" not in body


def test_rows_below_a_cell_that_covers_them_hang_on_its_first_row() -> None:
    found = document("test-report-en.pdf")
    child = passage(found, "second group")
    assert child.parent is not None
    assert found.passages[child.parent].cells[1] == "Ethnicity"
    assert child.cells == ("2", "second group", "No alarm", "Failed")
    assert child.context.headings[-1] == "Face attribute analysis"


def test_row_cut_by_the_page_break_keeps_header_and_parent() -> None:
    found = document("test-report-en.pdf")
    rest = passage(found, "by ethnicity, by hat")
    assert rest.locator.page == 2
    assert rest.context.header == ("Item", "Verdict", "Remark")
    assert rest.parent is not None
    assert found.passages[rest.parent].cells[0] == "Attribute search"


def test_sentence_over_a_page_break_is_one_passage_also_on_the_fast_path() -> None:
    whole = passage(document("faq-en.pdf"), "does not sell")
    assert "exhibition in the spring" in " ".join(whole.text.split())
    fast = document("faq-en.pdf", Ask(interest=lambda text: "exhibition" in text))
    again = passage(fast, "does not sell")
    assert (again.text, again.locator, again.context) == (whole.text, whole.locator, whole.context)


def test_questions_are_told_from_answers() -> None:
    found = document("faq-en.pdf")
    assert [p.text[:2] for p in found.passages if p.kind is PassageKind.QUESTION] == ["Q:", "Do"]
    assert passage(found, "has never classified").kind is PassageKind.PROSE


def test_declarations_hang_on_their_type() -> None:
    found = document("sdk-guide-en.pdf")
    member = next(p for p in found.passages if p.text.startswith("BYTE byRace"))
    assert member.kind is PassageKind.DECLARATION
    assert member.context.enclosing == ("tagLMN_FACE_INFO",)
    assert member.parent is not None
    assert found.passages[member.parent].text == "typedef struct tagLMN_FACE_INFO {"
    term = next(p for p in found.passages if p.name == "byRace")
    assert term.kind is PassageKind.KEY_VALUE
    assert term.value.startswith("Race of the person")


def test_nested_items_hang_on_the_longer_item() -> None:
    found = document("sdk-guide-en.pdf")
    child = next(p for p in found.passages if p.text == "yellow")
    assert child.parent is not None
    assert found.passages[child.parent].text == "2. race, with the values"


def test_hidden_text_is_flagged_and_kept_apart() -> None:
    found = document("hidden-en.pdf")
    hidden = [p.text for p in found.passages if Flag.HIDDEN in p.flags]
    assert len(hidden) == 4
    assert all("Marlowe Vision detects" in text for text in hidden)
    assert Flag.HIDDEN not in passage(found, "dark bar").flags
    assert Flag.HIDDEN not in passage(found, "INTERNAL USE ONLY").flags


def test_spaced_out_labels_are_put_together() -> None:
    row = passage(document("not-embedded-zh.pdf"), "90%")
    assert row.cells == ("民族", "支持，准确率不低于90%")


def test_merged_cells_of_a_chinese_manual() -> None:
    found = document("manual-zh.pdf")
    row = passage(found, "白种人")
    assert row.cells == ("byRace", "3", "白种人")
    assert row.context.caption == "表 6.1 人脸属性取值"
    assert row.parent is not None
    assert found.passages[row.parent].text == "byRace\t1\t黄种人"


def test_right_to_left_text_is_in_logical_order() -> None:
    found = document("arabic.pdf")
    text = passage(found, "وتستنتج").text
    assert "العمر والجنس والأصل العرقي بدقة 95% مع البرنامج Mizar Suite 4.1" in " ".join(text.split())
    row = passage(found, "العرق\t")
    assert row.cells == ("العرق", "مدعوم")
    assert row.context.header == ("السمة", "الحالة")
    assert "مىللەتنى پەرقلەندۈرىدۇ" in passage(document("uyghur.pdf"), "مىللەتنى").text


def test_words_divided_at_the_end_of_a_line_stay_divided() -> None:
    assert "includ‐\ning" in passage(document("beyond-the-basic-plane.pdf"), "ethnicity, auto").text


def test_encrypted_and_cut_off_files_say_so() -> None:
    (gap,) = document("encrypted.pdf").gaps
    assert gap.kind is GapKind.ENCRYPTED
    assert "password" in gap.advice
    cut = document("truncated.pdf")
    assert [gap.kind for gap in cut.gaps] == [GapKind.TRUNCATED]
    assert [p.text for p in cut.passages] == ["Page one names ethnicity."]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF\n", b"PK\x03\x04 no pdf at all"])
def test_what_is_no_pdf_gives_one_gap(data: bytes) -> None:
    found = read(Blob(data, "x.pdf"), Ask())
    assert len(found.gaps) == 1
    assert found.passages == ()


def test_garbled_layer_is_noticed_and_ocr_offered() -> None:
    found = document("garbled-en.pdf", Ask(ocr="never"))
    assert [p.context.enclosing for p in found.passages] == [("contents",)], "the bookmark can be read"
    (gap,) = found.gaps
    assert gap.kind is GapKind.GARBLED
    assert "--ocr" in gap.advice
    assert gap.part == "page 1"


def test_pages_beyond_the_limit_are_counted() -> None:
    found = document("datasheet-en.pdf", Ask(limits=Limits(pages=1)))
    assert {p.locator.page for p in found.passages} == {1}
    assert [(gap.kind, gap.part) for gap in found.gaps] == [(GapKind.TOO_LARGE, "page 2")]


def test_text_beyond_the_limit_is_counted() -> None:
    found = document("datasheet-en.pdf", Ask(limits=Limits(text_chars=900)))
    assert GapKind.TOO_LARGE in {gap.kind for gap in found.gaps}


def test_no_time_left_is_a_gap() -> None:
    found = document("datasheet-en.pdf", Ask(limits=Limits(seconds=-1)))
    assert [gap.kind for gap in found.gaps] == [GapKind.TIME_LIMIT]
    assert found.gaps[0].part == "pages 1-2"


def test_facts_are_those_that_the_file_states() -> None:
    facts = dict(document("datasheet-en.pdf").facts)
    assert facts["title"] == "Olvera OLV-7720-ZK datasheet"
    assert facts["created"] == "2000-01-01T00:00:00+00:00"
    assert document("datasheet-en.pdf").pages == 2


def test_page_without_interest_is_not_laid_out() -> None:
    found = document("datasheet-en.pdf", Ask(interest=lambda text: "umbrella" in text))
    pages = {p.locator.page for p in found.passages}
    assert pages == {1, 2}, "the table on page 1 goes on with page 2"
    assert document("datasheet-en.pdf", Ask(interest=lambda text: False)).passages == ()


def test_interest_sees_words_that_line_breaks_cut() -> None:
    found = document("beyond-the-basic-plane.pdf", Ask(interest=lambda text: "including ethnicity" in text))
    assert found.passages
    seen: list[str] = []
    document("not-embedded-zh.pdf", Ask(interest=lambda text: bool(seen.append(text))))
    assert "民族支持" in "".join(seen), "the label is spaced out on the page"


def test_many_pages_with_hits_are_all_told() -> None:
    from reportlab.platypus import PageBreak

    parts = [part for n in range(40) for part in (fixtures_pages._p(f"Page {n} names it."), PageBreak())]
    data = fixtures_pages._story(parts)
    slow = read(Blob(data, "many.pdf"), Ask())
    fast = read(Blob(data, "many.pdf"), Ask(interest=lambda text: "names" in text))
    assert [p.text for p in fast.passages] == [f"Page {n} names it." for n in range(40)]
    assert [p.text for p in slow.passages if "names" in p.text] == [p.text for p in fast.passages]
