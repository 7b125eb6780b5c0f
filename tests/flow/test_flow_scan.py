"""Scanning through worker processes: order, members of archives, and inputs that kill their worker."""

from __future__ import annotations

import io
import os
import pickle
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.flow.blobs import blob_of
from onrecord.flow.examine import Examiner, Job, Order, nothing_read
from onrecord.flow.filters import Filters
from onrecord.flow.inputs import Walk
from onrecord.flow.packs import pack_files
from onrecord.flow.result import DocumentResult, InputResult, Tally
from onrecord.flow.scan import Event, scan_entries
from onrecord.flow.summary import Summary
from onrecord.model.document import Blob, Document, Gap
from onrecord.model.reading import Ask, Limits
from onrecord.model.vocabulary import Basis, GapKind, Stance, Strength, Trait
from onrecord.read.open import read

GOLDEN = Path(__file__).parents[1] / "golden"
CLAIM = "Face attributes: age, gender, glasses, beard and ethnicity.\n"


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def scan(
    folder: Path, *, jobs: int = 2, ask: Ask | None = None, kind: type[Examiner] = Examiner
) -> list[Event]:
    examiner = kind(Job(pack_files(), ask or Ask(), Filters()))
    return list(scan_entries(Walk().entries([str(folder)]), examiner, jobs=jobs))


