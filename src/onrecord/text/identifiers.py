"""Names in code, split into words: ``byRace``, ``emNation``, ``NV_FACE_RACE``, ``ethnicScores``.

A prefix is cut only where a capital or an underscore follows it, so ``byte``, ``nation`` or ``trace`` stay
whole. Glued words are taken apart only if words of a small list fill them without rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# Hungarian and similar type prefixes, as they stand before a capital: byRace, emNation, lpszName.
_PREFIXES_LIST = """
    b by c cb ch d dw e em en enum f fl g h i l ll lp lpsz lpst lpstu m n p pb pby pdw pst pstu psz ppsz
    s st stu str struct sz t tag u uc ui ul ull us w wsz arr lst vec pv pp pn pe pem bit int uint
"""
_PREFIXES = frozenset(_PREFIXES_LIST.split())
# The same before an underscore: EM_RACE, E_RACE, m_race, g_pstRace.
_PREFIX_PARTS_LIST = """
    b by e em en enum g k m n p s st stu sz tag t dw lp uc
"""
_PREFIX_PARTS = frozenset(_PREFIX_PARTS_LIST.split())
_SIZED = re.compile(r"(?:u|s|i|n|ui|f)(?:8|16|32|64)(?=[A-Z_])")
_POINTER = re.compile(r"LP(?=[A-Z]{3,}|[A-Z]+_)")

_PART = re.compile(r"[^\W_]+")
_SMALL = "a-zß-öø-ÿ"
_WORD = re.compile(rf"[A-Z]+(?![{_SMALL}])|[A-Z]?[{_SMALL}]+|\d+|[^\W\d_{_SMALL}A-Z]+")
# A name is all capitals, or holds an underscore, or a capital after a small letter or digit.
_IDENTIFIER = re.compile(
    r"(?<![A-Za-z0-9_])(?:[A-Z][A-Z0-9]++(?![a-z_])|[A-Za-z0-9]*+_[A-Za-z0-9_]*+(?<=[A-Za-z0-9_]{2})"
    r"|[A-Z]*+[a-z0-9]++[A-Z][A-Za-z0-9]*+(?!_)|[A-Z]{2,}+[a-z][A-Za-z0-9]*+(?!_))"
)

_VOCABULARY_LIST = """
    face facial race racial skin color colour tone type nation national nationality ethnic ethnicity
    ethnics human body person people ped pedestrian attr attrs attribute attributes feature features
    info detect detection recog recognition recognize analysis age gender sex beard mask glass glasses
    eye eyes hat hair smile emotion religion religious minority majority minzu renzhong zhongzu fuse
    complexion yellow white black brown asian african caucasian indian arab han hui tibetan uyghur
    uighur uygur group list param code value score scores result name state flag enable support event
    alarm filter search target snap capture image picture origin country region net class classify
    predict prob confidence
"""
GLUED = frozenset(_VOCABULARY_LIST.split())
"""Words that glued names are taken apart into."""
# Real words that the list above could fill.
_WHOLE_LIST = """
    typeface facelist handlist masked codename raceway typename namelist eyeglasses eyeglass
"""
_WHOLE = frozenset(_WHOLE_LIST.split())
_LONGEST = max(map(len, GLUED))


@lru_cache(maxsize=65536)
def words(identifier: str) -> tuple[str, ...]:
    """The words of a name, in lower case, without type prefixes.

    >>> words("byRace"), words("FACERACE"), words("isWZ")
    (('race',), ('face', 'race'), ('is', 'wz'))
    """
    parts = _PART.findall(identifier)
    while len(parts) > 1 and parts[0].lower() in _PREFIX_PARTS:
        del parts[0]
    found: list[str] = []
    for number, part in enumerate(parts):
        found.extend(_split(part, first=number == 0, last=number == len(parts) - 1))
    return tuple(found)


def _split(part: str, *, first: bool, last: bool) -> list[str]:
    """The words of one part between underscores."""
    if first:
        sized = _SIZED.match(part) if not part.isupper() else None
        pointer = _POINTER.match(part if last else part + "_")
        part = part[sized.end() :] if sized else part[2:] if pointer else part
    pieces = _WORD.findall(part)
    if first and len(pieces) > 1 and pieces[0] in _PREFIXES and pieces[1][0].isupper():
        del pieces[0]
    result: list[str] = []
    for piece in pieces:
        result.extend(_unglue(piece.lower()))
    return result


def _unglue(word: str) -> tuple[str, ...]:
    """``facerace`` as ``face race``; a word that is not wholly made of listed ones stays as it is."""
    if len(word) < 6 or len(word) > 40 or word in GLUED or word in _WHOLE:
        return (word,)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(3, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end - 2):
            before = best[start]
            if before is not None and word[start:end] in GLUED:
                way = (*before, word[start:end])
                old = best[end]
                if old is None or len(way) < len(old):
                    best[end] = way
    return best[len(word)] or (word,)


def find(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Names in ``text`` that are plainly of code: a capital inside, an underscore, or all capitals."""
    for match in _IDENTIFIER.finditer(text):
        found = words(match.group())
        if found:
            yield match.start(), match.end(), found
