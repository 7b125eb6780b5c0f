"""Watching: what is due, checks of absence over hours and routes, selectors, declarations."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.capture.site import Reply, Site

from onrecord.archive.case import Case
from onrecord.capture.sources import Source, SourceError, interval, read_source
from onrecord.flow.case_open import open_for_writing
from onrecord.flow.case_sources import declare, sources
from onrecord.flow.case_visit import Visits
from onrecord.flow.case_watch import Standing, pause_until, policy_of, standings, visit_due
from onrecord.flow.errors import UserError
from onrecord.model.capture import Capture
from onrecord.model.custody import Act
from onrecord.model.vocabulary import Method, Outcome
from onrecord.verify.steps import verify

START = datetime(2026, 1, 1, tzinfo=UTC)


def onrecord(case: Case, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord", *arguments, "--case", str(case.folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def enter(
    case: Case, source: Source, hours: float, outcome: Outcome, route: str = "direct", **facts: str
) -> None:
    at = (START + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    made = Capture(source.series, source.address, at, outcome, Method.HTTP, route=route, facts=facts)
    with open_for_writing(case)[0] as writer:
        writer.enter(Act.CAPTURE, made.id, made.body())


def standing(case: Case, hours: float) -> Standing:
    [one] = standings(case, sources(case), START + timedelta(hours=hours))
    return one


def due_after(case: Case) -> float:
    return (standing(case, 0).due - START) / timedelta(hours=1)


def test_a_source_is_due_at_once_and_then_after_its_interval(case: Case) -> None:
    source = declare(case, Source("", "https://zorvane.example/kx", interval="2d"))
    assert standing(case, 0).due == START
    enter(case, source, 0, Outcome.PRESENT)
    assert due_after(case) == 48
    enter(case, source, 48, Outcome.WALLED, retry_after="360000")
    assert due_after(case) == 48 + 100


def test_absence_is_checked_sooner_on_each_route_until_it_is_confirmed(case: Case) -> None:
    path = case.folder / "onrecord.toml"
    text = path.read_text().replace("absence_routes = 1", "absence_routes = 2")
    path.write_text(text + '\n[routes]\nsecond = "socks5://127.0.0.1:9"\n')
    case = Case(case.folder)
    policy = policy_of(case)
    source = declare(case, Source("", "https://zorvane.example/kx", interval="1w"))
    enter(case, source, 0, Outcome.PRESENT)
    assert standing(case, 0).said(policy) == ""
    enter(case, source, 100, Outcome.ABSENT)
    one = standing(case, 100)
    assert one.said(policy) == "not confirmed: 1 of 3 checks, 0 of 24 h, 1 of 2 routes"
    assert (one.route, due_after(case)) == ("second", 112)
    enter(case, source, 112, Outcome.ABSENT, "second")
    assert standing(case, 112).route == "direct"
    enter(case, source, 113, Outcome.WALLED)
    enter(case, source, 124, Outcome.ABSENT)
    assert standing(case, 124).confirmed
    assert due_after(case) == 124 + 168
    enter(case, source, 200, Outcome.PRESENT)
    assert standing(case, 200).tries == ()


def test_a_changed_declaration_keeps_what_it_was(case: Case) -> None:
    first = declare(case, Source("kx", "https://zorvane.example/kx", publisher="Zorvane"))
    declare(case, Source("kx", "https://zorvane.example/new/kx", publisher="Zorvane", interval="6h"))
    [now] = sources(case)
    assert (now.address, now.series) == ("https://zorvane.example/new/kx", first.series)
    [was] = now.history
    assert (was["address"], was["interval"]) == ("https://zorvane.example/kx", "1d")
    assert "publisher" not in was


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("adress: https://a.example/", "no address"),
        ("address: https://a.example/\nintervall: 1d", "unknown key 'intervall'"),
        ("address: https://a.example/\ninterval: daily", "write it like"),
        ("address: https://a.example/\nrole: seller", "role 'seller'"),
        ("address: https://a.example/\nbrowser: 1", "browser must be bool"),
        ("address: https://a.example/\nselector: 'a[['", "no CSS selector"),
        ("a: [", "not YAML"),
        ("- x", "no address"),
    ],
)
def test_a_declaration_that_is_wrong_says_where(text: str, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        read_source("kx", text)


def test_intervals() -> None:
    seconds = [interval(text).total_seconds() for text in ("30m", "6h", "1d", "2w")]
    assert seconds == [
        1800,
        21600,
        86400,
        1209600,
    ]


def test_an_address_inside_cannot_be_declared(case: Case) -> None:
    with pytest.raises(UserError, match="only http and https"):
        declare(case, Source("", "file:///etc/passwd"))


def test_the_wait_for_the_next_is_a_little_shorter_and_never_long() -> None:
    waits = {pause_until([START + timedelta(seconds=1000)], START) for _ in range(50)}
    assert len(waits) > 5
    assert all(900 <= wait <= 1000 for wait in waits)
    assert pause_until([], START) <= 3600


def test_hosts_are_asked_at_the_same_time_and_each_in_order(case: Case, site: Site) -> None:
    site.pages |= {"/robots.txt": Reply(b"", 404), "/a": b"<p>one two three</p>", "/b": b"<p>four five</p>"}
    other = site.url.replace("127.0.0.1", "localhost")
    for address in (f"{site.url}/a", f"{site.url}/b", f"{other}/a"):
        declare(case, Source("", address))
    due = standings(case, sources(case), START)
    seen = list(visit_due(case, due, Visits(case)))
    assert {one.page.address for one in seen} == {one.source.address for one in due}
    assert {one.decision.outcome for one in seen} == {Outcome.PRESENT}


def test_watching_from_the_command_line(case: Case, site: Site) -> None:
    site.pages["/kx"] = Reply(b"<main>Face attributes: ethnicity (Uyghur).</main>", 200, {"ETag": '"1"'})
    declared = onrecord(case, "watch", "add", f"{site.url}/kx", "--vendor", "Zorvane", "--selector", "main")
    assert (declared.returncode, declared.stderr) == (0, "")
    first = onrecord(case, "watch", "run")
    assert (first.returncode, first.stdout) == (0, f"{site.url}/kx: present\n")
    assert onrecord(case, "watch", "run").stdout == "Nothing is due.\n"
    site.pages["/kx"] = b"<div>Face attributes: ethnicity.</div>"
    second = onrecord(case, "watch", "run", "--all")
    assert second.returncode == 2
    assert "nothing on the page matches the selector 'main'" in second.stderr
    site.pages["/kx"] = Reply(b"gone", 404)
    third = onrecord(case, "watch", "run", "--all")
    assert "absent (status 404; not confirmed: 1 of 3 checks, 0 of 24 h, 1 of 1 routes)" in third.stdout
    listed = onrecord(case, "watch", "list", "--format", "csv").stdout
    assert 'absent,"not confirmed: 1 of 3 checks' in listed
    assert verify(case.folder, deep=True).faults == []


def test_watching_forever_ends_when_it_is_told_to(case: Case, site: Site) -> None:
    site.pages["/kx"] = b"<p>one two three four</p>"
    declare(case, replace(Source("", f"{site.url}/kx"), interval="1m"))
    command = [
        sys.executable,
        "-u",
        "-m",
        "onrecord",
        "watch",
        "run",
        "--forever",
        "--case",
        str(case.folder),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert "present" in running.stdout.readline()
        running.terminate()
        running.communicate(timeout=30)
    assert running.returncode in (130, 143)
    assert Path(case.folder, "sources").exists()
