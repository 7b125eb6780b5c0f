"""Documentation that is made by a tool is current, and what it promises exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tools.make_formats import TARGET, text

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_page_of_formats_is_current() -> None:
    assert TARGET.read_text("utf-8") == text(), "run: python tools/make_formats.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_script_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"python (?:\.\./)?((?:bench|tools|tests)/[\w/]+\.py)", page.read_text("utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_python_example_of_the_readme_runs() -> None:
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert block is not None
    run = subprocess.run(
        [sys.executable, "-c", block.group(1)], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stderr
    assert "claim" in run.stdout


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
