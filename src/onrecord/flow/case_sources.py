"""The sources of a case: read, declared, changed."""

from __future__ import annotations

from dataclasses import replace

from onrecord.archive import durable
from onrecord.archive.case import Case
from onrecord.archive.writer import stamp_text, utc_now
from onrecord.capture.guard import RefusedError, guard
from onrecord.capture.sources import Source, SourceError, changed, name_for, read_source
from onrecord.flow.errors import UserError


def sources(case: Case) -> list[Source]:
    """All sources, by name; ``UserError`` names the file that cannot be used."""
    found = []
    for path in sorted((case.folder / "sources").glob("*.yml")):
        try:
            found.append(read_source(path.stem, path.read_text("utf-8")))
        except (SourceError, UnicodeDecodeError) as error:
            raise UserError(
                f"sources/{path.name}: {error}", "docs/how-to/watch.md shows a source."
            ) from error
    return found


def declare(case: Case, wanted: Source) -> Source:
    """Declare a source, or change it: what was declared before stays in its history."""
    try:
        address = guard(case.settings.allow_networks).target(wanted.address).url
        wanted = replace(wanted, address=address, name=wanted.name or name_for(address))
        wanted = replace(read_source(wanted.name, wanted.text()), series=wanted.series or address)
    except (RefusedError, SourceError) as error:
        raise UserError(str(error), "docs/how-to/watch.md shows a source.") from error
    path = case.folder / "sources" / f"{wanted.name}.yml"
    path.parent.mkdir(exist_ok=True)
    if path.exists():
        before = next(one for one in sources(case) if one.name == wanted.name)
        wanted = changed(before, replace(wanted, series=before.series), stamp_text(utc_now()))
    durable.replace(path, wanted.text().encode())
    return wanted
