"""An error that a person made or can mend: what happened, to which input, what to do."""

from __future__ import annotations


class UserError(Exception):
    """Ends the command with one clear line; ``advice`` says what to do about it."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.what}. {self.advice}" if self.advice else self.what
