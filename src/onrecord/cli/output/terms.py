"""What the words of the record mean, one line each; docs/reading-a-finding.md says the same."""

from __future__ import annotations

from onrecord.model.vocabulary import Basis, Stance, Strength

STANCES = {
    Stance.CLAIM: "says that a product infers the trait (documentation, code, advertising)",
    Stance.REQUIREMENT: "asks for it: a tender, a standard",
    Stance.TEST_RESULT: "reports a test of it, passed or failed",
    Stance.DENIAL: "says that a product does not do it",
    Stance.LIMITATION: "concedes it with a limit: reserved, experimental, laboratory only, planned",
    Stance.ADMISSION: "says that it was there and is no longer",
    Stance.DEFENCE: "concedes it and calls it ordinary",
    Stance.PROHIBITION: "forbids it",
    Stance.REPORT: "says that somebody else's product does it: press, NGOs, courts",
    Stance.LOOKALIKE: "uses the words for something else; the basis says for what",
    Stance.UNCLEAR: "cannot be decided from the text: for a person",
}

BASES = {
    Basis.APPEARANCE: "from a face, body or gait: an inference from looks",
    Basis.DOCUMENT: "read from an identity card or passport",
    Basis.RECORD: "typed in, imported or held in a register",
    Basis.PLACE: "the name of a place",
    Basis.NONE: "nothing is inferred about a person",
}

STRENGTHS = {
    Strength.STRONG: (
        "the passage itself, its enclosing type, heading or siblings say that looks are the source"
    ),
    Strength.MEDIUM: "neighbouring passages or the document say so; a value below a trait",
    Strength.WEAK: "a roundabout word, or a statement about a function without a word for looks nearby",
}
