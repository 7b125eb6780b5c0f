"""Bad input: one clear line each (what, why, what to do), and the rest goes on."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.cli.conftest import Done, Run

CLAIM = "Face attributes: age, gender, glasses, beard and ethnicity.\n"


def pdf(*, password: str = "") -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password) if password else None, invariant=1)
    canvas.drawString(72, 700, CLAIM.strip())
    canvas.save()
    return out.getvalue()


def encrypted_zip() -> bytes:
    """A ZIP whose only member says that it is encrypted."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("claim.txt", CLAIM)
    data = bytearray(out.getvalue())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    return bytes(data)


def goes_on(done: Done) -> None:
    """The good document beside the bad one was read and its claim shown."""
    assert "━━ heap/claim.txt ━" in done.out
    assert "Traceback" not in done.err + done.out


def words(done: Done) -> str:
    """The output without its line breaks."""
    return " ".join(done.out.split())


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("locked.pdf", pdf(password="secret"), ["password"]),
        ("cut.pdf", pdf()[:300], ["cut.pdf"]),
        ("locked.zip", encrypted_zip(), ["encrypted"]),
        ("empty.txt", b"", ["empty"]),
        ("empty.pdf", b"", ["empty"]),
        ("noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20, ["noise.pdf"]),
        ("cut.zip", b"PK\x03\x04" + b"\x00" * 60, ["cut.zip"]),
        ("cut.docx", encrypted_zip()[:80], ["cut.docx"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_one_gap_with_its_reason(
    onrecord: Run, heap: Path, name: str, data: bytes, says: list[str]
) -> None:
    (heap / name).write_bytes(data)
    done = onrecord("scan", "heap")
    goes_on(done)
    assert done.code == 1, "a bad file in a folder is a gap, not an error"
    assert "Not read: " in done.out
    for text in (*says, f"heap/{name}"):
        assert text in words(done)


@pytest.mark.parametrize("name", ["locked.pdf", "locked.zip"])
def test_a_bad_file_that_was_named_is_an_error_and_the_rest_is_shown(
    onrecord: Run, heap: Path, name: str
) -> None:
    (heap / name).write_bytes(pdf(password="secret") if name.endswith("pdf") else encrypted_zip())
    done = onrecord("scan", "heap/claim.txt", f"heap/{name}")
    goes_on(done)
    assert done.code == 2
    assert f"Error: heap/{name} could not be read." in done.out


def test_a_folder_in_which_nothing_can_be_read_is_an_error(onrecord: Run, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir()
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / "locked" / name).write_bytes(pdf(password="secret"))
    done = onrecord("scan", tmp_path / "locked")
    assert done.code == 2
    assert "not one of them could be read" in done.out


def test_a_folder_without_files_is_said(onrecord: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = onrecord("scan", tmp_path / "nothing")
    assert done.code == 0
    assert "There was no file to read." in done.out


def test_an_empty_file_that_was_named_is_no_error(onrecord: Run, heap: Path) -> None:
    (heap / "empty.txt").write_bytes(b"")
    done = onrecord("scan", "heap/empty.txt")
    assert done.code == 0
    assert "the file is empty" in done.out


@pytest.mark.parametrize("name", ["picture.txt", "noise.bin", "noise.h"])
def test_binary_under_any_name_is_read_for_its_strings_and_hurts_nothing(
    onrecord: Run, heap: Path, name: str
) -> None:
    (heap / name).write_bytes(bytes(range(256)) * 64)
    goes_on(onrecord("scan", "heap"))


def test_a_wrong_extension_does_not_hide_a_claim(onrecord: Run, heap: Path) -> None:
    (heap / "page.pdf").write_text(f"<html><body><ul><li>{CLAIM}</li></ul></body></html>")
    (heap / "sheet.txt").write_bytes(pdf())
    done = onrecord("scan", "heap/page.pdf", "heap/sheet.txt")
    assert done.out.count(" CLAIM ") == 2


def test_a_file_above_the_limit_says_how_to_raise_it(onrecord: Run, heap: Path) -> None:
    (heap / "big.txt").write_text(CLAIM * 100)
    done = onrecord("scan", "heap", "--max-bytes", "1k")
    goes_on(done)
    assert "larger than the limit of 1,000 bytes: heap/big.txt" in words(done)
    assert "--max-bytes" in done.out
    assert onrecord("scan", "heap/big.txt", "--max-bytes", "1k").code == 2
    assert onrecord("scan", "-", "--max-bytes", "1k", stdin=CLAIM.encode() * 100).code == 2


def test_a_path_that_is_not_there(onrecord: Run, heap: Path) -> None:
    done = onrecord("scan", "heap", "heap/nowhere.txt", "no*where")
    goes_on(done)
    assert done.code == 2
    assert "no such file or folder: heap/nowhere.txt" in words(done)
    assert "no file matches this pattern: no*where" in words(done)
    assert "Check the spelling" in done.out


def test_no_permission(heap: Path) -> None:
    (heap / "secret.txt").write_text(CLAIM)
    (heap / "secret.txt").chmod(0)
    (heap / "closed").mkdir(mode=0)
    script = "import sys; from onrecord.cli.main import main; sys.exit(main())"
    command = [sys.executable, "-c", script, "scan", "heap"]
    if os.getuid() == 0:  # the superuser may read everything, unless that right is dropped
        if shutil.which("setpriv") is None:
            pytest.skip("needs setpriv to drop the rights of the superuser")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    (heap / "closed").chmod(0o700)
    text = " ".join(done.stdout.split())
    assert "2 × no permission to open it: heap/closed, heap/secret.txt" in text, done.stderr
    assert "read permission" in text
    assert "━━ heap/claim.txt ━" in text
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [("file,url\n", "line 1: no column named 'path'"), ('path,url\na.txt,"open\n', "broken CSV")],
)
def test_a_broken_provenance_table_stops_before_anything_is_read(
    onrecord: Run, heap: Path, text: str, says: str
) -> None:
    Path("table.csv").write_text(text)
    done = onrecord("scan", "heap", "--provenance", "table.csv")
    assert done.code == 2
    assert done.err.startswith("Error: table.csv")
    assert says in done.err
    assert done.err.count("\n") == 1
    assert done.out == ""


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"en/x.yml": "id: [broken"}, "en/x.yml: not valid YAML"),
        ({"en/x.yml": "id: en.x\nversion: 1\n"}, "en/x.yml: "),
        ({"en/x.yml": b"id: caf\xe9\n"}, "not UTF-8"),
        ({}, "no rules in it"),
        ({"x.yml": "id: en.x"}, "no rules in it"),
    ],
)
def test_a_broken_pack_is_one_clear_line(
    onrecord: Run, heap: Path, files: dict[str, str | bytes], says: str
) -> None:
    Path("mine").mkdir()
    for name, text in files.items():
        file = Path("mine", name)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    for arguments in (("scan", "heap", "--rules", "mine"), ("rules", "check", "--rules", "mine")):
        done = onrecord(*arguments)
        assert done.code == 2
        assert done.err.startswith("Error: ")
        assert says in done.err
        assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["scan"], "Name at least one file or folder"),
        (["scan", "heap", "--encoding", "klingon"], "--encoding klingon: no such encoding"),
        (["scan", "heap", "--memory", "lots"], "is no size"),
        (["scan", "heap", "--output", "no/where/out.txt"], "no/where/out.txt: cannot write there"),
        (["scan", "--files-from", "nowhere"], "nowhere: No such file"),
        (["scan", "-", "--files-from", "-"], "standard input cannot be both"),
        (["scan", "heap", "--rules", "nowhere"], "nowhere: no such folder of rules"),
        (["scan", "heap", "--jobs", "0"], "--jobs"),
        (["frobnicate"], "No such command"),
        (["explain", "xyz"], "neither FILE:LINE nor a fingerprint"),
        (["explain", "abcdef01"], "Add --findings"),
        (["explain", "nowhere.txt:3"], "nowhere.txt: no such file"),
        (["rules", "test", "xx.nothing"], "no rule whose id begins with 'xx.nothing'"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_to_do(
    onrecord: Run, heap: Path, arguments: list[str], says: str
) -> None:
    done = onrecord(*arguments)
    assert done.code == 2
    assert says in " ".join(done.err.split())
    assert "Traceback" not in done.err


@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_full_disk_is_one_clear_line(heap: Path, kind: str) -> None:
    script = "import sys; from onrecord.cli.main import main; sys.exit(main())"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", script, "scan", "heap", "--format", kind],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert done.returncode == 2
    assert "writing the output failed (No space left on device)" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_is_no_utf8_is_a_name_like_any_other(onrecord: Run, heap: Path) -> None:
    (heap / os.fsdecode(b"caf\xe9.txt")).write_text("Face attributes: age, glasses, ethnicity.\n")
    done = onrecord("scan", "heap", "--format", "jsonl")
    assert r"caf\\xe9.txt" in done.out
    assert "broke off" not in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("read", "/dev/zero"), "a device or socket, not a file"),
        (("read", "nowhere.txt"), "no such file"),
        (("read", "heap/claim.txt", "--max-bytes", "10"), "larger than the limit of 10 bytes"),
        (("scan", "heap", "--lang", "german"), "no such language"),
        (("rules", "list", "--lang", "qq"), "no such pack"),
        (("explain", "nowhere.txt:3"), "no such file"),
    ],
)
def test_each_mistake_is_told_as_what_it_is(
    onrecord: Run, heap: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = onrecord(*arguments)
    assert done.code == 2
    assert says in done.out + done.err


def test_a_file_that_vanishes_while_the_scan_runs_is_a_gap(heap: Path) -> None:
    from onrecord.flow.examine import Examiner, Job, Order
    from onrecord.flow.filters import Filters
    from onrecord.flow.packs import pack_files
    from onrecord.flow.result import DocumentResult
    from onrecord.model.reading import Ask

    examiner = Examiner(Job(pack_files(), Ask(), Filters()))
    first, *_ = examiner.examine(Order("gone.txt", heap / "gone.txt"))
    assert isinstance(first, DocumentResult)
    assert first.gaps[0].reason == "not there any more"


def test_names_that_are_hostile_to_a_terminal_are_harmless(onrecord: Run, heap: Path) -> None:
    (heap / "a\x1b]0;owned\x07\nname\u202etxt.h.txt").write_text(CLAIM)
    (heap / "b\x1b[31m.txt").write_bytes(b"")
    done = onrecord("scan", "heap")
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert "a␛]0;owned␇ name⟨U+202E⟩txt.h.txt" in words(done)
