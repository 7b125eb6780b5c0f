"""What holds inside a group of RTF, and what its words change."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.read.marked import BREAK, Mark, Marked

_SKIPPED_WORDS = """
colortbl pict themedata colorschememapping datastore latentstyles listtable listoverridetable
rsidtbl generator xmlnstbl fldinst bkmkstart bkmkend atnid atnauthor atnref atndate atnparent
objdata objclass objname filetbl revtbl pgdsctbl background template mmathPr nonshppict shpinst sp
sn sv datafield formfield ftnsep ftnsepc aftnsep aftnsepc operator company doccomm category
userprops docvar xe tc passwordhash pnseclvl pn listname
"""
SKIPPED = frozenset(_SKIPPED_WORDS.split())
"""Groups that hold no text for readers."""

KEPT_STARRED = frozenset(
    {"shptxt", "annotation", "shppict", "nesttableprops", "listtext", "pntext", "footnote"}
)
SIGNS = {
    "par": "\n",
    "sect": "\n",
    "page": "\n",
    "line": BREAK,
    "lbr": BREAK,
    "column": BREAK,
    "softline": BREAK,
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "",
    "rtlmark": "",
}
_SWITCHES = {
    "b": Mark.BOLD,
    "v": Mark.HIDDEN,
    "strike": Mark.DELETED,
    "striked": Mark.DELETED,
    "deleted": Mark.DELETED,
    "revised": Mark.INSERTED,
}
MARGINS = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Mark.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Mark.FOOTER),
}
APART = {"footnote": "note", "annotation": "comment", "shptxt": "box", **dict.fromkeys(MARGINS, "margin")}
INFO = frozenset({"title", "subject", "author", "keywords"})
MOST_CELLS = 1000
_TINY = 4


@dataclass(slots=True)
class Group:
    """The state inside a pair of braces; copied for a group inside it."""

    charset: str = ""
    fallback: int = 1
    mark: int = 0
    skipped: bool = False
    target: str = ""
    starred: bool = False
    fresh: bool = True

    def inner(self) -> Group:
        """The state of a group inside this one."""
        return Group(self.charset, self.fallback, self.mark, self.skipped, self.target)

    def switch(self, word: str, number: int | None) -> bool:
        """Character formatting that matters; False for another word."""
        if word in _SWITCHES:
            bit = _SWITCHES[word]
            self.mark = self.mark & ~bit if number == 0 else self.mark | bit
        elif word == "fs":
            tiny = number is not None and 0 <= number <= _TINY
            self.mark = self.mark | Mark.HIDDEN if tiny else self.mark
        elif word == "plain":
            self.mark &= Mark.HEADER | Mark.FOOTER
        else:
            return False
        return True


@dataclass(slots=True)
class Shape:
    """What a paragraph is: heading level, depth in a list, in a table or not."""

    level: int | None = None
    depth: int | None = None
    in_table: bool = False
    marked: str = ""


@dataclass(slots=True)
class RowShape:
    """What a table row says of its cells: spans, and whether it is a header."""

    across: list[bool] = field(default_factory=list)
    down: list[bool] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    """Where each cell ends, in twips from the left."""
    head: bool = False
    next_across: bool = False
    next_down: bool = False
    indent: int = 0

    def end_cell(self, end: int) -> None:
        """``\\cellx``: the definition of a cell is complete."""
        self.across.append(self.next_across)
        self.down.append(self.next_down)
        self.ends.append(end)
        self.next_across = self.next_down = False


@dataclass(slots=True)
class Piece:
    """A paragraph, or with ``cells`` a table row; ``kind`` says what it stands in."""

    line: Marked
    shape: Shape
    kind: str = ""
    mark: int = 0
    cells: list[Marked] | None = None
    row: RowShape | None = None


@dataclass(slots=True)
class Flow:
    """A stream of text: the body, or a footnote, header or text box inside it."""

    kind: str = ""
    mark: int = 0
    line: Marked = field(default_factory=Marked)
    shape: Shape = field(default_factory=Shape)
    cell: list[Marked] = field(default_factory=list)
    cells: list[Marked] = field(default_factory=list)
    row: RowShape = field(default_factory=RowShape)
