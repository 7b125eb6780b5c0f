"""Which findings a person wants to see."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.finding import Finding
from onrecord.model.vocabulary import Basis, Stance, Strength, Trait


@dataclass(frozen=True, slots=True)
class Filters:
    """An empty set lets everything through; values of one kind are alternatives, kinds add up."""

    traits: frozenset[Trait] = frozenset()
    stances: frozenset[Stance] = frozenset()
    bases: frozenset[Basis] = frozenset()
    strengths: frozenset[Strength] = frozenset()
    languages: frozenset[str] = frozenset()

    def let(self, finding: Finding) -> bool:
        """True for a finding that was asked for."""
        return (
            (not self.traits or bool(self.traits & {finding.trait, *finding.traits}))
            and (not self.stances or finding.stance in self.stances)
            and (not self.bases or finding.basis in self.bases)
            and (not self.strengths or finding.strength in self.strengths)
            and (not self.languages or _speaks(finding.language, self.languages))
        )


def _speaks(language: str, wanted: frozenset[str]) -> bool:
    """``zh`` asks for every Chinese, ``zh-Hant`` for one; case does not matter."""
    own = language.lower()
    return any(own == one or own.startswith(one + "-") for one in wanted)
