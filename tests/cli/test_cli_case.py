"""A case from the command line: begin one, keep files in it, check it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

PAGE = "Face attributes: age, glasses, ethnicity (Uyghur, Han).\n"


def onrecord(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    wide = {**os.environ, "COLUMNS": "400"}  # long names of temporary folders are not wrapped
    return subprocess.run(command, capture_output=True, text=True, check=False, env=wide)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "case"
    monkeypatch.setenv("ONRECORD_CASE", str(folder))
    done = onrecord("init", folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_files_are_kept_read_and_checked(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "datasheet.txt"
    page.write_text(PAGE)
    done = onrecord("add", page, "--from-url", "https://zorvane.example/kx")
    assert done.returncode == 0
    assert "1 kept." in done.stdout
    assert "1 claim" in done.stderr
    page.unlink()
    checked = onrecord("verify", "--deep")
    assert checked.returncode == 0
    assert "1 captures" in checked.stdout


def test_the_same_bytes_are_stored_once(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "datasheet.txt"
    page.write_text(PAGE)
    onrecord("add", page)
    done = onrecord("add", page)
    assert "1 of them known already" in done.stdout
    sizes = sorted(path.stat().st_size for path in (case / "archive").glob("*.warc.gz"))
    assert len(sizes) == 2
    assert onrecord("verify").stdout.count("2 captures") == 1
    assert onrecord("verify", "--deep").returncode == 0


def test_a_changed_byte_fails_the_check_with_step_and_file(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "datasheet.txt"
    page.write_text(PAGE)
    onrecord("add", page)
    [warc] = (case / "archive").glob("*.warc.gz")
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 1
    warc.write_bytes(data)
    checked = onrecord("verify")
    assert checked.returncode == 1
    assert f"step 9 archive: archive/{warc.name}" in checked.stdout


def test_where_there_is_no_case_it_says_how_to_make_one(tmp_path: Path) -> None:
    done = onrecord("add", "--case", tmp_path, tmp_path / "x.txt")
    assert done.returncode == 2
    assert "onrecord init" in done.stderr


def test_a_file_that_is_not_there_is_an_error_and_the_rest_goes_on(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "datasheet.txt"
    page.write_text(PAGE)
    done = onrecord("add", tmp_path / "missing.txt", page)
    assert done.returncode == 2
    assert "1 kept." in done.stdout
    assert "missing.txt" in done.stderr


def listing(*arguments: str) -> str:
    done = onrecord(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


LISTINGS = [
    (command, "--format", kind) for command in ("findings", "status") for kind in ("text", "jsonl", "csv")
]


def test_listings_are_the_same_after_the_index_was_lost(case: Path, tmp_path: Path) -> None:
    for number in range(3):
        page = tmp_path / f"sheet{number}.txt"
        page.write_text(PAGE * (number + 1) + "Our cameras never determine the religion of a face.\n")
        onrecord("add", page)
    before = [listing(*arguments) for arguments in LISTINGS]
    assert "ethnicity (Uyghur, Han)" in before[1]
    for path in case.glob("index.sqlite*"):
        path.unlink()
    assert [listing(*arguments) for arguments in LISTINGS] == before
    assert "segments" in listing("rebuild")
    assert [listing(*arguments) for arguments in LISTINGS] == before


def test_a_damaged_index_is_made_again(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "sheet.txt"
    page.write_text(PAGE)
    onrecord("add", page)
    (case / "index.sqlite").write_bytes(b"no database at all" * 100)
    done = onrecord("findings")
    assert done.returncode == 2
    assert "onrecord rebuild" in done.stderr
    assert "segments" in listing("rebuild")
    assert "Uyghur" in listing("findings")


def test_findings_are_limited_by_stance_and_trait(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "sheet.txt"
    page.write_text(PAGE + "\nOur cameras never determine the religion of a face.\n")
    onrecord("add", page)
    denials = listing("findings", "--stance", "denial", "--format", "jsonl")
    assert "never determine" in denials
    assert "Uyghur" not in denials
    assert "Uyghur" in listing("findings", "--trait", "named_people", "--format", "jsonl")


def test_a_chinese_word_of_two_characters_is_found_and_marked(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "sheet.txt"
    page.write_text("设备支持人脸属性识别，包括年龄、是否少数民族（如维族）。\n\n质量好。\n")
    onrecord("add", page)
    assert "[维族]" in listing("search", "维族")
    assert "[民族]" in listing("search", "民族", "--format", "csv")
    assert onrecord("search", "数族").returncode == 1


def test_a_search_is_limited_to_passages_with_a_finding(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "sheet.txt"
    page.write_text(PAGE + "\nThe ethnicity department is on floor 2.\n")
    onrecord("add", page)
    assert listing("search", "ethnicity", "--format", "jsonl").count("\n") == 2
    assert listing("search", "ethnicity", "--stance", "claim", "--format", "jsonl").count("\n") == 1


def test_a_search_for_nothing_says_so(case: Path) -> None:
    done = onrecord("search", "…")
    assert done.returncode == 2
    assert "nothing to search for" in done.stderr


@pytest.fixture
def site(case: Path) -> Iterator[str]:
    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {"/kx": (200, f"<p>{PAGE}</p>"), "/shut": (403, "no"), "/gone": (404, "not found")}
            status, body = pages.get(self.path, (404, "none"))
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quiet."""

    settings = case / "onrecord.toml"
    settings.write_text(
        settings.read_text()
        .replace("allow_networks = []", 'allow_networks = ["127.0.0.0/8"]')
        .replace("host_delay = 2.0", "host_delay = 0")
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_kept_and_read(site: str) -> None:
    done = onrecord("add", f"{site}/kx")
    assert done.returncode == 0
    assert f"{site}/kx: present" in done.stdout
    assert "Uyghur" in listing("findings", "--series", f"{site}/kx", "--format", "jsonl")
    assert "2 of them" not in done.stdout
    assert "1 of them known already" in onrecord("add", f"{site}/kx").stdout
    assert onrecord("verify", "--deep").returncode == 0


def test_what_is_no_page_is_entered_as_what_it_is(site: str) -> None:
    done = onrecord("add", f"{site}/shut", f"{site}/gone", "http://10.0.0.1/kx")
    assert done.returncode == 2
    assert f"{site}/shut: walled (status 403)" in done.stdout
    assert f"{site}/gone: absent (status 404)" in done.stdout
    assert "http://10.0.0.1/kx: refused" in done.stdout
    assert listing("findings") == "No finding.\n"
    assert listing("status", "--format", "csv").count("\n") == 4
    assert onrecord("verify", "--deep").returncode == 0
