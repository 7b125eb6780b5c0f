"""Cut the place of a finding out of its page, with the quote marked."""

from __future__ import annotations

from onrecord.model.document import Blob
from onrecord.model.place import Locator


def picture(blob: Blob, locator: Locator) -> bytes:
    """A PNG, or nothing where the format has no page to show."""
    if locator.page is None or not locator.boxes:
        return b""
    from onrecord.read.open import PARSER_ERRORS
    from onrecord.read.page_crop import crop

    try:
        return crop(blob, locator.page, locator.boxes)
    except PARSER_ERRORS:  # the text of the finding is there all the same
        return b""
