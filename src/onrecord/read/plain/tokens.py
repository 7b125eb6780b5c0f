"""Pages that generators break into one token a line: tokens to members again.

``attributes / FaceAttributes constructor ( @ Field ( name = "age" ) age : Float ? ,`` is read as the
declaration ``age : Float ?`` in ``FaceAttributes``, with the annotation above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.model.document import Context
from onrecord.model.vocabulary import PassageKind
from onrecord.read.layout import Layout
from onrecord.read.plain.lines import Line, split_lines

_LOOKED_AT = 4096
_LEAST_LINES = 15
_PUNCTUATION = re.compile(r"[^\w\s]{1,3}$")
_OPENING, _CLOSING = frozenset("([{<"), frozenset(")]}>")
_ENDS = frozenset(",;")
_KEYWORDS = frozenset(
    ("constructor", "class", "interface", "struct", "enum", "object", "function", "fun", "def", "val", "var")
)


def is_token_page(text: str) -> bool:
    """Whether nearly every line is one token, and many are nothing but punctuation."""
    head = text[:_LOOKED_AT]
    if head.count("\n") < _LEAST_LINES or len(head) > 24 * head.count("\n"):
        return False
    lines = [line.strip() for line in head.splitlines()[:-1] if line.strip()]
    single = sum(1 for line in lines if " " not in line)
    marks = sum(1 for line in lines if _PUNCTUATION.match(line))
    return len(lines) >= _LEAST_LINES and single * 10 >= len(lines) * 9 and marks * 7 >= len(lines) * 2


@dataclass(slots=True)
class _Member:
    """The tokens of a member so far; annotations apart."""

    tokens: list[Line] = field(default_factory=list)
    annotation: list[Line] = field(default_factory=list)
    annotated: int = 0
    """Brackets of an annotation that are still open."""


def lay_out_tokens(layout: Layout) -> None:
    """Add a declaration for each member of the page."""
    page = _Page(layout)
    for line in split_lines(layout.text):
        page.take(line)
    page.flush()


class _Page:
    """The walk over the tokens: the enclosing names and the member at hand."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.enclosing: list[str] = []
        self.parents: list[int | None] = []
        self.groups: list[int] = [layout.new_group()]
        self.member = _Member()

    def take(self, line: Line) -> None:
        member, word = self.member, line.text
        if word == "@" or (member.annotation and not member.tokens and member.annotated >= 0):
            self._annotate(line)
        elif word in _OPENING and word != "<":
            self._enter()
        elif word in _CLOSING and word != ">":
            self.flush()
            if self.enclosing:
                self.enclosing.pop()
                self.parents.pop()
                self.groups.pop()
        elif word in _ENDS:
            self.flush()
        else:
            member.tokens.append(line)

    def _annotate(self, line: Line) -> None:
        """``@ Name ( … )``: everything up to the closing bracket, or the name alone."""
        member, word = self.member, line.text
        if member.annotated == 0 and len(member.annotation) >= 2 and word != "(":
            member.annotated = -1
            self.take(line)
            return
        member.annotation.append(line)
        member.annotated += (word == "(") - (word == ")")
        if member.annotated == 0 and word == ")":
            member.annotated = -1

    def _enter(self) -> None:
        """A bracket opens: the tokens before it name what it encloses."""
        names = [
            line.text for line in self.member.tokens if line.text not in _KEYWORDS and line.text[0].isalpha()
        ]
        index = self._add(names[-1] if names else "") if self.member.tokens else None
        self.member = _Member()
        self.enclosing.append(names[-1] if names else "")
        self.parents.append(index)
        self.groups.append(self.layout.new_group())

    def flush(self) -> None:
        """The member ends: add it, and the strings of its annotation."""
        if self.member.tokens:
            texts = [line.text for line in self.member.tokens if line.text not in _KEYWORDS] or [""]
            name = next((text for text in texts if text[:1].isalpha()), texts[0])
            self._add(name, "".join(texts[2:]) if texts[1:2] == [":"] else "")
        self.member = _Member()

    def _add(self, name: str, value: str = "") -> int:
        """One declaration with the annotation above it."""
        tokens, annotation = self.member.tokens, self.member.annotation
        above = "".join(line.text for line in annotation)
        context = Context(enclosing=tuple(part for part in self.enclosing if part), above=above)
        index = self.layout.add(
            PassageKind.DECLARATION,
            tokens[0].start,
            tokens[-1].end,
            context=context,
            name=name,
            value=value,
            parent=self.parents[-1] if self.parents else None,
            group=self.groups[-1],
        )
        self._add_strings(annotation, context.enclosing, index)
        return index

    def _add_strings(self, annotation: list[Line], enclosing: tuple[str, ...], parent: int) -> None:
        """``name = "x"`` inside an annotation names the field on the wire: a passage of its own."""
        for before, sign, value in zip(annotation, annotation[1:], annotation[2:], strict=False):
            if sign.text in {"=", ":"} and value.text[0] in "\"'":
                self.layout.add(
                    PassageKind.KEY_VALUE,
                    value.start,
                    value.end,
                    context=Context(enclosing=enclosing),
                    name=before.text,
                    value=value.text.strip("\"'"),
                    parent=parent,
                )
