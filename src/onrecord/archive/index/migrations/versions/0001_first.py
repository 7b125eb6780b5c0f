"""The first tables of the index."""

import sqlalchemy as sa
from alembic import op

from onrecord.archive.index import search

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table("state", _text("key", 40, key=True), _text("value"))
    op.create_table(
        "entries",
        _number("number", key=True),
        _number("segment"),
        *(
            _text(name, size)
            for name, size in (("act", 20), ("subject", 0), ("actor", 16), ("at", 32), ("body", 0))
        ),
    )
    op.create_index("entries_act", "entries", ["act", "subject"])
    op.create_table(
        "captures",
        _text("id", 32, key=True),
        _number("entry"),
        *(_text(name, size) for name, size in (("series", 0), ("address", 0), ("at", 40), ("outcome", 20))),
        _number("status"),
        *(_text(name, size) for name, size in (("method", 20), ("route", 0), ("sha256", 64))),
        _number("size"),
        *(
            _text(name, size)
            for name, size in (("media_type", 0), ("name", 0), ("edition", 0), ("part_of", 32))
        ),
        *(
            _text(name, size)
            for name, size in (("publisher", 0), ("role", 20), ("language", 20), ("body", 0))
        ),
    )
    op.create_index("captures_series", "captures", ["series", "at"])
    op.create_index("captures_sha256", "captures", ["sha256"])
    op.create_table(
        "readings",
        _number("entry", key=True),
        *(
            _text(name, size)
            for name, size in (("capture", 32), ("program", 0), ("packs", 64), ("reader", 0))
        ),
        *(_number(name) for name in ("documents", "gaps", "latest")),
    )
    op.create_index("readings_capture", "readings", ["capture"])
    op.create_table(
        "findings",
        _number("reading", key=True),
        _number("number", key=True),
        *(_text(name, size) for name, size in (("capture", 32), ("fingerprint", 64))),
        *(_text(name, 20) for name in ("trait", "stance", "basis", "strength", "language")),
        *(_text(name) for name in ("vendor", "quote", "record")),
    )
    op.create_index("findings_capture", "findings", ["capture"])
    op.create_index("findings_fingerprint", "findings", ["fingerprint"])
    op.create_index("findings_trait", "findings", ["trait", "stance"])
    op.create_table(
        "gaps",
        _number("reading", key=True),
        _number("number", key=True),
        *(
            _text(name, size)
            for name, size in (("capture", 32), ("part", 0), ("kind", 20), ("reason", 0), ("advice", 0))
        ),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        *(_text(name, size) for name, size in (("sha256", 64), ("document", 0))),
        _number("number"),
        *(_text(name, size) for name, size in (("kind", 20), ("place", 0), ("text", 0))),
    )
    op.create_index("passages_sha256", "passages", ["sha256"])
    op.create_table("texts", _text("sha256", 64, key=True), _number("passages"), _text("program"))
    for statement in search.table(op.get_bind().dialect.name):
        op.execute(statement)


def _text(name: str, size: int = 0, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(size) if size else sa.Text, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=key, autoincrement=False, nullable=False)
