"""Claims through observations: what is learnt from each outcome, and by what cause a listing changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.track.support import Story, findings, kinds

from onrecord.model.claim import ChangeKind, ClaimState, Presence, Reading
from onrecord.model.vocabulary import Cause, Outcome
from onrecord.track.absence import Policy
from onrecord.track.follow import follow
from onrecord.track.twins import language_free
from onrecord.track.wording import sentence, told

PAGE = (
    "<h1>KX-40</h1><p>A gate camera.</p><p>It tells the ethnicity of each face.</p><p>12 V.</p><p>IP67.</p>"
)
WITHOUT = "<h1>KX-40</h1><p>A gate camera.</p><p>12 V.</p><p>IP67.</p>"
ELSEWHERE = "<h1>Shop</h1><p>Welcome to our shop.</p><p>Umbrellas and hats at low prices.</p>"
NOTHING = (Outcome.WALLED, Outcome.UNREACHABLE, Outcome.REFUSED)


def test_a_claim_has_first_and_last_seen() -> None:
    [claim], changes = Story().look(0, PAGE).look(24, PAGE).look(72, PAGE).told()
    assert changes == []
    assert (claim.first_seen[:10], claim.last_seen[:10]) == ("2026-03-01", "2026-03-04")
    assert sentence(claim) == "present in 3 observations, first 2026-03-01, last 2026-03-04"


def test_a_row_that_left_the_page_is_not_found() -> None:
    [claim], [change] = Story().look(0, PAGE).look(24, WITHOUT).told()
    assert claim.state is ClaimState.NOT_FOUND
    assert (change.kind, change.cause) == (ChangeKind.NOT_FOUND, Cause.VENDOR)
    assert change.seen is not None
    assert change.seen.at[:10] == "2026-03-01"
    assert sentence(claim) == (
        "present in 1 observation, on 2026-03-01; not found on 2026-03-02 (the document was read)"
    )


@pytest.mark.parametrize("outcome", NOTHING)
def test_walls_and_outages_teach_nothing(outcome: Outcome) -> None:
    story = Story().look(0, PAGE)
    for hours in range(24, 24 * 12, 24):
        story.look(hours, outcome=outcome)
    [claim], changes = story.told()
    assert changes == []
    assert claim.state is ClaimState.STATED
    assert {mark.presence for mark in claim.marks[1:]} == {Presence.NO_LOOK}
    assert f"11 more taught nothing ({outcome} ×11)" in sentence(claim)


def test_absence_is_said_after_enough_checks_over_enough_hours() -> None:
    story = Story().look(0, PAGE)
    for hours in (24, 30, 49):
        [claim], changes = story.told()
        assert changes == []
        story.look(hours, outcome=Outcome.ABSENT, status=404)
    assert claim.state is ClaimState.UNCONFIRMED
    assert sentence(claim).endswith("no answer as before on 2026-03-02 (404 ×2 over 6 h), not confirmed")
    [claim], [change] = story.told()
    assert (claim.state, change.kind, change.cause) == (
        ClaimState.NOT_FOUND,
        ChangeKind.NOT_FOUND,
        Cause.VENDOR,
    )
    assert sentence(claim) == (
        "present in 1 observation, on 2026-03-01; not found on 2026-03-03 (404 ×3 over 25 h)"
    )


def test_a_second_route_is_waited_for_where_the_case_asks_for_it() -> None:
    story = Story().look(0, PAGE)
    for hours in (24, 40, 60, 80):
        story.look(hours, outcome=Outcome.ABSENT, status=404)
    policy = Policy(routes=2)
    assert story.told(policy)[0][0].state is ClaimState.UNCONFIRMED
    story.look(90, outcome=Outcome.ABSENT, status=404, route="second")
    [claim], _ = story.told(policy)
    assert sentence(claim).endswith("not found on 2026-03-05 (404 ×5 over 66 h, 2 routes)")


def test_a_wall_between_two_checks_neither_counts_nor_breaks_the_row() -> None:
    story = Story().look(0, PAGE).look(24, outcome=Outcome.ABSENT, status=404)
    story.look(30, outcome=Outcome.WALLED).look(36, outcome=Outcome.ABSENT, status=404)
    assert story.told()[1] == []
    story.look(60, outcome=Outcome.ABSENT, status=404)
    assert kinds(story.told()[1]) == [(ChangeKind.NOT_FOUND, Cause.VENDOR)]


def test_a_page_that_comes_back_begins_the_checks_anew() -> None:
    story = Story().look(0, PAGE).look(24, outcome=Outcome.ABSENT, status=404).look(30, PAGE)
    story.look(60, outcome=Outcome.ABSENT, status=404).look(70, outcome=Outcome.ABSENT, status=404)
    [claim], changes = story.told()
    assert changes == []
    assert claim.state is ClaimState.UNCONFIRMED


def test_a_claim_that_comes_back_has_returned() -> None:
    [claim], changes = Story().look(0, PAGE).look(24, WITHOUT).look(48, PAGE).told()
    assert kinds(changes) == [(ChangeKind.NOT_FOUND, Cause.VENDOR), (ChangeKind.RETURNED, Cause.VENDOR)]
    assert claim.state is ClaimState.STATED


def test_another_page_at_the_same_address_is_not_yet_a_loss() -> None:
    story = Story().look(0, PAGE).look(24, ELSEWHERE)
    [claim], changes = story.told()
    assert changes == []
    assert claim.state is ClaimState.UNCONFIRMED
    story.look(36, ELSEWHERE).look(60, ELSEWHERE)
    [claim], changes = story.told()
    assert kinds(changes) == [(ChangeKind.NOT_FOUND, Cause.VENDOR)]
    assert "another page ×3 over 36 h" in sentence(claim)


def test_a_redirect_to_another_page_is_not_yet_a_loss_and_a_move_is_none() -> None:
    story = Story().look(0, PAGE).look(24, ELSEWHERE, Outcome.REDIRECTED)
    assert story.told()[0][0].state is ClaimState.UNCONFIRMED
    story = Story().look(0, PAGE).look(24, PAGE, Outcome.REDIRECTED)
    [claim], changes = story.told()
    assert claim.state is ClaimState.STATED
    assert changes == []


def test_what_could_not_be_read_may_still_hold_the_claim() -> None:
    story = Story().look(0, PAGE).look(24, WITHOUT, unread=frozenset({""}))
    [claim], changes = story.told()
    assert changes == []
    assert claim.marks[-1].presence is Presence.NO_LOOK


def test_new_words_are_a_wording_of_the_same_claim() -> None:
    other = PAGE.replace("tells the ethnicity of each face", "recognises the ethnic group of every face")
    [claim], [change] = Story().look(0, PAGE).look(24, other).told()
    assert change.kind is ChangeKind.REWORDED
    assert [one.quote for one in claim.wordings] == [
        "It tells the ethnicity of each face.",
        "It recognises the ethnic group of every face.",
    ]


def test_a_denial_in_place_of_a_claim_is_a_loss_and_a_new_statement() -> None:
    other = PAGE.replace("It tells the ethnicity", "It does not tell the ethnicity")
    claims, changes = Story().look(0, PAGE).look(24, other).told()
    assert kinds(changes) == [(ChangeKind.NOT_FOUND, Cause.VENDOR), (ChangeKind.NEW, Cause.VENDOR)]
    assert [claim.stance.value for claim in claims] == ["claim", "denial"]


def test_new_rules_that_find_more_in_the_same_bytes_are_no_change_of_the_vendor() -> None:
    old = Reading("onrecord 1", "packs-0", ())
    new = Reading("onrecord 1", "packs-1", findings(PAGE, "page.html"))
    [claim], changes = Story().look(0, PAGE, readings=(old, new)).look(24, PAGE).told()
    assert kinds(changes) == [(ChangeKind.NEW, Cause.RULE)]
    assert claim.first_seen[:10] == "2026-03-01"


def test_new_rules_that_find_less_do_not_make_a_claim_vanish() -> None:
    old = Reading("onrecord 1", "packs-1", findings(PAGE, "page.html"))
    new = Reading("onrecord 1", "packs-2", ())
    [claim], changes = Story().look(0, PAGE, readings=(old, new)).look(24, WITHOUT, readings=(new,)).told()
    assert kinds(changes) == [(ChangeKind.NOT_FOUND, Cause.RULE)]
    assert claim.state is ClaimState.NOT_READ


def test_without_a_common_reading_the_vendor_is_not_named() -> None:
    found = findings(PAGE, "page.html")
    for reading, cause in (
        (Reading("onrecord 2", "packs-1", ()), Cause.READER),
        (Reading("onrecord 1", "packs-2", ()), Cause.RULE),
    ):
        story = Story().look(0, PAGE).look(24, WITHOUT, readings=(reading,))
        [claim], changes = story.told()
        assert kinds(changes) == [(ChangeKind.NOT_FOUND, cause)]
        assert claim.state is ClaimState.NOT_READ
        again = Reading(reading.reader, reading.packs, found)
        first = replace(story.observations[0], readings=(*story.observations[0].readings, again))
        _, changes = follow([first, story.observations[1]], None, story.documents)
        assert kinds(changes) == [(ChangeKind.NOT_FOUND, Cause.VENDOR)]


def test_a_version_in_one_language_keeps_what_the_other_lost() -> None:
    english = Story("https://zorvane.example/en/kx").look(0, PAGE).look(24, WITHOUT)
    chinese = Story("https://zorvane.example/zh-cn/kx")
    page = "<h1>KX-40</h1><p>摄像机。</p><p>可识别每张人脸的民族属性。</p><p>12 V</p>"
    chinese.look(1, page).look(25, page)
    looks = {one.capture: story for story in (english, chinese) for one in story.observations}
    claims, [change] = follow(
        [*english.observations, *chinese.observations], None, lambda one: looks[one.capture].documents(one)
    )
    assert change.kept_by == ("https://zorvane.example/zh-cn/kx",)
    assert "while it stands in https://zorvane.example/zh-cn/kx" in told(change)
    assert claims[0].twins == (claims[1].id,)


def test_pages_that_name_each_other_as_languages_are_one_page() -> None:
    english = Story("https://zorvane.example/products/gate-camera").look(0, PAGE)
    german = Story("https://zorvane.example/produkte/torkamera")
    german.look(1, "<h1>KX-40</h1><p>Die Kamera erkennt die Ethnie jedes Gesichts.</p>")
    looks = {one.capture: story for story in (english, german) for one in story.observations}
    for named, twins in (((), 0), ((german.series,), 1)):
        first = replace(english.observations[0], alternates=named)
        claims, _ = follow([first, *german.observations], None, lambda one: looks[one.capture].documents(one))
        assert [len(claim.twins) for claim in claims] == [twins, twins]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/en/kx", "https://a.example/zh-cn/kx"),
        ("https://en.a.example/kx", "https://zh.a.example/kx"),
        ("https://www.a.example/kx", "https://a.example/ru/kx"),
        ("https://a.example/kx-en.html", "https://a.example/kx_zh.html"),
        ("https://a.example/kx?lang=en", "https://a.example/kx?lang=ja"),
    ],
)
def test_addresses_of_one_page_in_two_languages(one: str, other: str) -> None:
    assert language_free(one) == language_free(other)


def test_addresses_of_two_pages_are_two() -> None:
    assert language_free("https://a.example/en/kx-40") != language_free("https://a.example/en/kx-41")
    assert language_free("https://a.example/kx?id=1") != language_free("https://a.example/kx?id=2")


HEADER = """enum EM_FACE_NATION {
    NATION_UNKNOWN = 0, // 未知
    NATION_HAN = 1, // 汉族
    NATION_UYGUR = 5, // 维族(新疆)
    NATION_TIBETAN = 6, // 藏族
};
"""


def test_a_member_under_another_name_is_renamed_not_lost() -> None:
    later = HEADER.replace("NATION_UYGUR = 5, // 维族(新疆)", "NATION_RESERVED5 = 5,")
    story = Story("sdk", "face.h").look(0, HEADER).look(24, later).look(48, later)
    claims, changes = story.told()
    [claim] = [one for one in claims if "Uyghur" in one.values]
    assert claim.state is ClaimState.RENAMED
    [change] = [one for one in changes if one.claim == claim.id]
    assert change.kind is ChangeKind.RENAMED
    assert change.after is not None
    assert change.after.quote.startswith("NATION_RESERVED5 = 5")


def test_a_member_that_is_gone_is_not_found_while_the_others_stay() -> None:
    later = HEADER.replace("    NATION_UYGUR = 5, // 维族(新疆)\n", "")
    claims, changes = Story("sdk", "face.h").look(0, HEADER).look(24, later).told()
    lost = [claim for claim in claims if claim.state is ClaimState.NOT_FOUND]
    assert [claim.values for claim in lost] == [("Uyghur",)]
    assert len(changes) == 1


def test_a_field_keeps_its_name_and_loses_its_comment() -> None:
    struct = "struct FACE_ATTR {\n    BYTE byAge; // age\n    BYTE byKind; // race: 1 yellow 2 black\n};\n"
    later = struct.replace(" // race: 1 yellow 2 black", "")
    [claim], [change] = Story("sdk", "face.h").look(0, struct).look(24, later).told()
    assert change.kind is ChangeKind.COMMENT_LOST
    assert claim.state is ClaimState.RENAMED


def test_an_id_does_not_depend_on_later_observations() -> None:
    story = Story().look(0, PAGE)
    [before], _ = story.told()
    [after], _ = story.look(24, PAGE.replace("each face", "every face")).look(48, WITHOUT).told()
    assert before.id == after.id
