"""The time line in a real browser: it loads nothing, reads without colour, by keyboard, on paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_cli_browser import AXE, opened
from tests.support.stories import Scripted

from onrecord.archive.keys import KEYS_VARIABLE, make
from onrecord.cli.main import main
from onrecord.model.vocabulary import Outcome

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium: apt-get install chromium")
ADDRESS = "https://zorvane.example/en/kx"
PAGE = (
    "<h1>KX</h1><p>A camera.</p><p>It tells the ethnicity (Uyghur, Han) of a face.</p><p>Faces are searched "
    "by religion <b>&lt;script&gt;alert(1)&lt;/script&gt;</b>.</p><p>12 V</p>"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("timeline")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEYS_VARIABLE, str(folder / "keys"))
        story = Scripted(folder / "case", make(folder / "keys"))
        story.page(ADDRESS, 0, PAGE)
        story.page(ADDRESS, 24, PAGE.replace("It tells", "The camera tells"))
        story.nothing(ADDRESS, 48, Outcome.WALLED, 403)
        story.page(ADDRESS, 72, PAGE.replace("Faces are searched by religion", "Faces are searched"))
        story.contact(80, "asked about the page")
        for hours in (96, 110, 130):
            story.nothing(ADDRESS, hours, Outcome.ABSENT, 404)
        assert main(["timeline", "--case", str(folder / "case"), "--output", str(folder / "t.html")]) == 0
    return folder / "t.html"


def test_it_loads_nothing_and_draws_every_claim(browser: Browser, page_file: Path) -> None:
    page, told = opened(browser, page_file)
    assert told == []
    assert page.locator("article.claim").count() == 2
    assert page.locator("article.claim svg.strip rect.bar").count() == 2
    assert "404 ×3 over 34 h" in page.locator("article.claim").first.inner_text()


def test_marks_differ_in_form_and_each_says_what_it_is(browser: Browser, page_file: Path) -> None:
    page, _ = opened(browser, page_file)
    used = {
        one.get_attribute("href")
        for one in page.locator("article.claim").first.locator("svg.strip use").all()
    }
    assert {"#m-seen", "#m-walled", "#m-unconfirmed", "#m-not_found", "#m-change", "#m-contact"} <= used
    for name in used:
        assert page.locator(f"symbol{name}").count() == 1
    titles = page.locator("article.claim").first.locator("svg.strip title").all_text_contents()
    assert "2026-01-05 09:00 UTC: seen" in titles
    assert "2026-01-07 09:00 UTC: walled, nothing learnt" in titles


def test_the_keyboard_opens_the_list_of_all_observations(browser: Browser, page_file: Path) -> None:
    page, _ = opened(browser, page_file)
    page.locator("article.claim summary").first.focus()
    page.keyboard.press("Enter")
    events = page.locator("article.claim").first.locator(".events li")
    assert events.count() == 11
    assert events.first.is_visible()


def test_claims_are_chosen_by_words_and_state(browser: Browser, page_file: Path) -> None:
    page, _ = opened(browser, page_file)
    page.get_by_label("Words").fill("religion")
    assert page.locator("article.claim:visible").count() == 1
    assert page.locator("#shown").inner_text() == "1 of 2 shown"
    page.get_by_label("State").select_option("not_found")
    assert page.locator("article.claim:visible").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_in_light_and_dark(browser: Browser, page_file: Path, scheme: str) -> None:
    page, _ = opened(browser, page_file, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.add_script_tag(content=AXE.read_text("utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations.map(one => [one.id, one.help]))")
    assert found == []


def test_nothing_is_wider_than_the_window_and_paper_shows_all(browser: Browser, page_file: Path) -> None:
    page, _ = opened(browser, page_file)
    for width in (320, 390, 768, 1200):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    assert page.locator(".events li").first.is_visible()
    assert page.locator("#tools").is_hidden()
