"""Nothing that the program generates says who did what to a page, or passes judgement."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/onrecord"
FORBIDDEN = re.compile(r"\bdeleted\b|\bremoved by\b|\billegal\b|\bracist\b", re.IGNORECASE)
TEXTS = [*(SOURCE / "cli/output").rglob("*.html"), *(SOURCE / "cli/output").rglob("*.js")]
MODULES = sorted(
    path
    for room in ("track", "cli", "flow", "capture", "archive", "verify")
    for path in (SOURCE / room).rglob("*.py")
)


def strings(path: Path) -> Iterator[str]:
    """Texts in code: what is printed, and the docstrings of commands, which are their help."""
    tree = ast.parse(path.read_text("utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    if "commands" in path.parts:
        silent = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 60
    assert len(TEXTS) >= 5
    assert any("not found" in text for path in MODULES for text in strings(path))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_string_of_the_program_judges(path: Path) -> None:
    assert [text for text in strings(path) if FORBIDDEN.search(text)] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_template_judges(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text("utf-8")) == []
