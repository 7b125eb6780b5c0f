"""Earlier captures out of a web archive: a real pywb on loopback.

pywb is under the GPL and only ever a process of its own; `scripts/setup.sh dev` puts it into `.pywb`.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.capture.site import Reply, Site
from tests.flow.casework import findings
from tests.flow.test_case_import import SITE, TEXT, archive

from onrecord.archive.case import Case
from onrecord.archive.store import read_record
from onrecord.capture.memento import as_it_was, map_address, time_map
from onrecord.model.capture import Capture, capture
from onrecord.model.custody import Act
from onrecord.model.vocabulary import Method, Outcome
from onrecord.verify.steps import verify

PYWB = Path(os.environ.get("ONRECORD_PYWB") or Path(__file__).parents[2] / ".pywb" / "bin")
needs_pywb = pytest.mark.skipif(not (PYWB / "wayback").exists(), reason="needs pywb: scripts/setup.sh dev")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pywb")
    (folder / "a.warc.gz").write_bytes(archive()[0])
    for words in (["init", "past"], ["add", "past", "a.warc.gz"]):
        subprocess.run([PYWB / "wb-manager", *words], cwd=folder, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PYWB / "wayback", "-b", "127.0.0.1", "-p", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as running:
        try:
            _await(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}/past"
        finally:
            running.kill()


def _await(url: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url).close()
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            time.sleep(0.05)  # nothing tells when another program listens
            continue
        return
    raise TimeoutError(url)


def add(case: Case, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord", "add", "--case", str(case.folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def captures(case: Case) -> list[Capture]:
    return [capture(one.body) for one in case.ledger.entries() if one.act is Act.CAPTURE]


@needs_pywb
def test_each_earlier_capture_comes_in_with_its_own_date(case: Case, service: str) -> None:
    done = add(case, "--history", "--service", service, f"{SITE}/kx", f"{SITE}/gone", f"{SITE}/wall")
    assert f"{SITE}/kx: present" in done.stdout
    page, gone, wall = sorted(captures(case), key=lambda one: one.at)
    assert (page.at, page.method, page.series) == (
        "2021-05-01T10:00:00.000000Z",
        Method.HISTORY,
        f"{SITE}/kx",
    )
    assert [gone.outcome, wall.outcome] == [Outcome.ABSENT, Outcome.WALLED]
    assert page.facts["memento"].startswith(f"{service}/20210501100000")
    assert TEXT.encode() in read_record(case.folder, page.records[0]).payload
    assert findings(case) == 1
    assert "0 kept" in add(case, "--history", "--service", service, f"{SITE}/kx").stdout
    assert verify(case.folder, deep=True).faults == []


@needs_pywb
def test_an_address_that_the_archive_does_not_have_is_none_and_no_absence(case: Case, service: str) -> None:
    done = add(case, "--history", "--service", service, f"{SITE}/never")
    assert "0 kept" in done.stdout
    assert captures(case) == []


def test_what_the_service_itself_answers_is_no_capture(case: Case, site: Site) -> None:
    memento = f"{site.url}/20210501100000/{SITE}/kx"
    link = f'<{memento}>; rel="first memento"; datetime="Sat, 01 May 2021 10:00:00 GMT"'
    site.pages[f"/timemap/link/{SITE}/kx"] = link.encode()
    site.pages[f"/20210501100000id_/{SITE}/kx"] = Reply(b"not now", 404)
    done = add(case, "--history", "--service", site.url, f"{SITE}/kx")
    assert done.returncode == 2
    assert "the service gave no capture (status 404)" in done.stderr
    assert captures(case) == []


def test_a_service_that_has_no_time_map_is_an_error(case: Case, site: Site) -> None:
    site.pages[f"/timemap/link/{SITE}/kx"] = Reply(b"", 500)
    done = add(case, "--history", "--service", site.url, f"{SITE}/kx")
    assert done.returncode == 2
    assert "no time map (status 500)" in done.stderr
    assert add(case, "--history", f"{SITE}/kx").returncode == 2


def test_time_maps_are_read_whole_and_in_order() -> None:
    text = (
        '<https://a.example/x,y>; rel="original",\n'
        '<https://w.example/map/2>; rel="timemap"; type="application/link-format",\n'
        '<https://w.example/20220101000000/https://a.example/x,y>; rel="last memento"; '
        'datetime="Sat, 01 Jan 2022 00:00:00 GMT",\n'
        "<https://w.example/20210101000000/https://a.example/x,y>; rel=memento; "
        'datetime="Fri, 01 Jan 2021 00:00:00 GMT",\n'
        '<https://w.example/bad>; rel="memento"; datetime="once",'
    )
    found = time_map(text)
    assert [one.at[:4] for one in found.mementos] == ["2021", "2022"]
    assert found.onward == ("https://w.example/map/2",)
    assert as_it_was(found.mementos[0].address) == "https://w.example/20210101000000id_/https://a.example/x,y"
    assert (
        map_address("https://w.example/m?u={url}", "https://a.example")
        == "https://w.example/m?u=https://a.example"
    )
