"""Full text in SQLite (FTS5) and PostgreSQL (tsvector), over the same terms, with the same answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Select, and_, literal_column, select, text
from sqlalchemy.sql.elements import ColumnElement

from onrecord.archive.index.schema import passages
from onrecord.text.terms import Wanted, terms

LONGEST_LEXEME = 500
"""Longer terms are cut: PostgreSQL takes lexemes of at most 2 kB."""
POSITIONS = 255
"""PostgreSQL keeps so many places of a lexeme in one vector; a longer passage gets several rows."""
LONGEST_PHRASE = 40
"""Terms of the longest phrase that is searched as one; longer ones are cut."""


_FTS5 = (
    "CREATE VIRTUAL TABLE passage_terms USING fts5(terms, content='', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* Co'\")"
)
_TSVECTOR = (
    "CREATE TABLE passage_terms (passage INTEGER NOT NULL, part INTEGER NOT NULL, "
    "terms TSVECTOR NOT NULL, PRIMARY KEY (passage, part))"
)
_GIN = "CREATE INDEX passage_terms_terms ON passage_terms USING GIN (terms)"


def table(dialect: str) -> list[str]:
    """Statements that make the table of terms."""
    return [_FTS5] if dialect == "sqlite" else [_TSVECTOR, _GIN]


def add(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Index passages, given by id and text."""
    if connection.dialect.name == "sqlite":
        statement = text("INSERT INTO passage_terms(rowid, terms) VALUES (:id, :terms)")
        values: list[dict[str, object]] = [
            {"id": number, "terms": " ".join(_cut(terms(said)))} for number, said in rows
        ]
    else:
        statement = text(
            "INSERT INTO passage_terms(passage, part, terms) VALUES (:id, :part, CAST(:terms AS tsvector))"
        )
        values = [
            {"id": number, "part": part, "terms": _vector(window)}
            for number, said in rows
            for part, window in enumerate(_windows(_cut(terms(said))))
        ]
    if values:
        connection.execute(statement, values)


def _windows(found: Sequence[str]) -> Iterator[Sequence[str]]:
    """Pieces in which no term can have too many places; they overlap, so that no phrase is cut."""
    step = POSITIONS - LONGEST_PHRASE
    for begin in range(0, max(len(found) - LONGEST_PHRASE, 1), step):
        yield found[begin : begin + POSITIONS]


def _cut(found: Sequence[str]) -> list[str]:
    return [term[:LONGEST_LEXEME] for term in found]


def _phrase(part: Wanted) -> list[str]:
    return _cut(part.terms[:LONGEST_PHRASE])


def _vector(found: Sequence[str]) -> str:
    """A tsvector as text: each term with its places."""
    at: dict[str, list[int]] = {}
    for place, term in enumerate(found, 1):
        at.setdefault(term, []).append(place)
    return " ".join(f"'{term}':{','.join(map(str, where))}" for term, where in at.items())


def matching(dialect: str, parts: Sequence[Wanted]) -> ColumnElement[bool]:
    """The condition on ``passages.id`` that a query means."""
    if dialect == "sqlite":
        wanted = " AND ".join(_fts5(part) for part in parts)
        inner: Select[tuple[int]] = select(literal_column("rowid")).select_from(text("passage_terms"))
        inner = inner.where(text("passage_terms MATCH :wanted").bindparams(wanted=wanted))
        return passages.c.id.in_(inner)
    conditions = []
    for number, part in enumerate(parts):
        inner = select(literal_column("passage")).select_from(text("passage_terms"))
        name = f"wanted{number}"
        inner = inner.where(text(f"terms @@ CAST(:{name} AS tsquery)").bindparams(**{name: _tsquery(part)}))
        conditions.append(passages.c.id.in_(inner))
    return and_(*conditions)


def _fts5(part: Wanted) -> str:
    found = " ".join(_phrase(part))
    return f'"{found}"' + (" *" if part.prefix else "")


def _tsquery(part: Wanted) -> str:
    found = [f"'{term}'" for term in _phrase(part)]
    if part.prefix:
        found[-1] += ":*"
    return " <-> ".join(found)
