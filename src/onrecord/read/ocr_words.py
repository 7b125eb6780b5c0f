"""Tesseract's table of words to words of the page model."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from onrecord.read.page_model import Word, is_wide

_WORD = "5"
_LINE = "4"
_UNSURE = 38.0
_JUNK = frozenset("|_=~`'\"‘’“”°^[]{}\\/—–-.,·:;!()<>+*")


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as Tesseract tells it, in pixels; ``sure`` runs from 0 to 100."""

    text: str
    left: float
    top: float
    width: float
    height: float
    sure: float


@dataclass(slots=True)
class SeenLine:
    """The words of one line, and the height of the line."""

    words: list[Seen]
    top: float
    height: float

    @property
    def sure(self) -> float:
        """How sure Tesseract is of the line, by characters."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.sure * len(word.text) for word in self.words) / letters if letters else 0.0


def parse(table: str) -> list[SeenLine]:
    """All lines of Tesseract's table that hold more than noise."""
    lines: list[SeenLine] = []
    for row in table.splitlines()[1:]:
        fields = row.split("\t", 11)
        if len(fields) < 12 or fields[0] not in (_LINE, _WORD):
            continue
        left, top, width, height = map(float, fields[6:10])
        if fields[0] == _LINE:
            lines.append(SeenLine([], top, height))
        elif lines and fields[11].strip():
            lines[-1].words.append(Seen(_cleaned(fields[11]), left, top, width, height, float(fields[10])))
    for line in lines:
        line.words = [word for word in line.words if word.text and not _is_noise(word)]
    return [line for line in lines if line.words and line.sure >= _UNSURE and not _is_only_junk(line)]


def _cleaned(text: str) -> str:
    """Without the direction marks that Tesseract puts around numbers in right-to-left lines."""
    return text.strip().translate({0x200E: None, 0x200F: None, 0x202A: None, 0x202B: None, 0x202C: None})


def _is_noise(word: Seen) -> bool:
    """A drawn line taken for a letter."""
    if len(word.text) <= 2 and (
        set(word.text) <= set("|[]") or ("|" in word.text and set(word.text) <= _JUNK)
    ):
        return True
    return word.sure < 20 and set(word.text) <= _JUNK


def _is_only_junk(line: SeenLine) -> bool:
    return not any(char.isalnum() for word in line.words for char in word.text) and line.sure < 80


def mean_sureness(lines: Iterable[SeenLine]) -> float:
    """How sure Tesseract is of a page, by characters; 0 for an empty one."""
    words = [word for line in lines for word in line.words]
    letters = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / letters if letters else 0.0


def words_of(lines: Iterable[SeenLine], scale: float) -> list[Word]:
    """Words in the units of the page: pixels times ``scale``."""
    out: list[Word] = []
    for line in lines:
        size = _type_size(line)
        for number, seen in enumerate(line.words):
            before = line.words[number - 1] if number else None
            out.append(
                _word(
                    seen, line, size, scale, len(out), space=before is None or _is_apart(before, seen, size)
                )
            )
    return out


def _type_size(line: SeenLine) -> float:
    """The height of the line, unless a slanting page has made it taller than its words."""
    return min(line.height, 1.15 * median(word.height for word in line.words))


def _is_apart(before: Seen, word: Seen, size: float) -> bool:
    """Whether a blank stands between two words; Tesseract cuts East Asian words into syllables."""
    gap = max(word.left - before.left - before.width, before.left - word.left - word.width)
    if is_wide(before.text[-1]) and is_wide(word.text[0]):
        return gap > 0.8 * size
    return gap > 0.27 * size or not (_is_hangul(before.text[-1]) and _is_hangul(word.text[0]))


def _is_hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7af"


def _word(seen: Seen, line: SeenLine, size: float, scale: float, order: int, *, space: bool) -> Word:
    top, bottom = _heights(seen, line, size)
    step = seen.width / len(seen.text)
    edges = array("f", _edges(seen, step, scale))
    left, right = seen.left * scale, (seen.left + seen.width) * scale
    size = round(size * scale * 2) / 2
    return Word(seen.text, left, top * scale, right, bottom * scale, size, edges, order, space)


def _heights(seen: Seen, line: SeenLine, size: float) -> tuple[float, float]:
    """Top and bottom of a word: those of its line, but on a slanting page those of the words beside it."""
    if size == line.height:
        return line.top, line.top + line.height
    if seen.height < 0.6 * size:  # a full stop stands as high as the nearest word
        tall = [word for word in line.words if word.height >= 0.6 * size]
        seen = min(tall, key=lambda word: abs(word.left - seen.left), default=seen)
    return seen.top, seen.top + max(seen.height, size)


def _edges(seen: Seen, step: float, scale: float) -> Iterator[float]:
    """Left and right of each character, taken as equally wide."""
    for index in range(len(seen.text)):
        yield (seen.left + index * step) * scale
        yield (seen.left + (index + 1) * step) * scale
