"""What `onrecord compare` is given: a path, a capture of a case, or an edition of a series."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.archive.case import Case
from onrecord.flow.case_content import content_of
from onrecord.flow.case_index import asking
from onrecord.flow.case_open import case_folder, open_for_reading
from onrecord.flow.comparing import Side, side_of_bytes, side_of_path
from onrecord.flow.errors import UserError
from onrecord.model.capture import Capture

SHORTEST = 6
ADVICE = "Name a file or folder; in a case also a capture by its id, SERIES, or SERIES@EDITION."


def side(given: str, case_dir: Path | None) -> Side:
    """The side that a word names. A file of that name goes before anything in a case."""
    if Path(given).exists():
        return side_of_path(given)
    if not (case_folder(case_dir) / "ledger").is_dir():
        raise UserError(f"{given}: no such file or folder", ADVICE)
    case = open_for_reading(case_dir)
    made = _capture(case, given)
    name = f"{made.series}, {made.edition or made.at[:10]}"
    return side_of_bytes(name, content_of(case.folder, made), made.name, made.media_type)


def _capture(case: Case, given: str) -> Capture:
    from onrecord.archive.index.looks import captures_like, captures_of

    series, _, edition = given.rpartition("@")
    with asking(case) as connection:
        found: list[Capture] = []
        if re.fullmatch(rf"[0-9a-f]{{{SHORTEST},32}}", given):
            found = list(captures_like(connection, given))
            if len(found) > 1:
                raise UserError(f"{given}: {len(found)} captures begin so", "Give more of the id.")
        if not found and series:
            found = [one for one in captures_of(connection, series) if one.edition == edition]
        found = found or list(captures_of(connection, given))
    whole = [one for one in found if one.sha256 and one.outcome == "present"]
    if not whole:
        what = "holds no document" if found else "no such file, capture or series"
        raise UserError(f"{given}: {what}", ADVICE)
    return whole[-1]
