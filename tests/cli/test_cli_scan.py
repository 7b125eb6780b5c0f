"""`onrecord scan` as people use it, through the real command line."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

CLAIM = "Face attributes: age, gender, glasses, beard and ethnicity."


def records(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def command(*arguments: object) -> list[str]:
    return [
        sys.executable,
        "-c",
        "import sys; from onrecord.cli.main import main; sys.exit(main())",
        *map(str, arguments),
    ]


def test_claims_are_shown_in_their_document_and_the_exit_code_is_1(onrecord: Run, heap: Path) -> None:
    done = onrecord("scan", "heap")
    assert done.code == 1
    assert "━━ heap/claim.txt ━" in done.out
    assert " CLAIM  ethnicity · from looks" in done.out
    assert f"»{CLAIM}«" in done.out
    assert " DENIAL " in done.out
    assert "4 documents" in done.out
    assert "1 claim, 1 denial, 1 look-alike." in done.out
    assert done.err == ""


def test_look_alikes_are_counted_and_shown_on_demand(onrecord: Run, heap: Path) -> None:
    assert "race condition" not in onrecord("scan", "heap").out
    shown = onrecord("scan", "heap", "--all")
    assert "LOOK-ALIKE" in shown.out
    assert "race condition" in shown.out
    assert "race condition" in onrecord("scan", "heap", "--stance", "look-alike").out


def test_without_claims_the_exit_code_is_0(onrecord: Run, heap: Path) -> None:
    assert onrecord("scan", "heap/sub").code == 0
    assert onrecord("scan", "heap/denial.txt").code == 0
    assert "Nothing found." in onrecord("scan", "heap/sub/silent.txt").out


def test_filters_choose_findings_and_decide_the_exit_code(onrecord: Run, heap: Path) -> None:
    denials = onrecord("scan", "heap", "-f", "jsonl", "--stance", "denial")
    assert [record["stance"] for record in records(denials.out)] == ["denial"]
    assert denials.code == 0
    assert records(onrecord("scan", "heap", "-f", "jsonl", "--trait", "skin-colour").out) == []
    both = onrecord(
        "scan", "heap", "-f", "jsonl", "--trait", "ethnicity", "--lang", "EN", "--basis", "appearance"
    )
    assert {record["trait"] for record in records(both.out)} == {"ethnicity"}
    assert records(onrecord("scan", "heap", "-f", "jsonl", "--lang", "zh").out) == []
    assert (
        records(onrecord("scan", "heap", "-f", "jsonl", "--strength", "weak", "--stance", "claim").out) == []
    )


def test_json_lines_hold_everything_and_the_summary_goes_to_standard_error(onrecord: Run, heap: Path) -> None:
    done = onrecord("scan", "heap", "--format", "jsonl")
    assert [record["stance"] for record in records(done.out)] == ["claim", "denial", "lookalike"]
    assert "4 documents" in done.err


def test_the_output_is_the_same_with_any_number_of_workers(onrecord: Run, heap: Path) -> None:
    for number in range(12):
        (heap / f"copy{number:02}.txt").write_text(f"{CLAIM} Number {number}.\n" * (12 - number))
    one = onrecord("scan", "heap", "-f", "jsonl", "--jobs", 1)
    three = onrecord("scan", "heap", "-f", "jsonl", "--jobs", 3)
    assert one.out == three.out
    assert [record["path"] for record in records(one.out)] == sorted(
        str(record["path"]) for record in records(one.out)
    )


def test_standard_input_is_a_document(onrecord: Run, heap: Path) -> None:
    done = onrecord("scan", "-", stdin=CLAIM.encode())
    assert done.code == 1
    assert "━━ <stdin> ━" in done.out


def test_paths_can_come_from_a_list(onrecord: Run, heap: Path) -> None:
    done = onrecord("scan", "--files-from", "-", "-f", "jsonl", stdin=b"heap/claim.txt\nheap/sub\n")
    assert {record["path"] for record in records(done.out)} == {"heap/claim.txt", "heap/sub/notes.txt"}
    Path("list").write_bytes(b"heap/denial.txt\0")
    assert len(records(onrecord("scan", "--files-from", "list", "-f", "jsonl").out)) == 1


def test_a_fifo_is_read_like_standard_input(heap: Path) -> None:
    script = f"exec {' '.join(_quoted(command('scan', '--format', 'jsonl')))} <(cat heap/claim.txt)"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done.stderr
    assert records(done.stdout)[0]["quote"] == CLAIM


def _quoted(words: list[str]) -> list[str]:
    import shlex

    return [shlex.quote(word) for word in words]


def test_neighbours_are_shown_on_demand(onrecord: Run, heap: Path) -> None:
    (heap / "long.txt").write_text("First paragraph.\n\n" + CLAIM + "\n\nLast paragraph.\n")
    assert "First paragraph" not in onrecord("scan", "heap/long.txt").out
    shown = onrecord("scan", "heap/long.txt", "--context", 1).out
    assert shown.index("First paragraph.") < shown.index("ethnicity.«") < shown.index("Last paragraph.")


def test_provenance_reaches_the_findings_and_the_table_itself_is_not_scanned(
    onrecord: Run, heap: Path
) -> None:
    (heap / "provenance.csv").write_text(
        "path,publisher,role,colour\nclaim.txt,Veloqra,vendor,red\ngone.txt,,,\n"
    )
    done = onrecord("scan", "heap", "--provenance", "heap/provenance.csv", "-f", "jsonl")
    first = records(done.out)[0]
    assert (first["publisher"], first["role"]) == ("Veloqra", "vendor")
    assert "unknown column(s) colour" in done.err
    assert "1 of 2 rows matched no scanned file (gone.txt)" in done.err
    assert "file of this scan itself (heap/provenance.csv)" in done.err


def test_the_findings_can_go_to_a_file_that_is_not_scanned_itself(onrecord: Run, heap: Path) -> None:
    for _ in range(2):
        done = onrecord("scan", "heap", "-f", "jsonl", "-o", "heap/out.jsonl")
        assert done.out == ""
        assert done.code == 1
        assert len(records((heap / "out.jsonl").read_text(encoding="utf-8"))) == 3


def test_the_name_of_the_output_tells_the_format(onrecord: Run, heap: Path) -> None:
    for name, begins in (
        ("r.html", "<!doctype html>"),
        ("r.sarif", "{"),
        ("r.csv", "\ufeffpath"),
        ("r.txt", "━━"),
    ):
        onrecord("scan", "heap", "--output", name)
        assert Path(name).read_text(encoding="utf-8").startswith(begins)


def test_own_rules_lie_over_those_of_onrecord(onrecord: Run, heap: Path) -> None:
    assert onrecord("rules", "new", "en", "other", "--in", "mine").code == 0
    made = Path("mine/en/other.yml")
    text = made.read_text(encoding="utf-8").replace("id: en.other", "id: en.zodiac")
    text = text.replace("FILL IN a word that names the trait", "zodiac sign recognition").replace(
        "medium", "strong"
    )
    Path("mine/en/zodiac.yml").write_text(text, encoding="utf-8")
    made.unlink()
    (heap / "claim.txt").write_text("Zodiac sign recognition from faces.\n")
    assert records(onrecord("scan", "heap/claim.txt", "-f", "jsonl").out) == []
    found = records(onrecord("scan", "heap/claim.txt", "-f", "jsonl", "--rules", "mine").out)
    assert [record["rule"] for record in found] == ["en.zodiac"]


def test_csv_opens_in_a_spreadsheet(onrecord: Run, heap: Path) -> None:
    done = onrecord("scan", "heap", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff"), newline="")))
    assert done.out.startswith("\ufeffpath,")
    assert [row["stance"] for row in rows] == ["claim", "denial", "lookalike"]


def test_documents_in_other_encodings_are_read_as_told(onrecord: Run, heap: Path) -> None:
    (heap / "zh.txt").write_bytes("人脸属性识别：性别、年龄、眼镜、口罩、胡须、民族。".encode("gb18030"))
    done = onrecord("scan", "heap/zh.txt", "-f", "jsonl", "--encoding", "gbk")
    assert "民族" in str(records(done.out)[0]["quote"])


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_scan_that_is_stopped_keeps_what_was_found(heap: Path, number: signal.Signals, code: int) -> None:
    for copy in range(400):  # seconds of work: the signal comes long before the end
        (heap / f"copy{copy:03}.txt").write_text((CLAIM + "\n\n") * 60)
    process = subprocess.Popen(
        command("scan", "heap", "--format", "jsonl"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(number)
    rest, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert json.loads(first)["stance"] == "claim"
    assert all(json.loads(line) for line in rest.splitlines())
    assert len(rest.splitlines()) < 400 * 60
    assert "Stopped by you" in err
    assert "Traceback" not in err


def test_a_report_of_a_scan_that_was_ended_is_whole_and_says_so(heap: Path) -> None:
    for number in range(400):
        (heap / f"copy{number:03}.txt").write_text((CLAIM + "\n\n") * 60)
    process = subprocess.Popen(
        command("scan", "heap", "--format", "sarif"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # or a first byte would take others along, and `communicate` would miss them
    )
    assert process.stdout is not None
    first = process.stdout.read(1)
    process.send_signal(signal.SIGTERM)
    rest, err = process.communicate(timeout=60)
    assert process.returncode == 143
    assert json.loads(first + rest)["version"] == "2.1.0"
    assert b"Stopped by you" in err


def test_a_reader_that_goes_away_is_no_error(heap: Path) -> None:
    for number in range(200):
        (heap / f"copy{number:03}.txt").write_text((CLAIM + "\n\n") * 40)
    process = subprocess.Popen(
        command("scan", "heap", "--format", "jsonl"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
    assert process.returncode == 141
    assert "Traceback" not in err
    assert "Broken pipe" not in err


def test_colour_only_on_a_terminal_and_never_against_no_color(heap: Path) -> None:
    import pty

    def on_terminal(**more: str) -> str:
        master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **more}
        environment.pop("NO_COLOR", None) if "NO_COLOR" not in more else None
        process = subprocess.Popen(command("scan", "heap"), stdout=slave, stderr=slave, env=environment)
        os.close(slave)
        parts = []
        try:
            while part := os.read(master, 65536):
                parts.append(part)
        except OSError:  # the other end was closed
            pass
        os.close(master)
        assert process.wait(timeout=60) == 1
        return b"".join(parts).decode()

    coloured = on_terminal()
    assert "\x1b[" in coloured
    assert "»" not in coloured
    plain = on_terminal(NO_COLOR="1")
    assert f"»{CLAIM}«" in plain
    assert "\x1b[3" not in plain
    assert "\x1b[1" not in plain


@pytest.mark.parametrize("option", ["--trait", "--stance", "--basis", "--strength"])
def test_unknown_words_in_filters_name_the_known_ones(onrecord: Run, heap: Path, option: str) -> None:
    done = onrecord("scan", "heap", option, "nonsense")
    assert done.code == 2
    assert "nonsense" in done.err
    assert "is not one of" in done.err
