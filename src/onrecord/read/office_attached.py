"""Files inside office packages: embedded workbooks, OLE objects, parts to be merged in, pictures of pages.

They are documents of their own: the reader names them, and the walk reads them like members of an archive.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.document import Blob
from onrecord.model.reading import Ask, Member
from onrecord.model.vocabulary import GapKind
from onrecord.read.archive_limits import gap, member
from onrecord.read.draft import Draft
from onrecord.read.office_package import Package
from onrecord.read.ole_object import contents

_READ_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")
_DRAWN_PICTURES = (".emf", ".wmf")
_LITTLE_TEXT = 300
_DRAWN = "unpack the file (it is a ZIP archive), turn them into PNG and scan these"


def name_attached(draft: Draft, package: Package, folder: str, *, pictures: str = "") -> None:
    """Name the files to be read after this one; pictures only where there is hardly any text."""
    inside = package.names(f"{folder}/" if folder else "")
    draft.attachments += [name for name in inside if _is_embedded(name)]
    if sum(len(passage.text) for passage in draft.passages) >= _LITTLE_TEXT:
        return
    names = package.names(pictures or folder)
    draft.attachments += [name for name in names if name.lower().endswith(_READ_PICTURES)]
    drawn = [name for name in names if name.lower().endswith(_DRAWN_PICTURES)]
    if drawn:
        reason = f"{len(drawn)} drawn pictures (EMF, WMF) were not read, and there is hardly any text"
        draft.gap(GapKind.NO_TEXT, reason, _DRAWN)


def _is_embedded(name: str) -> bool:
    """Whether a part is a file of its own: ``word/embeddings/…``; ``Object 1``, an OLE object of ODF."""
    lower = name.lower()
    if "/" not in lower:
        return lower.startswith("object ")
    if "/afchunk" in lower:
        return True
    return "/embeddings/" in lower and not lower.endswith((".rels", ".xml"))


def attached(blob: Blob, ask: Ask, names: tuple[str, ...]) -> Iterator[Member]:
    """The files of these names, OLE objects opened: what was packed into them comes out."""
    draft = Draft(blob, ask)
    package = Package(draft)
    for name in names:
        before = len(draft.gaps)
        data = package.data(name)
        for told in draft.gaps[before:]:
            yield gap(blob, name, told.kind, told.reason, told.advice)
        if data is not None:
            yield from contents(member(blob, name, data))
