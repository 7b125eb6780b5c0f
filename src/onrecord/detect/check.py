"""Prove rule packs by their own examples: what must be found is found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.detect.branches import variants
from onrecord.detect.engine import detect
from onrecord.detect.lexicon import Entry, Lexicon
from onrecord.detect.pack_language import Language
from onrecord.detect.packs import CODE, Packs
from onrecord.detect.rule import Example, Rule, Word
from onrecord.detect.terms import compiled
from onrecord.model.document import Context, Document, Passage
from onrecord.model.finding import Finding, Provenance
from onrecord.model.vocabulary import Basis, PassageKind, Role, Stance
from onrecord.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a pack that must be mended: where, and what."""

    file: str
    where: str
    message: str


def check(packs: Packs, legal: frozenset[str] = frozenset()) -> list[Problem]:
    """All problems of all packs; ``legal``: the keys of ``_shared/laws.yml`` (none: not checked)."""
    problems: list[Problem] = []
    for language in packs.languages.values():
        for rule in language.rules:
            if rule.status != "retired":
                problems.extend(_rule(rule, language, packs, legal))
        problems.extend(_words(language))
    return problems


def _rule(rule: Rule, language: Language, packs: Packs, legal: frozenset[str]) -> Iterator[Problem]:
    if not any(example.finds for example in rule.examples):
        yield Problem(rule.file, rule.id, "has no example that it must find; add one under examples")
    if not any(example.finds is None for example in rule.examples):
        yield Problem(rule.file, rule.id, "has no example that it must leave alone; add one with finds: null")
    for key in rule.legal:
        if legal and key not in legal:
            yield Problem(rule.file, rule.id, f"legal key {key!r} is not in _shared/laws.yml")
    if rule.lang != language.code:
        yield Problem(rule.file, rule.id, f"lang is {rule.lang!r} but the file lies in {language.code}/")
    for number, example in enumerate(rule.examples, 1):
        yield from _example(rule, number, example, packs)


def _example(rule: Rule, number: int, example: Example, packs: Packs) -> Iterator[Problem]:
    complaint = complaint_about(rule, example, packs)
    where = f"{rule.id} example {number}"
    if example.todo and complaint is None:
        yield Problem(rule.file, where, "is marked todo but holds now; take the mark away")
    elif complaint is not None and not example.todo:
        yield Problem(rule.file, where, f"{complaint}: {example.text!r}")


def complaint_about(rule: Rule, example: Example, packs: Packs) -> str | None:
    """What is wrong with an example, or None when it holds."""
    found = run_example(rule, example, packs)
    live = [one for one in found if one.stance not in (Stance.LOOKALIKE, Stance.UNCLEAR)]
    if example.finds is None:
        if any(one.basis is Basis.APPEARANCE for one in live):
            return f"must find nothing, finds {live[0].stance} {live[0].trait}"
        return None
    mine = [one for one in live if rule.trait in one.traits and one.basis is Basis.APPEARANCE]
    if not mine:
        return f"must find {rule.trait}, finds " + (
            ", ".join(f"{x.stance}/{x.basis}" for x in found) or "nothing"
        )
    if fold(example.finds) not in fold(example.text):
        return f"names {example.finds!r}, which its text does not hold"
    if example.stance and all(one.stance is not example.stance for one in mine):
        return f"must be a {example.stance}, is a {mine[0].stance}"
    if not packs.interest(example.text):
        return "is found, but the cheap test would pass over it: no anchor"
    return None


def run_example(rule: Rule, example: Example, packs: Packs) -> list[Finding]:
    """Detect in a document that holds the example alone."""
    code = rule.lang == CODE
    kind = PassageKind(example.kind) if example.kind else PassageKind.PROSE
    context = Context(
        headings=(example.heading,) if example.heading else (),
        enclosing=example.enclosing,
        above=example.above,
    )
    passage = Passage(kind, example.text, 0, len(example.text), context=context, name=example.name)
    document = Document("example", "", "example", 1, "text/plain", example.text, (passage,))
    role = Role(example.role) if example.role else Role.VENDOR
    return detect(document, packs, Provenance(role=role, language="" if code else rule.lang))


def _words(language: Language) -> Iterator[Problem]:
    """Every word must find itself: a word that cannot is dead weight that nobody notices."""
    for rule in language.rules:
        for match in rule.match:
            for word in match.words:
                yield from _finds_itself(word, rule.file, f"{rule.id} {match.name}", anchor=True)
        for word in (*rule.values, *(word for one in rule.unless for word in one.words)):
            yield from _finds_itself(word, rule.file, rule.id, anchor=False)
    for sign, words in language.signs.items():
        for word in words:
            yield from _finds_itself(word, f"{language.code}/", sign.value, anchor=False)
    for lookalike in language.lookalikes:
        for word in lookalike.words:
            yield from _finds_itself(word, f"{language.code}/lookalikes.yml", lookalike.name, anchor=False)


def _finds_itself(word: Word, file: str, where: str, *, anchor: bool) -> Iterator[Problem]:
    term = word.term
    if term.pattern and anchor:
        yield Problem(
            file, where, f"{term.source!r}: a trait word must be literal, so that it can be an anchor"
        )
    if term.pattern and not word.samples:
        yield Problem(file, where, f"{term.source!r}: a pattern needs samples")
    for branch, variant in variants(term.pattern):
        if not any(compiled(variant).search(fold(sample)) for sample in word.samples):
            yield Problem(file, where, f"{term.source!r}: no sample reaches its branch {branch!r}")
    samples = word.samples or (" x ".join(piece.literal for piece in term.pieces),)
    lexicon = Lexicon([Entry(word)])
    for sample in samples:
        if not lexicon.find(fold(sample)):
            yield Problem(file, where, f"{term.source!r} does not find {sample!r}")
