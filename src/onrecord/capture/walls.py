"""Pages that stand in front of a page: bot checks, logins, consents, geo-blocks, maintenance, soft 404.

What they look like is data (``walls.yml``). A marker of a provider decides on a page that shows little else;
words decide only where they are most of what the page says. Cannot: walls that are a picture only.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.capture.exchange import Exchange
from onrecord.capture.shown import LARGEST, LEAST_DATA, Shown, folded, plain, shown, weight

LITTLE = 60
"""So many words may stand on a page that holds the marker of a provider."""
NOTHING = 3
SHARE = 0.6
"""Part of a page's words from which on they are most of it."""
HEADED_SHARE = 0.4
"""Words of a wall for each other word, on a page whose title or heading says that it is one."""
COVERED = 0.8
"""Part of a heading that a phrase must fill."""
HALF = 0.5
GONE = "gone"
MOST_TAGS = 20_000
"""A wall has fewer; the parser takes time by the square of the depth."""
SMALL_TEXT = 2000
"""Bytes up to which a text that is no HTML is looked at."""
_BETWEEN = re.compile(r"\s+[|–—\-·:»«/]+\s+|\s*[|–—·»«｜_]\s*|[:：]\s")
_HOST = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?")
_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands in the way.

    ``gone``: the site says that there is no such page. ``sure``: a provider's own mark says so, whatever the
    status.
    """

    reason: str
    gone: bool = False
    sure: bool = False


def wall(answer: Exchange) -> Wall | None:
    """The wall that an answer is, or ``None``."""
    book = _book()
    for name, value, who in book.headers:
        if name in answer.headers and value in answer.headers[name].casefold():
            return Wall(f"a bot check ({who}, header {name})", sure=True)
    page = _page(answer)
    if page is None:
        return None
    said = _Said(page, book)
    return _marked(page, said, book) or _worded(page, said, book)


def _page(answer: Exchange) -> Shown | None:
    """What the answer shows, or ``None`` where it is no page of text or too large for a wall."""
    content, media = answer.content, answer.media_type.casefold()
    found = _CHARSET.search(media)
    charset = found[1] if found else ""
    start = content[:1000].lstrip().lower()
    if not content.strip() or len(content) > LARGEST or content.count(b"<") > MOST_TAGS:
        return None
    if "html" in media or (
        start.startswith(b"<") and not start.startswith(b"<?xml") and b"<svg" not in start
    ):
        return shown(content, charset)
    if len(content) <= SMALL_TEXT and (media.startswith("text/plain") or "json" in media or not media):
        return plain(content, charset)
    return None


def _marked(page: Shown, said: _Said, book: _Book) -> Wall | None:
    """A wall by the mark of a provider."""
    if said.other <= LITTLE:
        for who, pattern in book.pages:
            if pattern.search(page.source):
                return Wall(f"a wall ({who})", sure=True)
    if said.other <= NOTHING and said.around <= NOTHING and page.fields <= 1:
        for who, pattern in book.tags:
            if pattern.search(page.source):
                return Wall(f"a bot check ({who})")
    return None


def _worded(page: Shown, said: _Said, book: _Book) -> Wall | None:
    """A wall by what the page says, the kind that explains most of it."""
    if page.empty and page.scripts and page.data < LEAST_DATA:
        return Wall(book.kinds["script"].say)
    best: tuple[float, Wall] | None = None
    for name, kind in book.kinds.items():
        weighed = said.weigh(name)
        better = weighed.wall > (best[0] if best else 0)
        if better and _decides(kind, page, weighed):
            best = weighed.wall, Wall(kind.say, gone=name == GONE)
    return best[1] if best else None


def _decides(kind: _Kind, page: Shown, weighed: _Weighed) -> bool:
    other = weighed.other
    if kind.name == "script" and page.data >= LEAST_DATA:
        return False
    if kind.name == "login" and not (page.passwords or page.fields or other <= NOTHING):
        return False
    if kind.name == GONE and weighed.headed:
        other -= weighed.links  # a page that is not there offers others
    elif kind.name != GONE and weighed.links > kind.beside:
        return False
    if weighed.headed:
        return other <= kind.headed and weighed.walls >= HEADED_SHARE * other
    other += 3 * weighed.heading  # a heading of its own is what a page is about
    return other <= kind.beside and weighed.walls >= SHARE * (weighed.walls + other)


@dataclass(slots=True)
class _Weighed:
    """Words of a page by what they are.

    Of this kind of wall, of any kind, all others, those of links among them, and of a heading of its own.
    """

    wall: float = 0
    walls: float = 0
    other: float = 0
    links: float = 0
    heading: float = 0
    headed: bool = False


class _Said:
    """The sentences of a page, each with its weight and the kinds of walls that say so."""

    def __init__(self, page: Shown, book: _Book) -> None:
        self._page, self._book = page, book
        sentences = page.sentences or page.around  # a page may be all header
        self._rows = [(one, weight(one), book.said_by(one)) for one in dict.fromkeys(sentences)]
        self._filler = {one for one, _, _ in self._rows if book.is_filler(one)}
        self.other = sum(
            much
            for one, much, kinds in self._rows
            if one not in self._filler and not (kinds and much <= LITTLE)
        )
        self.around = sum(weight(one) for one in page.around if not book.is_filler(one))

    def weigh(self, name: str) -> _Weighed:
        """The page as a wall of one kind."""
        found, page, pattern = _Weighed(), self._page, self._book.kinds[name].pattern
        for sentence, much, kinds in self._rows:
            if kinds and much <= LITTLE:
                found.walls += much
                found.wall += much if name in kinds else 0
            elif sentence not in self._filler:
                found.other += much
                found.links += much if sentence in page.links else 0
        if not found.wall:
            return found
        found.headed = any(_is_heading(one, pattern) for one in (page.title, *page.headings[:3]))
        own = (one for one in page.headings if not self._book.said_by(one) and not self._book.is_filler(one))
        found.heading = max(map(weight, own), default=0)
        return found


def _is_heading(text: str, pattern: Any) -> bool:
    """Whether a heading, or the part of it before or after the name of the site, is a wall's."""
    parts = (text, *_BETWEEN.split(text))
    return any(pattern.search(part) and _covered(part, pattern) >= COVERED for part in parts if part)


