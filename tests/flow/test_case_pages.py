"""Pages of a case: conditions, robots, routes, linked documents, walls; against a real server."""

from __future__ import annotations

import pytest
from tests.capture.site import Fields, Reply, Site, running_proxy
from tests.flow.casework import add, findings, readings, settled

from onrecord.archive.case import Case, open_case
from onrecord.archive.store import read_record
from onrecord.flow.case_known import Known
from onrecord.flow.case_visit import Page
from onrecord.model.vocabulary import Outcome
from onrecord.verify.steps import verify

TEXT = "Face attributes: age, glasses, ethnicity (Uyghur, Han)."


def test_a_page_that_did_not_change_is_the_same_bytes_observed_again(case: Case, site: Site) -> None:
    def page(headers: Fields) -> Reply:
        same = headers.get("if-none-match") == '"1"'
        return Reply(b"", 304) if same else Reply(f"<p>{TEXT}</p>".encode(), 200, {"ETag": '"1"'})

    site.pages["/kx"] = page
    [first] = add(case, [Page(f"{site.url}/kx", conditional=True)])
    [again] = add(case, [Page(f"{site.url}/kx", conditional=True)])
    assert [first.status, again.status] == [200, 304]
    assert again.outcome is Outcome.PRESENT
    assert (again.sha256, again.size) == (first.sha256, first.size)
    record = read_record(case.folder, again.records[0])
    assert record.fields["warc-profile"].endswith("/server-not-modified")
    assert record.fields["warc-refers-to"].strip("<>") == first.records[0].id
    assert len(readings(case)) == 2
    assert findings(case) == 2
    assert verify(case.folder, deep=True).faults == []


def test_a_page_is_asked_whole_where_the_bytes_cannot_be_read(case: Case, site: Site) -> None:
    site.pages["/kx"] = Reply(b"<p>x y z</p>", 200, {"ETag": '"1"'})
    [first] = add(case, [Page(f"{site.url}/kx", conditional=True)])
    path = case.folder / first.records[0].file
    data = bytearray(path.read_bytes())
    data[first.records[0].offset + first.records[0].length - 12] ^= 255
    path.write_bytes(data)
    page = Known.of(case).with_before(case, Page(f"{site.url}/kx", conditional=True))
    assert page.before.content == b""


def test_what_robots_txt_forbids_is_not_asked_and_the_answer_is_kept(case: Case, site: Site) -> None:
    site.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /kx\n", "/kx": TEXT.encode()}
    [made] = add(case, [Page(f"{site.url}/kx")])
    assert made.outcome is Outcome.REFUSED
    assert "robots.txt" in made.reason
    assert made.facts["robots"].startswith("disallowed by")
    assert site.asked == ["/robots.txt"]
    assert readings(case) == []
    site.asked.clear()
    [made] = add(settled(case.folder, robots="false"), [Page(f"{site.url}/kx")])
    assert made.outcome is Outcome.PRESENT
    assert site.asked == ["/kx"]


def test_a_host_that_asks_for_a_pause_is_not_asked_again(case: Case, site: Site) -> None:
    site.pages["/a"] = Reply(b"slow down", 429, {"Retry-After": "600"})
    one, two = add(case, [Page(f"{site.url}/a"), Page(f"{site.url}/b")])
    assert (one.outcome, one.facts["retry_after"]) == (Outcome.WALLED, "600")
    assert two.outcome is Outcome.REFUSED
    assert "left alone" in two.reason
    assert "/b" not in site.asked


def test_a_route_of_the_settings_is_taken_and_named(case: Case, site: Site) -> None:
    asked: list[str] = []
    with running_proxy(asked) as proxy:
        path = case.folder / "onrecord.toml"
        path.write_text(path.read_text() + f'\n[routes]\nsecond = "{proxy}"\n')
        [made] = add(open_case(case.folder), [Page(f"{site.url}/gone", route="second")])
    assert (made.outcome, made.route, len(asked)) == (Outcome.ABSENT, "second", 1)


