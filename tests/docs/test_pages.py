"""Documentation that is made by a tool is current, and what it promises exists."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from tools import make_reference
from tools.make_formats import TARGET, text

from onrecord.cli.main import cli
from onrecord.cli.output import words
from onrecord.cli.output.terms import STANCES, STRENGTHS
from onrecord.detect.rule import Example, Match, Rule, Unless, Word
from onrecord.flow.record import ORDER
from onrecord.text import language as languages

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_page_of_formats_is_current() -> None:
    assert TARGET.read_text("utf-8") == text(), "run: python tools/make_formats.py"


def test_the_reference_is_current() -> None:
    assert make_reference.TARGET.read_text("utf-8") == make_reference.text(), (
        "run: python tools/make_reference.py"
    )
    assert make_reference.WORDS.read_text("utf-8") == make_reference.words(), (
        "run: python tools/make_reference.py"
    )


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{name} {option.opts[0]}"
        for name, command in make_reference.commands(cli)
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


def test_every_language_has_a_name() -> None:
    assert set(languages.LANGUAGES) <= set(words.LANGUAGES)


def test_every_field_of_a_finding_is_explained() -> None:
    page = (ROOT / "docs/reading-a-finding.md").read_text("utf-8")
    assert [name for name in ORDER if f"`{name}`" not in page] == []


def test_the_words_of_the_report_are_those_of_the_page() -> None:
    page = (ROOT / "docs/reading-a-finding.md").read_text("utf-8").replace("`", "")
    assert [text for text in (*STANCES.values(), *STRENGTHS.values()) if text not in page] == []


@pytest.mark.parametrize("kind", [Rule, Match, Word, Unless, Example])
def test_every_key_of_a_rule_file_is_documented(kind: type) -> None:
    page = (ROOT / "docs/reference/rules.md").read_text("utf-8")
    keys = {field.name for field in dataclasses.fields(kind)} - {"file", "words"}
    assert sorted(key for key in keys if f"`{key}" not in page) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_script_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"python (?:\.\./)?((?:bench|tools|tests)/[\w/]+\.py)", page.read_text("utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the examples, as the pages take it for granted."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize("page", ["README.md", "docs/how-to/python.md"])
def test_python_examples_run(page: str, place: Path) -> None:
    found = blocks(page, "python")
    assert found
    for block in found:
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", block],
            cwd=place,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert run.returncode == 0, f"{block}\n{run.stderr}"
        assert run.stdout.strip(), block


@pytest.mark.parametrize(
    "page",
    [
        "docs/tutorial.md",
        "docs/how-to/follow-a-page.md",
        "docs/how-to/heaps.md",
        "docs/how-to/missing-or-wrong.md",
        "docs/how-to/other-programs.md",
    ],
)
def test_commands_of_the_pages_run(page: str, place: Path) -> None:
    """Every line of a block that a reader is told to type; 0 and 1 are the codes of calls that work."""
    if page == "docs/tutorial.md":  # it begins by making the folder
        shutil.rmtree(place / "examples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    lines = [line for block in blocks(page, "sh") for line in block.splitlines() if line.strip()]
    assert lines
    for line in lines:
        run = subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=place,
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, "PATH": path, "ONRECORD_KEYS": str(place / "keys")},
        )
        assert run.returncode in (0, 1), f"{line}\n{run.stderr}"
        assert "Error" not in run.stderr, f"{line}\n{run.stderr}"
        assert "No finding" not in run.stderr, f"{line}\n{run.stderr}"
        assert "No passage stands there" not in run.stdout, line


def test_every_command_of_the_readme_has_a_help_page() -> None:
    named = set(re.findall(r"^onrecord (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert named
    for name in sorted(named):
        run = subprocess.run(
            [sys.executable, "-m", "onrecord", name, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert run.returncode == 0, name
