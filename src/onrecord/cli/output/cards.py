"""A finding made ready for the HTML page: plain strings, everything harmless, nothing looked up later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.cli.output.base import RuleText
from onrecord.cli.output.safe import one_line, safe
from onrecord.cli.output.words import glosses, headline, plain, tone
from onrecord.flow.place import place
from onrecord.flow.result import Seen
from onrecord.model.finding import Finding, Step
from onrecord.model.vocabulary import PassageKind

CONTEXT_MAX = 240

_CODE = frozenset({PassageKind.DECLARATION, PassageKind.COMMENT, PassageKind.KEY_VALUE, PassageKind.STRING})


@dataclass(frozen=True, slots=True)
class Card:
    """What the page shows of one finding."""

    anchor: str
    tone: str
    stance: str
    word: str
    headline: str
    traits: str
    basis: str
    language: str
    strength: str
    place: str
    page: str
    context: tuple[str, ...]
    code: bool
    above: tuple[str, ...]
    before: str
    quote: str
    after: str
    below: tuple[str, ...]
    picture: str
    alt: str
    facts: tuple[tuple[str, str], ...]
    glosses: tuple[tuple[str, str], ...]
    legal: tuple[str, ...]
    rule_title: str
    rule_why: str
    steps: tuple[Step, ...]
    fingerprint: str


def card(seen: Seen, anchor: str, rules: Mapping[str, RuleText], picture: str) -> Card:
    """The card of a finding; ``picture`` is base64 or empty."""
    finding, excerpt = seen.finding, seen.excerpt
    code = finding.kind in _CODE
    tidy = safe if code else _running
    rule = rules.get(finding.rule)
    page = f"page {finding.locator.page}" if finding.locator.page else "the page"
    return Card(
        anchor=anchor,
        tone=tone(finding),
        stance=finding.stance,
        word=plain(finding.stance),
        headline=headline(finding),
        traits=" ".join(sorted({finding.trait, *finding.traits})),
        basis=finding.basis,
        language=finding.language,
        strength=finding.strength,
        place=one_line(place(finding.locator)),
        page=page,
        context=tuple(_short(one_line(part)) for part in finding.context),
        code=code,
        above=tuple(one_line(text) for text in excerpt.above),
        before=tidy(excerpt.before),
        quote=tidy(excerpt.quote),
        after=tidy(excerpt.after),
        below=tuple(one_line(text) for text in excerpt.below),
        picture=picture,
        alt=f"Part of {page} with the passage marked: {one_line(finding.quote)[:160]}",
        facts=_facts(finding),
        legal=finding.legal,
        glosses=tuple((one_line(term), one_line(english)) for term, english in glosses(finding)),
        rule_title=rule.title if rule else "",
        rule_why=rule.why if rule else "",
        steps=tuple(Step(one_line(step.what), one_line(step.detail)) for step in finding.why),
        fingerprint=finding.fingerprint,
    )


def _facts(finding: Finding) -> tuple[tuple[str, str], ...]:
    rows = (
        ("Values", ", ".join(finding.values)),
        ("Accuracy", finding.accuracy),
        ("Maker", "" if finding.vendor == finding.publisher else finding.vendor),
        ("Product", ", ".join(finding.products)),
        ("Look-alike", finding.lookalike),
        ("Note", ", ".join(sorted(plain(flag) for flag in finding.flags))),
        ("Rule", f"{finding.rule}, version {finding.rule_version}"),
    )
    return tuple((label, one_line(text)) for label, text in rows if text)


def _short(text: str) -> str:
    return text if len(text) <= CONTEXT_MAX else text[:CONTEXT_MAX].rstrip() + " …"


def _running(text: str) -> str:
    line = one_line(text)
    front = " " if text[:1].isspace() else ""
    back = " " if line and text[-1:].isspace() else ""
    return f"{front}{line}{back}"
