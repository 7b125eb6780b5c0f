"""Terms of rule packs: how a word list says what counts as a match.

A term is one string. ``word`` matches as a whole word (in scripts without spaces: anywhere); ``word*`` may go
on, ``*word`` may have begun before, ``a ... b`` means *a* and then *b* within the same stretch of
``GAP`` characters, ``a .. b`` the same within ``CLOSE`` characters and with no mark of a clause between, and
``re:…`` is an RE2 pattern (linear time) on the normalised text.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import lru_cache

from onrecord.text.normalise import fold
from onrecord.text.scripts import begins_word, ends_word

GAP = 60
CLOSE = 12
"""Characters between the words of a phrase in which a word has an open end: its ending and a blank."""
_JOINING = frozenset(string.ascii_letters + string.digits)
_PARTING = frozenset(map(chr, range(128))) - _JOINING
_MARK = re.compile(r"[,;.!?。]")
_INNER = re.compile(r"(?<=\*) (?!\.\.)|(?<!\.\.) (?=\*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A literal of the normalised text and whether its ends are word limits."""

    literal: str
    open_start: bool
    open_end: bool
    gap: int = GAP
    bound: bool = False
    """Whether no comma or stop may stand in the gap."""

    def fits(self, text: str, start: int) -> bool:
        """Whether the literal at ``start`` keeps its word limits."""
        end = start + len(self.literal)
        return bounded(text, start, end, open_start=self.open_start, open_end=self.open_end)


@dataclass(frozen=True, slots=True)
class Term:
    """A parsed term: one or more pieces in order, or a pattern."""

    source: str
    pieces: tuple[Piece, ...] = ()
    pattern: str = ""

    @property
    def literal(self) -> str:
        """The first literal; empty for a pattern."""
        return self.pieces[0].literal if self.pieces else ""


def bounded(text: str, start: int, end: int, *, open_start: bool, open_end: bool) -> bool:
    """Whether the span keeps the word limits that its closed sides must keep.

    Most literals are met inside other words ("age" in "image"), so ASCII is decided here, as there.
    """
    if not open_start and start:
        before = text[start - 1]
        if before in _JOINING and text[start] in _JOINING:
            return False
        if before not in _PARTING and not begins_word(text, start, end):
            return False
    if open_end or end == len(text):
        return True
    after = text[end]
    # A digit may follow: "race2", and "ethnicity¹" with the mark of a footnote.
    if after in _PARTING or after.isdigit():
        return True
    if after in _JOINING and text[end - 1] in _JOINING:
        return False
    return ends_word(text, start, end)


class TermError(ValueError):
    """A term that cannot be used, with the term in the message."""


def parse(source: str) -> Term:
    """Read one term; raises ``TermError`` for an empty one."""
    if source.startswith("re:"):
        return Term(source=source, pattern=source[3:])
    pieces = []
    # "identit* card*": an inner open end is the end of a piece; the next one follows closely.
    far = [
        (word, GAP if at == 0 else CLOSE, at > 0)
        for part in source.split(" ... ")
        for at, word in enumerate(part.split(" .. "))
    ]
    near = [
        (word, gap if at == 0 else CLOSE, bound and at == 0)
        for part, gap, bound in far
        for at, word in enumerate(_INNER.split(part))
    ]
    for part, gap, bound in near:
        body = part.strip()
        open_start, open_end = body.startswith("*"), body.endswith("*")
        literal = fold(body.strip("*")).strip()
        if not literal:
            raise TermError(f"term {source!r} has an empty part")
        pieces.append(Piece(literal, open_start, open_end, gap, bound))
    return Term(source=source, pieces=tuple(pieces))


def complete(term: Term, text: str, start: int) -> int:
    """End of the whole term whose first literal stands at ``start``, or -1."""
    first = term.pieces[0]
    if not first.fits(text, start):
        return -1
    end = start + len(first.literal)
    for piece in term.pieces[1:]:
        end = _next_piece(piece, text, end)
        if end < 0:
            return -1
    return end


def _next_piece(piece: Piece, text: str, begin: int) -> int:
    limit = min(len(text), begin + piece.gap + len(piece.literal))
    at = text.find(piece.literal, begin, limit)
    while at >= 0:
        if piece.bound and _MARK.search(text, begin, at):
            return -1
        if piece.fits(text, at):
            return at + len(piece.literal)
        at = text.find(piece.literal, at + 1, limit)
    return -1


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """RE2 pattern; the engine works in linear time, so hostile text cannot make it slow."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20  # large alternations: without room the engine falls back to its slow form
    made: re.Pattern[str] = re2.compile(pattern, options)
    return made
