"""A quote is shown in its passage, with as many neighbours as were asked for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.flow.excerpt import LINE, REST, Excerpts
from onrecord.model.document import Document, Passage
from onrecord.model.vocabulary import PassageKind


def document(*texts: str) -> Document:
    passages, at = [], 0
    for text in texts:
        passages.append(Passage(PassageKind.PROSE, text, at, at + len(text)))
        at += len(text) + 1
    return Document("d", "", "r", 1, "text/plain", "\n".join(texts), tuple(passages))


def test_the_rest_of_the_passage_stands_around_the_quote() -> None:
    made = Excerpts(document("one", "age, race, mask", "three"), 1).cut(9, 13)
    assert (made.before, made.quote, made.after) == ("age, ", "race", ", mask")
    assert (made.above, made.below) == (("one",), ("three",))


def test_without_asking_there_are_no_neighbours() -> None:
    made = Excerpts(document("one", "two", "three")).cut(4, 7)
    assert (made.above, made.below) == ((), ())


def test_long_passages_are_cut_around_the_quote() -> None:
    made = Excerpts(document("a" * 1000 + "race" + "b" * 1000)).cut(1000, 1004)
    assert made.before == "… " + "a" * REST
    assert made.after == "b" * REST + " …"


def test_the_smallest_passage_that_holds_the_quote_is_its_own() -> None:
    outer = Passage(PassageKind.DECLARATION, "enum Race { BLACK };", 0, 20)
    inner = Passage(PassageKind.DECLARATION, "BLACK", 12, 17)
    made = Excerpts(Document("d", "", "r", 1, "", "enum Race { BLACK };", (outer, inner))).cut(12, 17)
    assert (made.before, made.after) == ("", "")


@settings(deadline=None)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=30), st.data())
def test_any_span_gives_its_own_text_and_never_too_much(texts: list[str], data: st.DataObject) -> None:
    made_of = document(*texts)
    start = data.draw(st.integers(0, len(made_of.text)))
    end = data.draw(st.integers(start, len(made_of.text)))
    made = Excerpts(made_of, 2).cut(start, end)
    assert made.quote == made_of.text[start:end]
    assert max(len(made.before), len(made.after)) <= REST + 2
    assert all(len(text) <= LINE + 2 for text in (*made.above, *made.below))
