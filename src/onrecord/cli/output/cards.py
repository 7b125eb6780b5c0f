"""Findings made ready for the HTML page: plain strings, everything harmless, nothing looked up later.

A card is what a reader takes in as one: a passage with all the traits it names, or neighbours (members of an
enum, rows of a table) that differ only in their words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.cli.output.grouping import Passage
from onrecord.cli.output.safe import one_line, safe
from onrecord.cli.output.words import details, glosses, headline, plain, tone
from onrecord.flow.place import place
from onrecord.flow.result import Seen
from onrecord.model.finding import Finding, Step
from onrecord.model.vocabulary import PassageKind

CONTEXT_MAX = 240

_CODE = frozenset({PassageKind.DECLARATION, PassageKind.COMMENT, PassageKind.KEY_VALUE, PassageKind.STRING})


@dataclass(frozen=True, slots=True)
class Quote:
    """One passage of a card, with what stands around it; ``picture`` is base64 or empty."""

    place: str
    language: str
    above: tuple[str, ...]
    before: str
    quote: str
    after: str
    below: tuple[str, ...]
    picture: str
    alt: str
    page: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The name of one finding: what a link leads to, and what `onrecord explain` takes."""

    anchor: str
    trait: str
    rule: str
    version: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Steps, with the places of the passages that they led to (none when there is only one)."""

    places: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What the page shows as one."""

    tone: str
    stance: str
    word: str
    headline: str
    traits: str
    basis: str
    languages: str
    strength: str
    context: tuple[str, ...]
    code: bool
    quotes: tuple[Quote, ...]
    facts: tuple[tuple[str, str], ...]
    glosses: tuple[tuple[str, str], ...]
    legal: tuple[str, ...]
    marks: tuple[Mark, ...]
    reasons: tuple[Reason, ...]

    @property
    def anchor(self) -> str:
        """The name of the card is that of its first finding."""
        return self.marks[0].anchor


def card(
    passages: Sequence[Passage], anchor: Callable[[Finding], str], picture: Callable[[bytes], str]
) -> Card:
    """The card of a group; ``anchor`` names findings, ``picture`` gives base64, or nothing without room."""
    findings = [seen.finding for passage in passages for seen in passage]
    first = findings[0]
    return Card(
        tone=tone(first),
        stance=first.stance,
        word=plain(first.stance),
        headline=headline(first),
        traits=" ".join(sorted({trait for one in findings for trait in (one.trait, *one.traits)})),
        basis=first.basis,
        languages=" ".join(sorted({one.language or "unknown" for one in findings})),
        strength=first.strength,
        context=tuple(_short(one_line(part)) for part in first.context),
        code=first.kind in _CODE,
        quotes=tuple(_quote(seen, picture) for seen, *_ in passages),
        facts=_facts(findings),
        glosses=tuple(
            dict.fromkeys((one_line(term), one_line(own)) for one in findings for term, own in glosses(one))
        ),
        legal=tuple(dict.fromkeys(key for one in findings for key in one.legal)),
        marks=tuple(
            Mark(anchor(one), plain(one.trait), one.rule, one.rule_version, one.fingerprint)
            for one in findings
        ),
        reasons=_reasons(findings),
    )


def _quote(seen: Seen, picture: Callable[[bytes], str]) -> Quote:
    finding, excerpt = seen.finding, seen.excerpt
    tidy = safe if finding.kind in _CODE else _running
    page = f"page {finding.locator.page}" if finding.locator.page else "the page"
    return Quote(
        place=one_line(place(finding.locator)),
        language=finding.language,
        above=tuple(one_line(text) for text in excerpt.above),
        before=tidy(excerpt.before),
        quote=tidy(excerpt.quote),
        after=tidy(excerpt.after),
        below=tuple(one_line(text) for text in excerpt.below),
        picture=picture(seen.picture),
        alt=f"Part of {page} with the passage marked: {one_line(finding.quote)[:160]}",
        page=page,
    )


_SAID_ELSEWHERE = frozenset({"means", "rule"})


def _facts(findings: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    rows = details(findings)
    return tuple((label.capitalize(), one_line(text)) for label, text in rows if label not in _SAID_ELSEWHERE)


def _reasons(findings: Sequence[Finding]) -> tuple[Reason, ...]:
    """The steps of each finding; those that are the same are told once, with every place they hold for."""
    places: dict[tuple[Step, ...], list[str]] = {}
    for one in findings:
        steps = tuple(Step(one_line(step.what), one_line(step.detail)) for step in one.why)
        places.setdefault(steps, []).append(one_line(place(one.locator)))
    many = len(places) > 1
    return tuple(
        Reason(tuple(dict.fromkeys(where)) if many else (), steps) for steps, where in places.items() if steps
    )


def _short(text: str) -> str:
    return text if len(text) <= CONTEXT_MAX else text[:CONTEXT_MAX].rstrip() + " …"


def _running(text: str) -> str:
    line = one_line(text)
    front = " " if text[:1].isspace() else ""
    back = " " if line and text[-1:].isspace() else ""
    return f"{front}{line}{back}"
