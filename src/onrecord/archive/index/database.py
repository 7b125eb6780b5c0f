"""Connect to the index, and bring its tables to the form that this program knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from onrecord.archive.index.schema import VERSION, metadata

POSTGRES = "postgresql+psycopg"


class IndexProblemError(ValueError):
    """An index that cannot be used; the message says which and what to do."""


def connect(where: str | Path) -> Engine:
    """An engine for a SQLite file, or for a database by URL (``postgresql://…``)."""
    if isinstance(where, Path):
        engine = create_engine(f"sqlite:///{where}", poolclass=NullPool)
        event.listen(engine, "connect", _tune)
        return engine
    try:
        url = make_url(where)
        if url.drivername == "postgresql":
            url = url.set(drivername=POSTGRES)
        return create_engine(url, poolclass=NullPool)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise IndexProblemError(f"the index {where!r} cannot be used: {error}") from error


def _tune(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "cache_size=-65536"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def prepare(engine: Engine) -> bool:
    """Make or migrate the tables; false when the index is newer than this program, or no index at all.

    The caller makes such an index again: nothing is in it that is not in the ledger and the archive.
    """
    try:
        known = _version(engine)
        if known == VERSION:
            return True
        if known == "" and inspect(engine).get_table_names():
            return False
        _migrate(engine)
    except SQLAlchemyError as error:
        raise IndexProblemError(f"the index cannot be opened: {_first_line(error)}") from error
    except Exception as error:
        from alembic.util.exc import CommandError

        if isinstance(error, CommandError):  # a revision that this program does not know
            return False
        raise
    return True


def discard(file: Path) -> None:
    """Take a SQLite index away, whatever state it is in."""
    for end in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def clear(engine: Engine) -> None:
    """Drop all tables of the index, and make them anew."""
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS passage_terms"))
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    _migrate(engine)


def _version(engine: Engine) -> str:
    if "alembic_version" not in inspect(engine).get_table_names():
        return ""
    with engine.connect() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other writer of the index gets in between."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")
        else:
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                yield connection


LOCK = 0x0E12_EC0D
"""Number of the advisory lock that writers of a PostgreSQL index take."""


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
