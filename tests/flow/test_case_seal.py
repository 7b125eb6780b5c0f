"""Sealing: captures are stamped by real authorities, failures are entered, lateness is marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.support.authority import StampAuthority, serving
from tests.support.cases import case_with_captures, put

from onrecord.archive.case import Case
from onrecord.archive.keys import KEYS_VARIABLE, Signer, make
from onrecord.flow.case_seal import seal
from onrecord.model.custody import Act
from onrecord.verify.fault import Step
from onrecord.verify.steps import verify


@pytest.fixture
def signer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Signer:
    folder = tmp_path / "keys"
    monkeypatch.setenv(KEYS_VARIABLE, str(folder))
    return make(folder)


@pytest.fixture
def case(tmp_path: Path, signer: Signer) -> Case:
    return case_with_captures(tmp_path / "case", signer)


@pytest.fixture(scope="module")
def authorities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[StampAuthority, StampAuthority]]:
    made = tuple(StampAuthority(tmp_path_factory.mktemp(name), name) for name in ("north", "south"))
    for one in made:
        one.make()
    with serving(*made):
        yield made[0], made[1]


@pytest.fixture
def stamped(case: Case, authorities: tuple[StampAuthority, StampAuthority]) -> Case:
    use(case, *authorities)
    return Case(case.folder)


def use(case: Case, *authorities: StampAuthority) -> None:
    text = case.folder.joinpath("onrecord.toml").read_text().replace("[]", '["127.0.0.0/8"]')
    for one in authorities:
        one.answering, one.asked = True, 0
        text += f'\n[authorities.{one.name}]\nurl = "{one.url}"\n'
        (case.folder / "authorities" / f"{one.name}.pem").write_bytes(one.root)
    case.folder.joinpath("onrecord.toml").write_text(text)


def test_captures_are_stamped_by_each_authority_once(
    stamped: Case,
    signer: Signer,
    authorities: tuple[StampAuthority, StampAuthority],
) -> None:
    with stamped.write(signer) as writer:
        answers = list(seal(stamped, writer))
    assert [(one.authority, one.reason, one.late) for one in answers] == [
        ("north", "", False),
        ("south", "", False),
    ]
    with stamped.write(signer) as writer:
        assert list(seal(stamped, writer)) == []
    assert [one.asked for one in authorities] == [1, 1]
    report = verify(stamped.folder, key=signer.id, deep=True)
    assert (report.faults, report.notes, report.stamps) == ([], [], 2)


def test_an_authority_that_fails_is_entered_and_asked_again(
    stamped: Case,
    signer: Signer,
    authorities: tuple[StampAuthority, StampAuthority],
) -> None:
    authorities[1].answering = False
    with stamped.write(signer) as writer:
        assert [bool(one.reason) for one in seal(stamped, writer)] == [False, True]
    [failed] = [one for one in stamped.ledger.entries() if one.body.get("result") == "failed"]
    assert failed.act is Act.STAMP
    assert "503" in str(failed.body["reason"])
    assert any("fewer than 2 authorities" in note for note in verify(stamped.folder).notes)
    authorities[1].answering = True
    with stamped.write(signer) as writer:
        assert [(one.authority, one.reason) for one in seal(stamped, writer)] == [("south", "")]
    assert verify(stamped.folder, key=signer.id).faults == []


def test_a_stamp_that_comes_late_says_so(
    case: Case, signer: Signer, authorities: tuple[StampAuthority, StampAuthority]
) -> None:
    with case.write(signer, lambda: datetime.now(UTC) + timedelta(seconds=2)) as writer:
        put(writer, b"<p>x</p>", 7)
    text = case.folder.joinpath("onrecord.toml").read_text().replace("late_after = 15", "late_after = 0")
    case.folder.joinpath("onrecord.toml").write_text(text)
    use(case, authorities[0])
    again = Case(case.folder)
    with again.write(signer, lambda: datetime.now(UTC) + timedelta(seconds=4)) as writer:
        answers = list(seal(again, writer))
    assert [one.reason for one in answers] == [""]
    assert verify(case.folder, key=signer.id).faults == []


def test_a_token_under_another_root_is_not_accepted(
    stamped: Case,
    signer: Signer,
    authorities: tuple[StampAuthority, StampAuthority],
) -> None:
    (stamped.folder / "authorities" / "north.pem").write_bytes(authorities[1].root)
    with stamped.write(signer) as writer:
        answers = list(seal(stamped, writer))
    assert answers[0].reason
    assert not answers[1].reason


def test_a_token_over_other_bytes_is_found(stamped: Case, signer: Signer) -> None:
    with stamped.write(signer) as writer:
        list(seal(stamped, writer))
    north, south = (next((stamped.folder / "stamps").glob(f"*.{name}.tsr")) for name in ("north", "south"))
    north.write_bytes(south.read_bytes())
    steps = {fault.step for fault in verify(stamped.folder, key=signer.id).faults}
    assert steps == {Step.STAMPS}


def test_an_authority_in_a_private_network_is_refused_unless_allowed(
    stamped: Case,
    signer: Signer,
) -> None:
    path: Path = stamped.folder / "onrecord.toml"
    path.write_text(path.read_text().replace('["127.0.0.0/8"]', "[]"))
    again = Case(stamped.folder)
    with again.write(signer) as writer:
        assert all("not a public address" in one.reason for one in seal(again, writer))