def _covered(text: str, pattern: Any) -> float:
    found: int = sum(match.end() - match.start() for match in pattern.finditer(text))
    return found / len(text)


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    say: str
    beside: float
    headed: float
    pattern: Any


@dataclass(frozen=True, slots=True)
class _Book:
    """``walls.yml``, compiled."""

    headers: tuple[tuple[str, str, str], ...]
    pages: tuple[tuple[str, Any], ...]
    tags: tuple[tuple[str, Any], ...]
    kinds: Mapping[str, _Kind]
    any: Any
    """One expression for all kinds: most sentences are done with after it."""
    filler: Any

    def said_by(self, sentence: str) -> frozenset[str]:
        """The kinds of walls that say such a sentence."""
        if not self.any.search(sentence):
            return frozenset()
        return frozenset(name for name, kind in self.kinds.items() if kind.pattern.search(sentence))

    def is_filler(self, text: str) -> bool:
        """Whether a sentence stands on any wall and says nothing."""
        if not any(char.isalpha() for char in text) or "©" in text or _HOST.fullmatch(text):
            return True
        return bool(self.filler.search(text)) and _covered(text, self.filler) >= HALF


@functools.cache
def _book() -> _Book:
    import re2
    import yaml

    data = yaml.safe_load((Path(__file__).parent / "walls.yml").read_text("utf-8"))
    kinds = {}
    everything: list[str] = []
    for name, kind in data["words"].items():
        words = [word for lang, phrases in kind["phrases"].items() for word in _words(lang, phrases)]
        everything += words
        kinds[name] = _Kind(name, kind["say"], kind["beside"], kind["headed"], _expression(words))
    return _Book(
        headers=tuple((one["name"], one["value"], one["who"]) for one in data["headers"]),
        pages=tuple(_marks(data["pages"], re2)),
        tags=tuple(_marks(data["tags"], re2)),
        kinds=kinds,
        any=_expression(everything),
        filler=_expression(_words("", data["filler"])),
    )


def _marks(rows: Iterable[Mapping[str, Any]], re2: Any) -> Iterator[tuple[str, Any]]:
    for row in rows:
        yield row["who"], re2.compile("(?i)" + "|".join(re2.escape(text) for text in row["texts"]))


def _expression(parts: Iterable[str]) -> Any:
    import re2

    options = re2.Options()
    options.max_mem = 1 << 28  # many phrases; matching stays linear
    options.never_capture = True
    return re2.compile("|".join(parts), options)


WITHOUT_BLANKS = frozenset({"zh", "ja", "ko", "th"})
_EDGE = r"[\x00-,./:-@\[-^`{-~«»¿¡·–—“”„…، ]"
"""What words begin and end beside: small, for each phrase holds it twice."""
_GAP = r"[^.!?。！？]{0,40}?"


def _words(language: str, phrases: Iterable[object]) -> Iterator[str]:
    """Each phrase as an expression; ``*`` is a few words, and words begin and end where words do."""
    for phrase in phrases:
        text = folded(str(phrase)).replace(" * ", " *")
        text = re.sub(r"(?<!\\w)\*", lambda _: _GAP, text)
        text = text.replace(r"\w", "[^ .,!?]")  # in RE2 that is ASCII only
        if language in WITHOUT_BLANKS:
            yield f"(?:{text})"
        else:
            end = f"(?:{_EDGE}|$)" if language in ("", "en") else ""
            yield f"(?:^|{_EDGE})(?:{text}){end}"
