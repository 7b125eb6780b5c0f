"""Which languages to read a picture in: by its script, then by which reading Tesseract is surest of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.read.ocr_tool import Tesseract
from onrecord.read.ocr_words import SeenLine, mean_sureness

Attempt = Callable[[tuple[str, ...]], list[SeenLine]]

_BY_SCRIPT: dict[str, tuple[tuple[str, ...], ...]] = {
    "Latin": (("eng",),),
    "Fraktur": (("deu",),),
    "Han": (("chi_sim",), ("chi_tra",)),
    "HanS": (("chi_sim",),),
    "HanT": (("chi_tra",),),
    "Japanese": (("jpn",),),
    "Hiragana": (("jpn",),),
    "Katakana": (("jpn",),),
    "Korean": (("kor",),),
    "Hangul": (("kor",),),
    "Cyrillic": (("rus", "eng"),),
    "Arabic": (("ara",), ("uig",), ("fas",)),
    "Tibetan": (("bod",),),
    "Devanagari": (("hin",),),
    "Thai": (("tha",),),
    "Hebrew": (("heb",),),
    "Greek": (("ell",),),
    "Georgian": (("kat",),),
    "Armenian": (("hye",),),
    "Bengali": (("ben",),),
    "Vietnamese": (("vie",),),
}
_ANY = (("eng",), ("chi_sim",), ("jpn",), ("kor",), ("rus", "eng"), ("ara",), ("uig",))
_LATIN = (("deu",), ("fra",), ("spa",), ("por",), ("ita",), ("nld",), ("pol",), ("tur",), ("vie",))

_SHAKY = 2.0
"""Below this confidence the name of a script is no more than a guess."""

_DOUBTFUL = 72.0
_GOOD = 90.0
_LEAD = 3.0
"""A later language must be so much surer than an earlier one: both forms of Chinese come out close."""

_BY_CODE = {
    "de": "deu", "fr": "fra", "es": "spa", "pt": "por", "it": "ita", "nl": "nld", "pl": "pol", "tr": "tur",
    "vi": "vie", "id": "ind", "uk": "ukr", "ru": "rus", "cs": "ces", "sv": "swe", "da": "dan", "no": "nor",
    "fi": "fin", "hu": "hun", "ro": "ron", "fa": "fas", "ar": "ara", "ug": "uig", "ms": "msa", "bg": "bul",
    "sr": "srp", "kk": "kaz",
}  # fmt: skip
"""Tesseract's names of languages by those of the language guesser."""


@dataclass(frozen=True, slots=True)
class Script:
    """What Tesseract says about the writing on a picture; ``turn`` is how far to turn it clockwise."""

    name: str = ""
    sure: float = 0.0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen languages and what they read; ``missing`` names a language that would have been needed."""

    languages: tuple[str, ...]
    lines: list[SeenLine]
    missing: tuple[str, ...] = ()


def script_of(answer: str) -> Script:
    """Parse what ``tesseract --psm 0`` prints."""
    name = re.search(r"Script: (\w+)", answer)
    sure = re.search(r"Script confidence: ([\d.]+)", answer)
    turn = re.search(r"Rotate: (\d+)", answer)
    steady = re.search(r"Orientation confidence: ([\d.]+)", answer)
    is_steady = steady is not None and float(steady[1]) >= 2.0
    return Script(
        name[1] if name else "",
        float(sure[1]) if sure else 0.0,
        int(turn[1]) if turn and is_steady else 0,
    )


def choose(tool: Tesseract, script: Script, attempt: Attempt) -> Choice:
    """Try the languages that a script can be, and keep the surest reading."""
    named = _BY_SCRIPT.get(script.name, ())
    best = _surest([one for one in named if not tool.missing(one)], Choice((), []), attempt)
    best = _refined(tool, best, attempt)
    if mean_sureness(best.lines) < _DOUBTFUL:
        others = [one for one in _others(script) if one not in named and not tool.missing(one)]
        best = _surest(others, best, attempt, enough=_GOOD)
    absent = all(tool.missing(one) for one in named) if named else not best.languages
    if absent and mean_sureness(best.lines) < _DOUBTFUL:
        return Choice((), [], missing=named[0] if named else ("eng",))
    return best


def _others(script: Script) -> Sequence[tuple[str, ...]]:
    """What else to try when the usual languages of a script read badly."""
    if script.sure < _SHAKY:
        return _ANY
    return _LATIN if script.name == "Latin" else ()


def _surest(
    candidates: Sequence[tuple[str, ...]], best: Choice, attempt: Attempt, enough: float = 101.0
) -> Choice:
    """The best reading so far and by these languages; stops at one that is sure ``enough``."""
    for languages in candidates:
        lines = attempt(languages)
        if not best.languages or mean_sureness(lines) > mean_sureness(best.lines) + _LEAD:
            best = Choice(languages, lines)
        if mean_sureness(lines) >= enough:
            break
    return best


def _refined(tool: Tesseract, found: Choice, attempt: Attempt) -> Choice:
    """Read again in the very language, where letters with accents were read as plain ones."""
    if found.languages not in (("eng",), ("rus", "eng")):
        return found
    language = _BY_CODE.get(guess(" ".join(word.text for line in found.lines for word in line.words)), "")
    if not language or language in found.languages or tool.missing([language]):
        return found
    languages = (language, "eng") if "rus" in found.languages else (language,)
    lines = attempt(languages)
    return Choice(languages, lines) if mean_sureness(lines) >= mean_sureness(found.lines) - 3 else found


def guess(text: str) -> str:
    """The language of a text as a two-letter code; empty when it is not plain."""
    import pycld2

    try:
        reliable, _, details = pycld2.detect(text.encode("utf-8", "ignore"), bestEffort=False)
    except pycld2.error:
        return ""
    return str(details[0][1]) if reliable else ""


def known(tool: Tesseract, languages: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Asked languages that are installed, and those that are not."""
    missing = tool.missing(languages)
    return tuple(language for language in languages if language not in missing), tuple(missing)