def gaps(events: list[Event]) -> dict[str, GapKind]:
    return {
        Path(event.path).name: gap.kind
        for event in events
        if isinstance(event, DocumentResult)
        for gap in event.gaps
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(CLAIM)
    return tmp_path


class Dying(Examiner):
    """Its worker is killed by one of the inputs."""

    def examine(self, order: Order) -> Iterator[DocumentResult | Tally]:
        if order.path.endswith("b.txt"):
            os.kill(os.getpid(), signal.SIGKILL)
        yield from super().examine(order)


class Hanging(Examiner):
    """One of the inputs never ends."""

    def examine(self, order: Order) -> Iterator[DocumentResult | Tally]:
        if order.path.endswith("b.txt"):
            signal.pause()
        yield from super().examine(order)


@pytest.mark.parametrize(("kind", "gap"), [(Dying, GapKind.WORKER_DIED), (Hanging, GapKind.TIME_LIMIT)])
def test_an_input_that_ends_its_worker_is_a_gap_and_the_rest_goes_on(
    folder: Path, kind: type[Examiner], gap: GapKind
) -> None:
    events = scan(folder, ask=Ask(limits=Limits(seconds=1)), kind=kind)
    assert gaps(events) == {"b.txt": gap}
    found = [
        Path(event.path).name for event in events if isinstance(event, DocumentResult) and event.findings
    ]
    assert found == ["a.txt", "c.txt"]
    ends = {Path(event.path).name: event.unread for event in events if isinstance(event, InputResult)}
    assert ends == {"a.txt": False, "b.txt": True, "c.txt": False}
    summary = Summary()
    for event in events:
        summary.add(event)
    assert (summary.inputs, summary.documents, summary.exit_code) == (3, 3, 1)
    [group] = summary.gaps.values()
    assert group.advice


def test_members_of_archives_are_documents_with_their_chain(tmp_path: Path) -> None:
    inner = zipped({"deep/claim.txt": CLAIM.encode(), "silent.txt": b"Nothing here.\n"})
    (tmp_path / "sdk.zip").write_bytes(zipped({"inner.zip": inner, "claim.txt": CLAIM.encode()}))
    events = scan(tmp_path)
    chains = [event.members for event in events if isinstance(event, DocumentResult) and event.findings]
    assert sorted(chains) == [("claim.txt",), ("inner.zip", "deep/claim.txt")]
    assert sum(event.documents for event in events if isinstance(event, Tally)) == 3
    [finding] = [f for f in onrecord.scan(tmp_path) if len(f.locator.members) == 2]
    assert finding.path.endswith("sdk.zip")


def test_the_bytes_of_a_member_are_found_again_even_among_namesakes() -> None:
    first, second = b"first\n", b"second\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("same.txt", first)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("same.txt", second)
    root = Blob(zipped({"in.zip": out.getvalue()}), "out.zip")
    wanted = Document(
        "same.txt", Blob(second, "").sha256(), "text", 1, "", "", members=("in.zip", "same.txt")
    )
    found = blob_of(root, wanted, Ask())
    assert found is not None
    assert found.data == second
    gone = Document("x", "00", "text", 1, "", "", members=("in.zip", "gone.txt"))
    assert blob_of(root, gone, Ask()) is None


@pytest.mark.parametrize("name", ["docx/attached-en.docx", "rtf/object-en.rtf", "pdf/beside-en.pdf"])
def test_files_inside_documents_are_found_again(name: str) -> None:
    root = Blob((GOLDEN / name).read_bytes(), name)
    inside = [document for document in read(root) if document.members]
    assert inside
    for document in inside:
        found = blob_of(root, document, Ask())
        assert found is not None
        assert (found.members, found.sha256()) == (document.members, document.sha256)


def test_an_examiner_can_be_sent_to_another_process(folder: Path) -> None:
    """Where processes are not forked, workers get it pickled."""
    examiner = Examiner(Job(pack_files(), Ask(), Filters()))
    examiner.prepare()
    copy = pickle.loads(pickle.dumps(examiner))
    first, *_ = copy.examine(Order("a.txt", folder / "a.txt"))
    assert isinstance(first, DocumentResult)
    assert first.findings


def test_only_fatal_gaps_without_any_text_mean_that_nothing_was_read() -> None:
    def document(text: str, *kinds: GapKind, pages: int | None = None) -> Document:
        found = tuple(Gap("", kind, "") for kind in kinds)
        return Document("d", "", "r", 1, "", text, gaps=found, pages=pages)

    assert nothing_read(document("", GapKind.ENCRYPTED))
    assert nothing_read(document("", GapKind.TOOL_MISSING, pages=1))
    assert not nothing_read(document("", GapKind.EMPTY))
    assert not nothing_read(document("", GapKind.DAMAGED, pages=9)), "one bad page of nine without interest"
    assert not nothing_read(document("text", GapKind.TRUNCATED))
    assert not nothing_read(document(""))


# filters ------------------------------------------------------------------------------------------------


def test_filters_of_one_kind_are_alternatives_and_kinds_add_up(folder: Path) -> None:
    finding = next(onrecord.scan(folder))
    assert Filters().let(finding)
    assert Filters(stances=frozenset({Stance.DENIAL, Stance.CLAIM})).let(finding)
    assert not Filters(stances=frozenset({Stance.CLAIM}), bases=frozenset({Basis.RECORD})).let(finding)
    assert not Filters(traits=frozenset({Trait.RELIGION})).let(finding)
    assert Filters(strengths=frozenset(Strength)).let(finding)
    assert Filters(languages=frozenset({"en"})).let(finding)


# the Python interface -----------------------------------------------------------------------------------


def test_scan_gives_findings_of_files_and_folders_alike(folder: Path) -> None:
    assert [Path(finding.path).name for finding in onrecord.scan(folder)] == ["a.txt", "b.txt", "c.txt"]
    assert [finding.stance for finding in onrecord.scan([folder / "a.txt", str(folder / "b.txt")])] == [
        Stance.CLAIM,
        Stance.CLAIM,
    ]
    assert len(list(onrecord.scan(str(folder), jobs=0))) == 3


def test_scan_takes_provenance(folder: Path) -> None:
    table = folder / "provenance.csv"
    table.write_text("path,publisher,role\na.txt,Veloqra,vendor\n")
    found = list(onrecord.scan(folder, provenance=table))
    assert [finding.publisher for finding in found] == ["Veloqra", "", ""]


def test_a_scan_that_is_left_early_leaves_no_workers_behind(folder: Path) -> None:
    for number in range(60):
        (folder / f"more{number}.txt").write_text(CLAIM * 50)
    findings = onrecord.scan(folder)
    next(findings)
    findings.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_scan_documents_tells_also_what_was_not_read(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    told = gaps(list(onrecord.scan_documents(folder)))
    assert told == {"empty.txt": GapKind.EMPTY}


def test_read_file_and_detect_in_work_on_bytes_and_on_files(folder: Path) -> None:
    [document] = onrecord.read_file(folder / "a.txt")
    [again] = onrecord.read_file(CLAIM.encode(), name="a.txt")
    assert document.text == again.text == CLAIM
    [finding] = onrecord.detect_in(document)
    assert (finding.trait, finding.stance) == (Trait.ETHNICITY, Stance.CLAIM)
    [missing] = onrecord.read_file(folder / "nowhere.txt")
    assert missing.gaps[0].kind is GapKind.MISSING


def test_the_interface_is_what_the_package_says() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = onrecord.nonsense  # type: ignore[attr-defined]


def test_the_examples_in_the_documentation_of_the_package_hold() -> None:
    import doctest

    from onrecord.flow import api

    for module in (onrecord, api):
        results = doctest.testmod(module)
        assert results.attempted >= 2
        assert results.failed == 0
