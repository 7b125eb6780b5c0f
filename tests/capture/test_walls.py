"""Walls are never taken for the page, and ordinary pages never for walls."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.capture.made import WALLS, answer, wall_page
from tests.capture.ordinary import ordinary

from onrecord.capture.outcome import decide
from onrecord.capture.shown import shown
from onrecord.capture.walls import wall
from onrecord.model.vocabulary import Outcome

PAGES = sorted(WALLS.glob("*.html"))
ORDINARY = list(ordinary())
WANTED = {"walled": Outcome.WALLED, "gone": Outcome.ABSENT}


def test_the_sets_are_large_enough() -> None:
    assert len(PAGES) >= 80
    assert len(ORDINARY) >= 200
    assert len({page for _, page in ORDINARY}) == len(ORDINARY)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_wall_is_never_a_version(path: Path) -> None:
    kind, received = wall_page(path)
    assert wall(received) is not None
    decision = decide([received])
    # Some walls come with a status that tells nothing: those are unreachable, which is no version either.
    assert decision.outcome in (WANTED[kind], Outcome.UNREACHABLE if received.status >= 400 else WANTED[kind])


def test_of_ordinary_pages_at_most_one_in_a_hundred_is_refused() -> None:
    refused = [name for name, page in ORDINARY if decide([answer(page)]).outcome is not Outcome.PRESENT]
    assert len(refused) <= len(ORDINARY) / 100, Counter(refused)


@pytest.mark.parametrize("name", ["en-cookies", "zh-login-beside", "about-0", "about-3", "short-10"])
def test_what_stands_beside_content_is_no_wall(name: str) -> None:
    assert wall(answer(dict(ORDINARY)[name])) is None


def test_the_mark_of_a_bot_check_outweighs_not_found() -> None:
    checked = answer(b"<script>window._cf_chl_opt={}</script>", 404)
    assert decide([checked]).outcome is Outcome.WALLED
    assert decide([answer(b"<h1>Not found</h1>", 404)]).outcome is Outcome.ABSENT


def test_data_in_scripts_is_content() -> None:
    data = (
        b"<div id=app></div><script id=__NEXT_DATA__ type=application/json>"
        + b'{"face":1},' * 100
        + b"</script>"
    )
    assert decide([answer(data)]).outcome is Outcome.PRESENT
    assert decide([answer(b"<div id=app></div><script src=x.js></script>")]).outcome is Outcome.WALLED


def test_an_empty_answer_is_no_version() -> None:
    assert decide([answer(b" \n")]).outcome is Outcome.UNREACHABLE


def test_what_is_no_page_of_text_is_no_wall() -> None:
    assert wall(answer(b"%PDF-1.7 access denied", content_type="application/pdf")) is None
    assert wall(answer(b"access denied " * 1000, content_type="text/plain")) is None


def test_a_deep_page_is_looked_at_without_harm() -> None:
    page = shown(b"<div>" * 5000 + b"Just a moment" + b"</div>" * 5000)
    assert page.sentences == ["just a moment"]
    assert wall(answer(b"<div>" * 200_000 + b"Just a moment")) is None