def test_documents_of_the_same_site_come_along(case: Case, site: Site) -> None:
    links = "".join(f"<a href='/d{number}.pdf'>sheet</a>" for number in range(5))
    page = f"<title>KX\n 40</title><link rel=alternate hreflang=zh href=/zh/kx><p>{TEXT}</p>{links}"
    site.pages["/kx"] = f"{page}<a href='http://other.example/x.pdf'>x</a><a href='/d0.pdf#2'>y</a>".encode()
    site.pages |= {
        f"/d{number}.pdf": Reply(
            b"%PDF-1.7 " + bytes([48 + number]), 200, {"Content-Type": "application/pdf"}
        )
        for number in range(5)
    }
    page_, *documents = add(settled(case.folder, linked_documents="3"), [Page(f"{site.url}/kx", linked=True)])
    assert page_.facts["title"] == "KX 40"
    assert page_.facts["alternate_zh"] == f"{site.url}/zh/kx"
    assert {one.address for one in documents} == {f"{site.url}/d{number}.pdf" for number in range(3)}
    assert {one.part_of for one in documents} == {page_.id}
    assert verify(case.folder, deep=True).faults == []


def test_no_reading_is_made_of_a_wall(case: Case, site: Site) -> None:
    wall = f"<title>Just a moment...</title><h1>Verify you are human</h1><!-- {TEXT} -->"
    site.pages["/kx"] = wall.encode()
    [made] = add(case, [Page(f"{site.url}/kx", linked=True)])
    assert made.outcome is Outcome.WALLED
    assert made.sha256
    assert readings(case) == []


def test_a_page_made_by_scripts_is_kept_as_it_was_shown(case: Case, site: Site) -> None:
    pytest.importorskip("playwright")
    script = (
        f"document.body.innerHTML = '<p>{TEXT}</p><a href=/d.pdf>sheet</a><img src=http://10.0.0.1/x.png>'"
    )
    site.pages |= {
        "/old": Reply(b"", 302, {"Location": "/kx"}),
        "/kx": b"<title>KX</title><div id=app></div><script defer src=/a.js></script>",
        "/a.js": Reply(script.encode(), 200, {"Content-Type": "text/javascript"}),
        "/d.pdf": Reply(b"%PDF-1.7", 200, {"Content-Type": "application/pdf"}),
    }
    [plain] = add(case, [Page(f"{site.url}/kx")])
    assert plain.outcome is Outcome.WALLED
    made, sheet = add(case, [Page(f"{site.url}/old", browser=True, linked=True)])
    assert (made.outcome, made.method.value, made.facts["title"]) == (Outcome.PRESENT, "browser", "KX")
    assert made.final_address == f"{site.url}/kx"
    assert "10.0.0.1" in made.facts["refused_0"]
    kept = [read_record(case.folder, place) for place in made.records]
    loaded = {one.fields["warc-target-uri"]: one for one in kept if one.fields["warc-type"] == "response"}
    assert set(loaded) == {f"{site.url}/old", f"{site.url}/kx", f"{site.url}/a.js"}
    assert loaded[f"{site.url}/a.js"].payload == script.encode()
    assert TEXT in kept[0].payload.decode()
    assert kept[1].fields["warc-type"] == "conversion"
    assert kept[1].fields["warc-refers-to"] == kept[0].fields["warc-record-id"]
    assert kept[1].payload.startswith(b"\x89PNG")
    assert (sheet.part_of, sheet.outcome) == (made.id, Outcome.PRESENT)
    assert len(readings(case)) == 2
    assert findings(case) == 1
    assert verify(case.folder, deep=True).faults == []


def test_a_page_inside_is_not_opened_by_the_browser(case: Case, site: Site) -> None:
    pytest.importorskip("playwright")
    [made] = add(settled(case.folder, robots="false"), [Page("http://10.0.0.1/kx", browser=True)])
    assert made.outcome is Outcome.REFUSED
    assert "not a public address" in made.reason


def test_a_file_is_fetched_where_the_browser_would_download_it(case: Case, site: Site) -> None:
    pytest.importorskip("playwright")
    fields = {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}
    site.pages["/x.bin"] = Reply(b"some bytes", 200, fields)
    [made] = add(case, [Page(f"{site.url}/x.bin", browser=True)])
    assert (made.outcome, made.method.value, made.size) == (Outcome.PRESENT, "http", 10)
