"""A provenance table is read as people write them, and refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.flow.errors import UserError
from onrecord.flow.provenance import load_provenance
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import Role


def table(folder: Path, text: str | bytes) -> Path:
    file = folder / "provenance.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return file


def test_paths_are_relative_to_the_table_and_empty_cells_are_usual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "heap").mkdir()
    monkeypatch.chdir(tmp_path)
    file = table(
        tmp_path / "heap",
        "path,url,publisher,role,language,captured_at\n"
        "sub/a.h,https://v.example/a,Veloqra,Vendor,en,2023-01-02\n"
        "b.h,,,,,\n",
    )
    loaded = load_provenance(file)
    assert loaded.of(Path("heap/sub/../sub/a.h")) == Provenance(
        "https://v.example/a", "Veloqra", Role.VENDOR, "en", "2023-01-02"
    )
    assert loaded.of(Path("heap/b.h")) == Provenance()
    assert loaded.of(Path("heap/c.h")) is None
    assert not list(loaded.warnings())


def test_some_columns_any_order_byte_order_mark_semicolons(tmp_path: Path) -> None:
    file = table(tmp_path, '\ufeffRole;Path\nbuyer;"a;b.txt"\n')
    assert load_provenance(file).of(tmp_path / "a;b.txt") == Provenance(role=Role.BUYER)


def test_unknown_columns_and_unused_rows_are_warned_of(tmp_path: Path) -> None:
    loaded = load_provenance(table(tmp_path, "path,colour\na.txt,red\nb.txt,\nc.txt,\nd.txt,\n\n"))
    loaded.of(tmp_path / "b.txt")
    columns, rows = loaded.warnings()
    assert "colour" in columns
    assert "3 of 4 rows matched no scanned file (a.txt, c.txt, d.txt)" in rows


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("file,url\na,b\n", "line 1: no column named 'path'"),
        ("path,url,url\na,b,c\n", "line 1: column 'url' stands twice"),
        ("path,url\na.txt,https://x,more\n", "line 2: 3 cells under 2 columns"),
        ('path,url\na.txt,"open\n', "broken CSV"),
        ('path,url\na.txt,"x"y\n', "line 2: broken CSV"),
        ("path,role\na.txt,vender\n", "line 2: unknown role 'vender'"),
        ("path,role\n\n,vendor\n", "line 3: the path is empty"),
        ("path,role\na.txt,vendor\na.txt,press\n", "line 3: 'a.txt' already stands above"),
        (b"path,publisher\na.txt,x\nb.txt,caf\xe9\n", "line 3: not UTF-8"),
        ("path,url\na\0b,c\n", "line 2"),
    ],
)
def test_a_broken_table_is_one_clear_line(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(UserError) as error:
        load_provenance(table(tmp_path, text))
    assert says in str(error.value)
    assert "provenance.csv" in str(error.value)
    assert error.value.advice


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--provenance"):
        load_provenance(tmp_path / "none.csv")
