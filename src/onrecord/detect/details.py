"""What else a passage tells: values, accuracy, product models, glosses; and the finding's fingerprint."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from onrecord.detect.lexicon import Hit
from onrecord.model.finding import Gloss
from onrecord.model.vocabulary import Trait
from onrecord.text.normalise import fold

_LIMITS = (
    "[≥≤><~≈]|不低于|不小于|不少于|高于|超过|达到|at least|up to|over|from|min\\.?|ab|bis zu|до|не менее|от"
)
_PERCENT = re.compile(
    rf"(?P<limit>(?:{_LIMITS})\s{{0,2}})?(?P<number>\d{{1,3}}(?:[.,]\d{{1,3}})?)\s?"
    r"(?P<unit>%|％|per ?cent|percent|Prozent|процент\w{0,3}|٪)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(正确率|准确率|正解率|accuracy|precision)[^\d\s]{0,6}\s?(\d?\.\d{1,4})\b", re.IGNORECASE
)
_MODEL = re.compile(
    r"\b(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z]{1,6}\d?-?[A-Z0-9]{2,}(?:[-/][A-Z0-9]{1,10}){0,4}\b"
)
_STANDARDS = "H|MP|IP|GB|ISO|EN|IEC|RFC|UTF|AES|SHA|MD|USB|HDMI|RJ|WDR|RS|TB|CE|GA|P"
_NOT_MODEL = re.compile(rf"^(?:{_STANDARDS})[-/]?\d[\d./-]*[A-Z]?$")
_ACCURACY_WORDS = re.compile(
    r"accura|precis|recall|rate|correct|right|率|精度|正解|точност|genauig|quote|précision|fiab|exactitud|acurácia|"
    r"accurat|nauwkeur|dokładn|doğruluk|دق|सटीक|chính xác|akuras|แม่นยำ|정확",
    re.IGNORECASE,
)


def accuracy(text: str) -> str:
    """The figure that a passage gives for the function, as written; empty when it gives none."""
    match = _PERCENT.search(text)
    if match and (match["limit"] or _ACCURACY_WORDS.search(text)):
        return match.group(0).strip()
    share = _SHARE.search(text)
    return share.group(2) if share else ""


def products(texts: Iterable[str]) -> tuple[str, ...]:
    """Model numbers, placeholder letters included (a family such as ``XX-7A2XYZ-JM``)."""
    found: list[str] = []
    for text in texts:
        found.extend(
            one for one in _MODEL.findall(unicodedata.normalize("NFKC", text)) if not _NOT_MODEL.match(one)
        )
    return tuple(dict.fromkeys(found))[:4]


def glosses(hits: Iterable[Hit], text: str) -> tuple[Gloss, ...]:
    """English for the foreign words that fired."""
    made = [Gloss(text[hit.start : hit.end], hit.entry.word.gloss) for hit in hits if hit.entry.word.gloss]
    return tuple(dict.fromkeys(made))


def fingerprint(rule: str, trait: Trait, quote: str, scope: str) -> str:
    """Identity of a finding: rule, trait, normalised quote and the name of what encloses it.

    White space and line ends, encodings, full-width forms and the place in the file do not change it. The
    enclosing name is part of it, because ``YELLOW = 2`` alone is no statement.
    """
    quote = "".join(char for char in fold(quote) if not char.isspace())
    key = "\x1f".join((rule, trait.value, quote, fold(scope)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
