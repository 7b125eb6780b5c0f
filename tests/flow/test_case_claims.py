"""Claims of a case: the page that vanished, as the record tells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.stories import Scripted

from onrecord.archive.index.queries import Filter
from onrecord.archive.keys import KEYS_VARIABLE, make
from onrecord.flow.case_claims import followed
from onrecord.flow.case_content import content_of
from onrecord.flow.case_index import asking
from onrecord.model.claim import Change, ChangeKind, Claim, ClaimState
from onrecord.model.vocabulary import Cause, Outcome
from onrecord.track.wording import sentence

ADDRESS = "https://zorvane.example/zh-cn/kx-40"
ENGLISH = "https://zorvane.example/en/kx-40"
PAGE = (
    "<h1>KX-40XYZ</h1><p>枪型摄像机，支持夜视。</p><p>可识别人脸的性别（男、女）、民族（如维族、汉族）、肤色（白、黄、黑）、"
    "是否戴眼镜，准确率不低于90%。</p><p>供电 12 V。</p><p>防护 IP67。</p>"
)
IN_ENGLISH = (
    "<h1>KX-40XYZ</h1><p>Bullet camera.</p><p>It tells sex, ethnicity (e.g. Uyghur, Han), skin "
    "colour (white, yellow, black) and glasses of a face with not less than 90 %.</p><p>12 V</p><p>IP67</p>"
)


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    return Scripted(tmp_path / "case", make(tmp_path / "keys"))


def told(story: Scripted) -> tuple[list[Claim], list[Change]]:
    with asking(story.case) as connection:
        return followed(story.case, connection, Filter())


def test_the_page_that_vanished(story: Scripted) -> None:
    for week in range(11):
        story.page(ADDRESS, 168 * week, PAGE.replace("12 V", f"12 V, {week + 1} A"))
    story.contact(168 * 10 + 20, "asked about the page")
    story.nothing(ADDRESS, 168 * 10 + 40, Outcome.WALLED, 403)
    for hours, route in ((48, "direct"), (60, "second"), (74, "direct")):
        claims, changes = told(story)
        assert changes == []
        story.nothing(ADDRESS, 168 * 10 + hours, Outcome.ABSENT, 404, route)
    claims, changes = told(story)
    assert {(one.kind, one.cause) for one in changes} == {(ChangeKind.NOT_FOUND, Cause.VENDOR)}
    peoples = next(one for one in claims if "Uyghur" in one.values)
    assert peoples.vendor == "Zorvane"
    assert sentence(peoples) == (
        "present in 11 observations, first 2026-01-05, last 2026-03-16; "
        "not found on 2026-03-19 (404 ×3 over 26 h, 2 routes); 1 more taught nothing (walled ×1)"
    )


def test_one_language_loses_what_the_other_keeps(story: Scripted) -> None:
    story.page(ADDRESS, 0, PAGE)
    story.page(ENGLISH, 1, IN_ENGLISH)
    story.page(ADDRESS, 48, PAGE)
    story.page(
        ENGLISH,
        49,
        IN_ENGLISH.replace("ethnicity (e.g. Uyghur, Han), skin colour (white, yellow, black)", "age"),
    )
    claims, changes = told(story)
    lost = [one for one in changes if one.kind is ChangeKind.NOT_FOUND]
    assert {one.series for one in lost} == {ENGLISH}
    assert {one.kept_by for one in lost} == {(ADDRESS,)}
    assert {one.state for one in claims if one.series == ADDRESS} == {ClaimState.STATED}


def test_what_came_packed_is_read_again_as_it_was(story: Scripted) -> None:
    made = story.page(ADDRESS, 0, PAGE)
    assert content_of(story.case.folder, made).decode() == PAGE
