"""The words of the record as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from onrecord.cli.output.safe import one_line
from onrecord.flow.place import document_name
from onrecord.flow.result import DocumentResult
from onrecord.flow.summary import is_positive
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import POSITIVE_STANCES, Basis, Stance

T = TypeVar("T")

BASIS = {
    Basis.APPEARANCE: "from looks",
    Basis.DOCUMENT: "read from an ID document",
    Basis.RECORD: "typed in or kept in a register",
    Basis.PLACE: "name of a place",
    Basis.NONE: "nothing inferred",
}


LANGUAGES = {
    "ar": "Arabic",
    "bo": "Tibetan",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "th": "Thai",
    "tr": "Turkish",
    "ug": "Uyghur",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
}


def plain(word: str) -> str:
    """``skin_colour`` as ``skin colour``, ``lookalike`` as ``look-alike``."""
    return "look-alike" if word == "lookalike" else word.replace("_", " ")


def headline(finding: Finding) -> str:
    """``race, skin colour · from looks · strong``."""
    traits = [finding.trait, *(trait for trait in finding.traits if trait is not finding.trait)]
    return " · ".join(
        (", ".join(plain(trait) for trait in traits), BASIS[finding.basis], finding.strength.value)
    )


def stance_word(finding: Finding) -> str:
    """The stance in capitals; a claim about something else than looks says so by its basis."""
    return plain(finding.stance).upper()


def glosses(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Foreign terms with their English, without those that are the same in both."""
    pairs = dict.fromkeys((gloss.term, gloss.english) for gloss in finding.glosses)
    return tuple((term, english) for term, english in pairs if term.lower() != english.lower())


def details(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Labelled facts about findings that are shown together, each said once, only those that are known."""
    pairs = _once(pair for finding in findings for pair in glosses(finding))
    rows = [
        ("values", ", ".join(_once(value for finding in findings for value in finding.values))),
        ("means", " · ".join(f"{term} = {english}" for term, english in pairs)),
        ("accuracy", ", ".join(_once(finding.accuracy for finding in findings))),
        ("maker", ", ".join(_once(one.vendor for one in findings if one.vendor != one.publisher))),
        ("product", ", ".join(_once(product for finding in findings for product in finding.products))),
        ("because", "; ".join(_once(finding.lookalike for finding in findings))),
        ("note", ", ".join(_once(plain(flag) for finding in findings for flag in sorted(finding.flags)))),
        ("rule", "; ".join(_rules(findings))),
    ]
    return [(label, text) for label, text in rows if text]


def _once(items: Iterable[T]) -> list[T]:
    return [item for item in dict.fromkeys(items) if item]


def _rules(findings: Sequence[Finding]) -> Iterator[str]:
    names: dict[str, list[str]] = {}
    for finding in findings:
        names.setdefault(f"{finding.rule} v{finding.rule_version}", []).append(finding.fingerprint[:12])
    for rule, fingerprints in names.items():
        more = f" and {len(fingerprints) - _SHOWN} more" if len(fingerprints) > _SHOWN else ""
        yield f"{rule} · {', '.join(fingerprints[:_SHOWN])}{more}"


_SHOWN = 3


def about(result: DocumentResult) -> str:
    """What a document is and where it came from, in one line."""
    publisher = result.publisher
    if publisher and result.role and result.role != "unknown":
        publisher = f"{publisher} ({result.role})"
    pages = f"{result.pages} page{'s' if result.pages != 1 else ''}" if result.pages else ""
    captured = f"captured {result.captured_at}" if result.captured_at else ""
    return " · ".join(part for part in (result.reader, pages, result.encoding, publisher, captured) if part)


def name_of(result: DocumentResult) -> str:
    """The document as people see it."""
    return document_name(result.path, result.members)


def folder_and_name(result: DocumentResult) -> tuple[str, str]:
    """The document as people see it in two parts: what it lies in, and its own name (never empty)."""
    whole = one_line(name_of(result))
    at = whole.rstrip("/").rfind("/") + 1
    return whole[:at], whole[at:]


def tone(finding: Finding) -> str:
    """A family of stances that look the same; a claim that is not about looks stays quiet."""
    if finding.stance in POSITIVE_STANCES and not is_positive(finding):
        return "quiet"
    return tone_of(finding.stance)


def tone_of(stance: Stance) -> str:
    """positive, against, speech, report, unclear or quiet."""
    return "positive" if stance in POSITIVE_STANCES else _TONES.get(stance, "quiet")


_TONES = {
    Stance.DENIAL: "against",
    Stance.PROHIBITION: "against",
    Stance.LIMITATION: "speech",
    Stance.ADMISSION: "speech",
    Stance.DEFENCE: "speech",
    Stance.REPORT: "report",
    Stance.UNCLEAR: "unclear",
}
