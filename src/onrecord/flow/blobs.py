"""Find the bytes of a document again: the file itself, or a file deep inside an archive or a document."""

from __future__ import annotations

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask


def blob_of(root: Blob, document: Document, ask: Ask) -> Blob | None:
    """The blob that ``document`` is a reading of, or None when it cannot be had a second time.

    An archive may hold several members of one name; the hash decides.
    """
    if not document.members:
        return root
    return _search(root, document, ask)


def _search(blob: Blob, document: Document, ask: Ask) -> Blob | None:
    from onrecord.read.open import PARSER_ERRORS, members_of
    from onrecord.read.registry import recognise

    match = recognise(blob)
    if match is None:
        return None
    name = document.members[len(blob.members)]
    try:
        for member in members_of(match.format, blob, ask, (name,)):
            if not isinstance(member, Blob):
                continue
            if member.members == document.members and member.record == document.record:
                if member.sha256() == document.sha256:
                    return member
            elif _leads(member.members, document.members):
                found = _search(member, document, ask)
                if found is not None:
                    return found
    except PARSER_ERRORS:  # the walk has already told of it as a gap
        return None
    return None


def _leads(chain: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return len(chain) < len(wanted) and wanted[: len(chain)] == chain
