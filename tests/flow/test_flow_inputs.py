"""What a person names becomes inputs in a steady order; what is left out is said."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from onrecord.flow.inputs import Entry, Input, Skipped, SkipReason, Unreadable, Walk, paths_from, shown
from onrecord.model.vocabulary import GapKind


def walk(*paths: object, **more: object) -> list[Entry]:
    return list(Walk(**more).entries(str(path) for path in paths))  # type: ignore[arg-type]


def names(entries: list[Entry]) -> list[str]:
    return [Path(entry.path).name for entry in entries if isinstance(entry, Input)]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.txt", ".git/config", ".hidden.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def test_a_folder_is_walked_in_the_order_of_names_and_hidden_folders_are_counted(tree: Path) -> None:
    found = walk(tree)
    assert names(found) == [".hidden.txt", "a.txt", "b.txt", "c.txt", "d.txt"]
    assert [entry.reason for entry in found if isinstance(entry, Skipped)] == [SkipReason.HIDDEN]


def test_folders_nested_deeper_than_python_recurses_are_walked(tmp_path: Path) -> None:
    chain = [tmp_path]
    for _ in range(1200):
        chain.append(chain[-1] / "d")
        chain[-1].mkdir()
    end = chain[-1] / "end.txt"
    end.write_text("x")
    found = walk(tmp_path)
    end.unlink()
    for folder in reversed(chain[1:]):  # pytest's own tidying recurses
        folder.rmdir()
    assert names(found) == ["end.txt"]


def test_a_hidden_folder_is_read_when_it_is_named(tree: Path) -> None:
    assert names(walk(tree / ".git")) == ["config"]


def test_only_what_was_named_counts_as_named(tree: Path) -> None:
    assert [entry.named for entry in walk(tree / "a.txt", tree / "sub") if isinstance(entry, Input)] == [
        True,
        False,
        False,
    ]


def test_links_are_never_followed_and_each_says_why(tree: Path) -> None:
    (tree / "sub" / "l1-out").symlink_to("/etc/hostname")
    (tree / "sub" / "l2-loop").symlink_to(tree / "sub")
    (tree / "sub" / "l3-broken").symlink_to("nowhere")
    reasons = {Path(e.path).name: e.reason for e in walk(tree / "sub") if isinstance(e, Skipped)}
    assert reasons == {
        "l1-out": SkipReason.LINK_OUT,
        "l2-loop": SkipReason.LINK_INSIDE,
        "l3-broken": SkipReason.LINK_BROKEN,
    }


def test_a_link_that_is_named_is_followed(tree: Path) -> None:
    (tree / "link").symlink_to(tree / "sub")
    assert names(walk(tree / "link")) == ["c.txt", "d.txt"]


def test_special_files_in_folders_are_skipped_and_named_ones_are_errors(tree: Path) -> None:
    os.mkfifo(tree / "sub" / "pipe")
    server = socket.socket(socket.AF_UNIX)
    try:
        server.bind(os.path.relpath(tree / "sub" / "socket"))
    finally:
        server.close()
    skipped = [e.reason for e in walk(tree / "sub") if isinstance(e, Skipped)]
    assert skipped == [SkipReason.SPECIAL, SkipReason.SPECIAL]
    [entry] = walk("/dev/null")
    assert isinstance(entry, Unreadable)
    assert entry.named
    assert entry.gap.kind is GapKind.UNSUPPORTED


def test_nothing_is_scanned_twice(tree: Path) -> None:
    found = walk(tree / "sub", tree / "sub" / "c.txt", tree / "sub" / ".." / "sub" / "c.txt")
    assert names(found) == ["c.txt", "d.txt"]
    assert [e.reason for e in found if isinstance(e, Skipped)] == [SkipReason.REPEATED] * 2


def test_files_of_the_scan_itself_are_no_inputs(tree: Path) -> None:
    found = walk(tree / "sub", own=frozenset({(tree / "sub" / "c.txt").resolve()}))
    assert names(found) == ["d.txt"]


def test_patterns_that_no_shell_has_expanded_are_expanded(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree)
    assert names(walk("*.txt")) == ["a.txt", "b.txt"]
    assert names(walk("**/*.txt")) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert names(walk(tree / "s*" / "[cd].txt")) == ["c.txt"]


@pytest.mark.parametrize("path", ["nowhere.txt", "no*where", "[", "a**b/c"])
def test_what_is_not_there_is_a_named_error(path: str, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    [entry] = walk(path)
    assert isinstance(entry, Unreadable)
    assert entry.named
    assert entry.gap.kind is GapKind.MISSING
    assert entry.gap.advice


def test_a_dash_is_standard_input() -> None:
    assert walk("-", stdin=b"text") == [Input("<stdin>", None, named=True, data=b"text")]


def test_names_that_are_no_utf8_can_be_shown(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    file.write_text("x")
    [entry] = walk(tmp_path)
    assert isinstance(entry, Input)
    assert entry.path.endswith("caf\\xe9.txt")
    assert entry.file == file
    entry.path.encode("utf-8")


def test_lists_of_files_are_lines_or_nul_separated() -> None:
    assert paths_from("a b\n\nc\r\n") == ["a b", "c"]
    assert paths_from("a\nb\0c\0") == ["a\nb", "c"]
    assert shown("plain") == "plain"
