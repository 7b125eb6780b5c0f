"""Lines of one column to blocks: where a heading, paragraph, list item or declaration begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from onrecord.model.vocabulary import PassageKind
from onrecord.read import page_kinds as kinds
from onrecord.read.page_block import Block, Style
from onrecord.read.page_code import opens_type, type_name
from onrecord.read.page_model import Line
from onrecord.read.page_order import Flow
from onrecord.read.page_unruled import is_full


@dataclass(slots=True)
class _Run:
    """Neighbouring lines of one size and spacing, and how far they reach.

    ``items`` says that they look like a list without bullets: most begin with a capital, hardly one ends a
    sentence.
    """

    limit: float
    pitch: float
    items: bool = False


class Paragraphs:
    """Puts the lines of one column together."""

    def __init__(self, flow: Flow, style: Style) -> None:
        self.lines = flow.lines
        self.flow = flow
        self.style = style
        self.runs = self._runs()
        self.out: list[Block] = []
        self.head: int | None = None
        self.depth = 0

    def blocks(self) -> list[Block]:
        """All blocks of the column, from the top down."""
        for at, line in enumerate(self.lines):
            if line.code:
                self._code(at, line)
                continue
            self.head, self.depth = None, 0
            rank = self._heading(at)
            if rank is not None:
                self._add_heading(at, line, rank)
            elif self._starts(at):
                self._start(line)
            else:
                self.out[-1].lines.append(line)
        for block in self.out:
            self._finish(block)
        return self.out

    # -- lines ---------------------------------------------------------------------------------------------

    def _runs(self) -> list[_Run]:
        """For each line the run of lines like it that it stands in."""
        out: list[_Run] = []
        start = 0
        for at in range(1, len(self.lines) + 1):
            if at == len(self.lines) or not self._alike(at) or self._is_step(at):
                run = self._measure(self.lines[start:at])
                out += [run] * (at - start)
                start = at
        return out

    def _alike(self, at: int) -> bool:
        above, line = self.lines[at - 1], self.lines[at]
        same = abs(above.size - line.size) <= (0.3 if self.style.ocr else 0.12) * line.size
        return same and line.top - above.bottom <= 1.6 * line.size and above.code == line.code

    def _is_step(self, at: int) -> bool:
        """Whether the distance to the line above is plainly larger than the ones around it."""
        around = [self._step(near) for near in (at - 1, at + 1) if 0 < near < len(self.lines)]
        return bool(around) and self._step(at) > 1.3 * max(min(around), 0.9 * self.lines[at].size)

    def _measure(self, lines: Sequence[Line]) -> _Run:
        """How far the lines of a run may reach: as far as its longest, if they look like running text."""
        reach = max(line.right for line in lines)
        steps = [b.bottom - a.bottom for a, b in pairwise(lines)]
        pitch = median(steps) if steps else 0.0
        wide = reach - self.flow.left >= 0.5 * (self.flow.right - self.flow.left)
        if wide:
            steady = sum(1 for line in lines if line.right >= reach - 2.5 * line.size) >= 2
        else:
            steady = len(lines) > 2 and all(is_full(a, b, reach) for a, b in pairwise(lines))
        return _Run(reach if steady else max(reach, self.flow.right), pitch, _are_items(lines))

    def _step(self, at: int) -> float:
        """The distance from the line above, from foot to foot."""
        return self.lines[at].bottom - self.lines[at - 1].bottom

    def _is_apart(self, at: int) -> bool:
        if at == 0:
            return True
        line = self.lines[at]
        usual = self.runs[at].pitch or 1.3 * line.size
        return self._step(at) > 1.25 * min(usual, 1.8 * line.size)

    def _heading(self, at: int) -> kinds.Rank | None:
        line = self.lines[at]
        apart = self._is_apart(at) or bool(self.out and self.out[-1].kind is PassageKind.HEADING)
        alone = not line.bold or at + 1 == len(self.lines) or not self.lines[at + 1].bold
        rank = kinds.heading_rank(
            line, self.style.body, bold_page=self.style.bold, apart=apart and alone, ocr=self.style.ocr
        )
        if rank is None or (
            rank.depth == 0 and kinds.marker(line.text) and rank.size < 1.12 * self.style.body
        ):
            return None
        return rank

    def _starts(self, at: int) -> bool:
        """Whether a line begins a block of its own."""
        if not self.out or at == 0:
            return True
        block, above, line = self.out[-1], self.lines[at - 1], self.lines[at]
        if block.kind in (PassageKind.HEADING, PassageKind.DECLARATION) or not block.lines:
            return True
        if self._begins_anew(line) or kinds.contents(above.text):
            return True
        if not self._alike(at) or (
            above.bold != line.bold and not self.style.ocr and not _is_full_width(above)
        ):
            return not (self._alike(at) and is_full(above, line, self.runs[at].limit))
        if self._step(at) > 1.3 * max(self.runs[at].pitch, 1.1 * line.size) + 0.5:
            return True
        if self._step(at) > 2.0 * line.size and kinds.is_finished(above.text):
            return True
        return self._breaks(block, above, line, at)

    def _begins_anew(self, line: Line) -> bool:
        text = line.text
        return bool(
            kinds.marker(text, ocr=self.style.ocr)
            or kinds.caption(text)
            or kinds.contents(text)
            or (kinds.question(text, heading=False) and text[0] in "QqFf问問質질")
            or kinds.note(text)
        )

    def _breaks(self, block: Block, above: Line, line: Line, at: int) -> bool:
        """Indents and short lines: what a typesetter leaves between two paragraphs."""
        em = line.size
        if above.text[-1:] in "-\u2010\u00ad":
            return False
        shift = line.left - above.left
        if block.marker:
            if line.left < block.lines[0].left - 0.5 * em:
                return True
        elif abs(shift) > 0.8 * em:
            limit = self.runs[at].limit if shift > 0 else self.flow.right
            if len(block.lines) > 1 or not is_full(above, line, limit):
                return True
        if kinds.label(line.text) and kinds.label(block.lines[0].text) and not _opens(above.text):
            return not is_full(above, line, self.runs[at].limit)
        if self.runs[at].items and line.text[:1].isupper():
            return True
        if _goes_on(above, line, self.flow):
            return False
        return not is_full(above, line, self.runs[at].limit)

    # -- blocks --------------------------------------------------------------------------------------------

    def _add_heading(self, at: int, line: Line, rank: kinds.Rank) -> None:
        last = self.out[-1] if self.out else None
        if last is not None and last.kind is PassageKind.HEADING and last.rank is not None and at:
            same = last.rank.size == rank.size and last.rank.bold == rank.bold and not rank.depth
            wraps = is_full(self.lines[at - 1], line, self.flow.right) or _is_half(line.text)
            if same and wraps and self._step(at) <= 1.8 * line.size:
                last.lines.append(line)
                return
        self.out.append(Block(PassageKind.HEADING, [line], line.left, rank=rank))

    def _start(self, line: Line) -> None:
        text = line.text
        kind = PassageKind.PROSE
        found = ""
        if kinds.caption(text):
            kind = PassageKind.CAPTION
        elif kinds.note(text) or is_footnote(line, self.style.body):
            kind = PassageKind.NOTE
        else:
            found = kinds.marker(text, ocr=self.style.ocr)
            if found:
                kind = PassageKind.LIST_ITEM
        self.out.append(Block(kind, [line], line.left, marker=found))

    def _code(self, at: int, line: Line) -> None:
        block = Block(PassageKind.DECLARATION, [line], line.left, head=self.head)
        self.out.append(block)
        text = line.text
        if opens_type(text) and self.depth == 0:
            self.head = len(self.out) - 1
            tail = next((other.text for other in self.lines[at:] if other.text.lstrip().startswith("}")), "")
            block.type_name = type_name(text, tail)
        self.depth = max(0, self.depth + text.count("{") - text.count("}"))
        if self.depth == 0:
            self.head = None

    def _finish(self, block: Block) -> None:
        text = block.text
        heading = block.kind is PassageKind.HEADING
        if block.kind in (PassageKind.HEADING, PassageKind.PROSE) and kinds.question(text, heading=heading):
            block.kind = PassageKind.QUESTION
        if block.kind in (PassageKind.PROSE, PassageKind.LIST_ITEM):
            last = block.lines[-1]
            reach = self.flow.right - last.right
            block.full = reach < 4 * last.size and not kinds.is_finished(text)


def _are_items(lines: Sequence[Line]) -> bool:
    capitals = sum(line.text[:1].isupper() or line.text[:1].isdigit() for line in lines)
    ended = sum(kinds.is_finished(line.text) or line.text.endswith(",") for line in lines)
    return len(lines) > 2 and capitals >= 0.6 * len(lines) and ended <= 0.2 * len(lines)


def _is_full_width(line: Line) -> bool:
    return any(word.bold for word in line.words) and not line.bold


def _opens(text: str) -> bool:
    return text[-1:] in ",、，;；"


def _goes_on(above: Line, line: Line, flow: Flow) -> bool:
    """Whether the words themselves say that a sentence goes on, although the line above was not full."""
    if above.text[-1:] in ",，、（(":
        return True
    first = line.text[:1]
    half = above.right - flow.left >= 0.6 * (flow.right - flow.left)
    return first.islower() and half and not kinds.is_finished(above.text)


def _is_half(text: str) -> bool:
    return text[:1].islower()


def is_footnote(line: Line, body: float) -> bool:
    """Whether a line begins with the mark of a footnote: a raised number, or a star before small type."""
    first = line.words[0]
    if line.text.startswith("*"):
        return line.size < 0.92 * body
    raised = first.text.isdigit() and len(first.text) <= 2 and first.size < 0.8 * line.size
    return raised and line.size <= body
