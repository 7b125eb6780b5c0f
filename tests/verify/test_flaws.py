"""Every flaw that a case can have is found by the step that looks for it, with the file it is in."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from tests.support.authority import StampAuthority, serving
from tests.support.cases import case_with_captures
from tests.verify.flaws import FLAWS, Scene

from onrecord.archive.case import Case
from onrecord.archive.keys import Signer, make
from onrecord.flow.case_seal import seal
from onrecord.verify.steps import verify


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A sealed case, made once; each test breaks a copy."""
    folder = tmp_path_factory.mktemp("sealed")
    north, south, stranger, expired = (
        StampAuthority(folder / name, name) for name in ("north", "south", "stranger", "expired")
    )
    for one in (north, south, stranger):
        one.make()
    expired.make(days=-1)
    signer = make(folder / "keys")
    case = case_with_captures(folder / "case", signer)
    settings = case.folder / "onrecord.toml"
    with serving(north, south):
        text = settings.read_text().replace("allow_networks = []", 'allow_networks = ["127.0.0.0/8"]')
        for one in (north, south):
            text += f'\n[authorities.{one.name}]\nurl = "{one.url}"\n'
            (case.folder / "authorities" / f"{one.name}.pem").write_bytes(one.root)
        settings.write_text(text)
        with case.write(signer) as writer:
            assert not any(answer.reason for answer in seal(Case(case.folder), writer))
    return Scene(case, signer, north, stranger, expired)


@pytest.fixture
def scene(sealed: Scene, tmp_path: Path) -> Scene:
    folder = tmp_path / "case"
    shutil.copytree(sealed.case.folder, folder)
    return Scene(Case(folder), sealed.signer, sealed.north, sealed.stranger, sealed.expired)


def faults(scene: Scene, signer: Signer) -> set[int]:
    return {fault.step for fault in verify(scene.case.folder, key=signer.id).faults}


def test_the_sealed_case_holds(scene: Scene) -> None:
    report = verify(scene.case.folder, key=scene.signer.id, deep=True)
    assert (report.faults, report.notes) == ([], [])


def test_there_are_enough_flaws() -> None:
    assert len(FLAWS) >= 35


@pytest.mark.parametrize("name", FLAWS)
def test_a_flaw_is_found_by_its_step(name: str, scene: Scene) -> None:
    step, break_it = FLAWS[name]
    break_it(scene)
    assert step in faults(scene, scene.signer), name


def test_any_changed_byte_is_found_and_its_file_named(scene: Scene) -> None:
    choose = random.Random(7)
    files = [path for path in scene.case.folder.rglob("*") if path.is_file()]
    for path in files:
        whole = path.read_bytes()
        for _ in range(12):
            data = bytearray(whole)
            data[choose.randrange(len(data))] ^= 1 << choose.randrange(8)
            path.write_bytes(data)
            report = verify(scene.case.folder, key=scene.signer.id)
            name = path.relative_to(scene.case.folder).as_posix()
            assert name in {fault.file for fault in report.faults}, name
        path.write_bytes(whole)
    assert verify(scene.case.folder, key=scene.signer.id).faults == []
