"""Tables of the index. Everything in them can be made again from the archive and the ledger.

A change here needs a migration in ``migrations/versions``; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

VERSION = "0001"
"""The migration that makes these tables."""

metadata = MetaData()

state = Table(
    "state",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("segment", Integer, nullable=False),
    Column("act", String(20), nullable=False),
    Column("subject", Text, nullable=False),
    Column("actor", String(16), nullable=False),
    Column("at", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Index("entries_act", "act", "subject"),
)

captures = Table(
    "captures",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("series", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("status", Integer, nullable=False),
    Column("method", String(20), nullable=False),
    Column("route", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("part_of", String(32), nullable=False),
    Column("publisher", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("language", String(20), nullable=False),
    Column("body", Text, nullable=False),
    Index("captures_series", "series", "at"),
    Index("captures_sha256", "sha256"),
)

readings = Table(
    "readings",
    metadata,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("capture", String(32), nullable=False),
    Column("program", Text, nullable=False),
    Column("packs", String(64), nullable=False),
    Column("reader", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("gaps", Integer, nullable=False),
    Column("latest", Integer, nullable=False),
    Index("readings_capture", "capture"),
)

findings = Table(
    "findings",
    metadata,
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("capture", String(32), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("trait", String(20), nullable=False),
    Column("stance", String(20), nullable=False),
    Column("basis", String(20), nullable=False),
    Column("strength", String(20), nullable=False),
    Column("language", String(20), nullable=False),
    Column("vendor", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("findings_capture", "capture"),
    Index("findings_fingerprint", "fingerprint"),
    Index("findings_trait", "trait", "stance"),
)

gaps = Table(
    "gaps",
    metadata,
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("capture", String(32), nullable=False),
    Column("part", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("advice", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("place", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("passages_sha256", "sha256"),
)

texts = Table(
    "texts",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("passages", Integer, nullable=False),
    Column("program", Text, nullable=False),
)
