"""The HTML report in a real browser: it runs nothing foreign, filters, fits a phone, prints, is accessible.

Needs Chromium (`apt-get install chromium`); axe-core comes with axe-playwright-python.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_cli_formats import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = resources.files("axe_playwright_python") / "axe.min.js"
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(write("html"), encoding="utf-8")
    return file


def opened(browser: Browser, report: Path, **more: object) -> tuple[Page, list[str]]:
    """The report, and everything that it asked for or complained about."""
    page = browser.new_context(**{"viewport": {"width": 1200, "height": 800}, **more}).new_page()  # type: ignore[arg-type]
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.on(
        "request",
        lambda request: told.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    page.goto(report.as_uri())
    return page, told


def shown(page: Page) -> list[str]:
    return [one.get_attribute("data-stance") or "" for one in page.locator("article.finding:visible").all()]


def test_it_asks_for_nothing_and_runs_nothing_foreign(browser: Browser, report: Path) -> None:
    page, told = opened(browser, report)
    assert told == []
    assert page.locator("article.finding").count() == 6


def test_filters_choose_findings_and_say_how_many(browser: Browser, report: Path) -> None:
    from playwright.sync_api import expect

    page, _ = opened(browser, report)
    assert shown(page) == ["claim", "claim", "denial", "claim", "report"]
    page.locator("input[value=denial]").check()
    assert shown(page) == ["denial"]
    assert page.locator("#shown").inner_text() == "1 of 6 findings"
    assert page.locator("section.document:visible h2").first.inner_text() == "datasheets/ostrava 12.pdf"
    page.locator("input[value=de]").check()
    page.locator("input[value=report]").check()
    assert shown(page) == ["denial"]
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator("#shown")).to_have_text("6 findings")
    page.locator("input[value=lookalike]").check()
    assert shown(page) == ["lookalike"], "its fold opens by itself"


def test_words_are_searched_in_passages(browser: Browser, report: Path) -> None:
    from playwright.sync_api import expect

    page, _ = opened(browser, report)
    page.get_by_label("Words in the passage").fill("ETHNIC minority")
    expect(page.locator("#shown")).to_have_text("1 of 6 findings")
    assert shown(page) == ["claim"]
    page.get_by_label("Words in the passage").fill("no such word")
    expect(page.locator("#none")).to_be_visible()
    assert shown(page) == []


def test_a_link_to_a_finding_opens_the_fold_it_lies_in(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report)
    anchor = page.locator("article[data-stance=lookalike]").get_attribute("id")
    page.goto(f"{report.as_uri()}#{anchor}")
    page.reload()
    assert page.locator(f"#{anchor}").is_visible()


def test_without_a_script_everything_can_be_read(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report, java_script_enabled=False)
    assert page.locator("#filters").is_hidden()
    assert page.locator("article.finding:visible").count() == 5
    page.locator("details.lookalikes > summary").click()
    assert page.locator("article.finding:visible").count() == 6


def test_nothing_is_wider_than_the_window(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width in (320, 390, 768, 1200, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_keys_walk_through_the_findings_and_can_be_turned_off(browser: Browser, report: Path) -> None:
    from playwright.sync_api import expect

    page, _ = opened(browser, report)
    ids = [one.get_attribute("id") for one in page.locator("article.finding:visible").all()]

    def pressed(key: str) -> str:
        page.keyboard.press(key)
        return page.evaluate("document.activeElement.id")

    assert pressed("j") == ids[0]
    assert [pressed("j"), pressed("j"), pressed("k")] == [ids[1], ids[2], ids[1]]
    pressed("w")
    assert page.locator(f"#{ids[1]} details.why").get_attribute("open") is not None
    assert pressed("/") == "text"
    assert pressed("j") == "text"
    assert page.get_by_label("Words in the passage").input_value() == "j"
    expect(page.locator("#shown")).to_have_text(re.compile("of 6 findings"))
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator("#shown")).to_have_text("6 findings")
    page.locator("#keys").uncheck()
    page.locator("main").focus()
    assert pressed("j") == "findings"


def test_the_overview_leads_to_each_document(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report)
    links = page.locator("table.documents a")
    assert links.count() == 3
    links.first.click()
    heading = page.locator("main h2").filter(has_text=links.first.locator("bdi").inner_text())
    assert heading.evaluate("one => one.getBoundingClientRect().top") < 200


def test_stances_can_be_told_apart_without_colour(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report)
    looks = page.evaluate(_LOOKS)
    assert len(looks) >= 4
    assert len({tuple(look) for look in looks.values()}) == len(looks), looks


def test_quotes_in_arabic_run_from_right_to_left(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report)
    quote = page.locator("blockquote[lang=ar] p").last
    assert quote.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_it_prints_with_reasons_and_without_filters(browser: Browser, report: Path, tmp_path: Path) -> None:
    import pypdfium2

    page, _ = opened(browser, report)
    pdf = pypdfium2.PdfDocument(page.pdf(format="A4"))
    try:
        text = "\n".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
    finally:
        pdf.close()
    assert "the enclosing type VQ_FACE_ATTR is a face" in text
    assert "field of an identity card" in text
    assert "Words in the passage" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_axe_finds_nothing(browser: Browser, report: Path, scheme: str, width: int) -> None:
    page, _ = opened(browser, report, color_scheme=scheme, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)"
    )
    assert [(one["id"], one["help"]) for one in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_pair_has_enough_contrast(browser: Browser, report: Path, scheme: str) -> None:
    """WCAG AA for every text on the page, computed here: axe-core leaves out what it is not sure of."""
    page, _ = opened(browser, report, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    worst = page.evaluate(_CONTRAST)
    assert worst["ratio"] >= 4.5, worst


_LOOKS = """() => {
  const looks = {};
  for (const one of document.querySelectorAll("article.finding")) {
    const style = getComputedStyle(one), pill = getComputedStyle(one.querySelector(".pill"));
    looks[one.className] = [style.borderLeftStyle + style.borderLeftWidth, pill.borderTopStyle];
  }
  return looks;
}"""
_CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  let worst = {ratio: 99};
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !one.checkVisibility()) continue;
    let ground = one;
    while (ground && parse(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const back = light(parse(getComputedStyle(ground || document.body).backgroundColor));
    const ink = light(parse(getComputedStyle(one).color));
    const ratio = (Math.max(back, ink) + 0.05) / (Math.min(back, ink) + 0.05);
    if (ratio < worst.ratio) worst = {ratio, text: one.textContent.trim().slice(0, 40)};
  }
  return worst;
}"""
