"""What each HTML element is to a reader of the page, and how the parser numbers the elements."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from onrecord.read.marked import Mark


class Act(IntEnum):
    """What the walk does at an element."""

    INLINE = 0
    BLOCK = 1
    SKIP = 2
    BREAK = 3
    MEDIA = 4
    CONTROL = 5
    SCRIPT = 6
    META = 7
    TITLE = 8
    RUBY = 9
    TEMPLATE = 10
    LINK = 11
    STYLE = 12


_BLOCK_TAGS = """
address article aside blockquote body center details dialog dd dir div dl dt fieldset figcaption figure
footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav noscript ol
optgroup option p pre search section summary table caption colgroup thead tbody tfoot tr td th ul button
label select textarea datalist plaintext xmp
"""
BLOCKS = _BLOCK_TAGS.split()
_SKIPPED = (
    "base",
    "link",
    "noframes",
    "noembed",
    "iframe",
    "rp",
    "param",
    "source",
    "track",
    "col",
    "canvas",
)
_DELETED = ("del", "s", "strike")
_BOLD = ("b", "strong")
_MEDIA = ("img", "area", "embed", "object", "video", "audio")

ACTS: dict[str, Act] = {
    **dict.fromkeys(BLOCKS, Act.BLOCK),
    **dict.fromkeys(_SKIPPED, Act.SKIP),
    **dict.fromkeys(_MEDIA, Act.MEDIA),
    "br": Act.BREAK,
    "input": Act.CONTROL,
    "script": Act.SCRIPT,
    "style": Act.STYLE,
    "meta": Act.META,
    "title": Act.TITLE,
    "rt": Act.RUBY,
    "rtc": Act.RUBY,
    "template": Act.TEMPLATE,
    "a": Act.LINK,
}
MARKS: dict[str, int] = {
    **dict.fromkeys(_DELETED, Mark.DELETED),
    **dict.fromkeys(_BOLD, Mark.BOLD),
    "ins": Mark.INSERTED,
    "small": Mark.SMALL,
    "noscript": Mark.HIDDEN,
    "template": Mark.HIDDEN,
    "nav": Mark.HEADER,
}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CONTROL_NAMES = ("aria-label", "name", "placeholder")
"""What names a form field that has no label."""
LISTS = frozenset({"ul", "ol", "menu", "dir"})
PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})


@cache
def tag_ids() -> dict[int, tuple[Act, int]]:
    """Acts and marks by the number that the parser gives to a tag; tags not listed are inline."""
    from selectolax.lexbor import LexborHTMLParser

    maker = LexborHTMLParser("<p>")
    names = {*ACTS, *MARKS}
    return {
        maker.create_node(name).tag_id: (ACTS.get(name, Act.INLINE), MARKS.get(name, Mark.NONE))
        for name in names
    }
