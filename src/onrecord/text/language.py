"""Which language a text is in, also for a single line: script first, then letters, then words.

Codes: en zh-Hans zh-Hant ja ko ru uk de fr es pt it nl pl tr ar fa hi vi id th ug bo. The empty string means
that it cannot be told. Not told apart: languages outside this list that use the same letters.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from onrecord.text._langwords import ARABIC, LETTERS, PERSIAN, RUSSIAN, STRONG, UKRAINIAN, WORDS
from onrecord.text._t2s import SIMPLIFIED, TRADITIONAL
from onrecord.text.scripts import Script, script_of

__all__ = ["LANGUAGES", "identify", "languages"]

_CODES = "en zh-Hans zh-Hant ja ko ru uk de fr es pt it nl pl tr ar fa hi vi id th ug bo"
LANGUAGES = tuple(_CODES.split())
_SAMPLE = 2000
# How much a letter of a script says, set beside a letter of an alphabet.
_WEIGHT = {Script.HAN: 3, Script.KANA: 2, Script.HANGUL: 2}
_ALONE = {
    Script.HANGUL: "ko",
    Script.DEVANAGARI: "hi",
    Script.THAI: "th",
    Script.TIBETAN: "bo",
}
# What is no language: names of code, of elements and attributes, addresses, escapes.
_NAME = re.compile(
    r"\b(?:[A-Za-z]+_\w*|_\w+|[A-Za-z]*[a-z][A-Z]\w*|https?://\S{1,99}|\S{1,60}@\S{1,60})|</?[A-Za-z][\w:.-]*"
    r"|\b[A-Za-z][\w:-]{0,60}=(?=[\"'])|&[a-z]+;|\\u[0-9a-fA-F]{4}"
)
_LATIN_WORD = re.compile("[a-zß-öø-ÿĀ-ɏḀ-ỿ]+")
_ONLY_HANT = frozenset(TRADITIONAL)
_UYGHUR = frozenset("ەۇۆۈېڭۋ")
_PERSIAN = frozenset("پچژگکی")
_ARABIC = frozenset("ةيكأإىثذضظؤ")
_UKRAINIAN = frozenset("іїєґ")
_RUSSIAN = frozenset("ыэёъ")


def identify(text: str, hint: str = "") -> str:
    """The language of ``text``; ``hint`` decides where the text leaves several open."""
    sample = text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + text[len(text) // 2 :][:_SAMPLE]
    sample = _NAME.sub(" ", sample)
    counts = Counter(map(script_of, sample))
    del counts[Script.NONE]
    latin = counts.pop(Script.LATIN, 0)
    if counts:
        weights = {script: count * _WEIGHT.get(script, 1) for script, count in counts.items()}
        script = max(weights, key=lambda s: weights[s])
        if sum(weights.values()) >= 0.35 * latin:
            return _of_script(script, sample, counts, hint)
    return _latin(sample, hint) if latin > 1 else ""


def _of_script(script: Script, text: str, counts: Counter[Script], hint: str) -> str:
    if script in (Script.HAN, Script.KANA):
        return _east_asian(text, counts, hint)
    if script is Script.ARABIC:
        return _arabic(text, hint)
    if script is Script.CYRILLIC:
        return _cyrillic(text, hint)
    return _ALONE.get(script, "")


@cache
def _only_hans() -> frozenset[str]:
    """Simplified characters that traditional texts do not use."""
    return frozenset(c for c in SIMPLIFIED if not c.encode("cp950", "ignore"))


@cache
def _only_japanese() -> frozenset[str]:
    """Characters of everyday Japanese that neither Chinese standard has."""
    level = b"".join(bytes((a, b)) for a in range(0xB0, 0xD0) for b in range(0xA1, 0xFF))
    chars = level.decode("euc_jp", "ignore")
    return frozenset(c for c in chars if not c.encode("cp950", "ignore") and not c.encode("gb2312", "ignore"))


def _east_asian(text: str, counts: Counter[Script], hint: str) -> str:
    han, kana = counts[Script.HAN], counts[Script.KANA]
    if counts[Script.HANGUL] * 2 > han + kana:
        return "ko"
    if kana > 0.05 * han and (kana > 1 or han < 12):
        return "ja"
    hans = sum(1 for c in text if c in _only_hans())
    hant = sum(1 for c in text if c in _ONLY_HANT)
    japanese = sum(1 for c in text if c in _only_japanese())
    if japanese > hans or (japanese and japanese >= hans and hint == "ja"):
        return "ja"
    if hans != hant:
        winner = "zh-Hans" if hans > hant else "zh-Hant"
        return "ja" if hint == "ja" and winner == "zh-Hant" else winner
    return hint if hint in ("ja", "zh-Hant") else "zh-Hans"


def _arabic(text: str, hint: str) -> str:
    uyghur = sum(1 for c in text if c in _UYGHUR)
    letters = sum(1 for c in text if script_of(c) is Script.ARABIC)
    if uyghur * 12 >= letters:
        return "ug"
    words = set(re.findall(r"\w+", text))
    persian = sum(1 for c in text if c in _PERSIAN) + 3 * len(words & PERSIAN)
    arabic = (
        sum(1 for c in text if c in _ARABIC) + 3 * len(words & ARABIC) + sum(w[:2] == "ال" for w in words)
    )
    if persian == arabic:
        return hint if hint in ("fa", "ar", "ug") else "ar"
    return "fa" if persian > arabic else "ar"


def _cyrillic(text: str, hint: str) -> str:
    lower = text.lower()
    ukrainian = sum(1 for c in lower if c in _UKRAINIAN)
    russian = sum(1 for c in lower if c in _RUSSIAN)
    if ukrainian == russian:
        words = re.findall(r"\w+", lower)
        ukrainian = sum(1 for w in words if w in UKRAINIAN)
        russian = sum(1 for w in words if w in RUSSIAN)
    if ukrainian == russian:
        return hint if hint in ("ru", "uk") else "ru"
    return "uk" if ukrainian > russian else "ru"


@cache
def _lexicon() -> dict[str, tuple[tuple[str, float], ...]]:
    """Each word with the languages that use it; the fewer, the more it says."""
    users: dict[str, list[str]] = {}
    for language, words in WORDS.items():
        for word in set(words.split()):
            users.setdefault(word, []).append(language)
    return {word: tuple((code, 1.0 / len(codes)) for code in codes) for word, codes in users.items()}


def _latin(text: str, hint: str) -> str:
    lower = text.lower()
    scores: dict[str, float] = dict.fromkeys(WORDS, 0.0)
    lexicon = _lexicon()
    words = _LATIN_WORD.findall(lower)
    for word in words:
        for code, weight in lexicon.get(word, ()):
            scores[code] += weight
    if not lower.isascii():
        seen = set(lower)
        for code, letters in LETTERS.items():
            for letter in seen.intersection(letters):
                scores[code] += 1.0 if letter in STRONG else 0.4
    for code, weight in _statistical(text, len(words)):
        scores[code] += weight
    if hint in scores:
        scores[hint] += 0.4
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= 0.4 else ""


def _statistical(text: str, words: int) -> list[tuple[str, float]]:
    """What CLD2 says, if it is one of ours."""
    import pycld2

    try:
        reliable, _, guesses = pycld2.detect(
            text.encode("utf-8", "ignore"), isPlainText=True, bestEffort=True
        )
    except pycld2.error:
        return []
    found = []
    for _name, code, percent, _score in guesses:
        code = "id" if code == "ms" else code
        if code in WORDS and percent:
            full = (0.4 + 0.2 * min(words, 30)) if reliable else 0.4
            found.append((code, full * percent / 100))
    return found


def languages(text: str) -> tuple[str, ...]:
    """All languages that make up a notable part of ``text``, the largest first."""
    shares: Counter[str] = Counter()
    for part in _parts(text):
        code = identify(part)
        if code:
            shares[code] += sum(_WEIGHT.get(script_of(c), 1) for c in part if c.isalpha())
    total = sum(shares.values())
    return tuple(code for code, share in shares.most_common() if share >= 0.08 * total)


def _parts(text: str) -> list[str]:
    """Lines, short ones joined with the next; of long texts an even choice."""
    parts: list[str] = []
    held = ""
    for line in text.splitlines():
        if not line.strip():
            continue
        held = f"{held}\n{line}" if held else line
        if len(held) >= 60 or any(ord(c) > 0x2E80 for c in held[:40]):
            parts.append(held[:600])
            held = ""
    if held:
        parts.append(held[:600])
    step = max(1, len(parts) // 200)
    return parts[::step]
