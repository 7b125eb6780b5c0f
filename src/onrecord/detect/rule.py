"""The shape of rule packs: what a pack file may say, read strictly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.detect.terms import Term, TermError, parse
from onrecord.model.vocabulary import Basis, Stance, Strength, Trait

STATUSES = ("draft", "test", "stable", "retired")


class PackError(ValueError):
    """A pack file that cannot be used; the message names the file, the key and what to do."""


@dataclass(frozen=True, slots=True)
class Word:
    """A term with what a reader or a mechanism needs to know of it."""

    term: Term
    gloss: str = ""
    value: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One way a rule finds its trait.

    ``strong`` words say by themselves that the trait is inferred; ``medium`` words name the trait and need a
    face or body around them; ``weak`` words mean it only beside both a face and a capability. ``ambiguous``
    words have everyday other meanings (race, faith): they need looks nearby, a document about cameras alone
    is not enough.
    """

    name: str
    strength: Strength
    words: tuple[Word, ...]
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Unless:
    """A look-alike: inside one of its terms a trait word is none."""

    name: str
    because: str
    words: tuple[Word, ...]
    basis: Basis = Basis.NONE
    trait: Trait | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that proves a rule: what it finds there, or that it finds nothing."""

    text: str
    finds: str | None
    stance: Stance | None = None
    basis: Basis | None = None
    because: str = ""
    kind: str = ""
    heading: str = ""
    name: str = ""
    above: str = ""
    enclosing: tuple[str, ...] = ()
    role: str = ""
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One trait in one language, or in code."""

    id: str
    version: int
    status: str
    title: str
    lang: str
    trait: Trait
    why: str
    legal: tuple[str, ...]
    match: tuple[Match, ...]
    values: tuple[Word, ...] = ()
    unless: tuple[Unless, ...] = ()
    examples: tuple[Example, ...] = ()
    file: str = field(default="", compare=False)


class Fields:
    """A mapping of a pack file, read key by key so that nothing unknown slips through."""

    def __init__(self, data: object, where: str) -> None:
        """Take a mapping; anything else is a ``PackError``."""
        if isinstance(data, bool):
            raise PackError(
                f"{where}: YAML reads yes, no, on, off as true and false; write such words in quotes"
            )
        if not isinstance(data, Mapping):
            raise PackError(f"{where}: expected a mapping of keys, found {type(data).__name__}")
        self._data = {str(key): value for key, value in data.items()}
        self.where = where
        self._seen: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """A string; numbers and booleans of YAML are refused, because YAML guesses them."""
        value = self._take(key, default)
        if not isinstance(value, str):
            raise PackError(f"{self.where}: {key!r} must be text; write it in quotes")
        return value

    def number(self, key: str) -> int:
        """A whole number."""
        value = self._take(key, None)
        if not isinstance(value, int) or isinstance(value, bool):
            raise PackError(f"{self.where}: {key!r} must be a whole number")
        return value

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """A string out of a list."""
        value = self.text(key, default)
        if value not in allowed:
            raise PackError(f"{self.where}: {key!r} is {value!r}, must be one of {', '.join(allowed)}")
        return value

    def optional(self, key: str) -> str | None:
        """A string or null; the key must be there."""
        value = self._take(key, "")
        if value is not None and not isinstance(value, str):
            raise PackError(f"{self.where}: {key!r} must be text or null")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when the key is missing."""
        value = self._data.get(key, False)
        self._seen.add(key)
        if not isinstance(value, bool):
            raise PackError(f"{self.where}: {key!r} must be true or false")
        return value

    def items(self, key: str) -> Sequence[object]:
        """A list, empty when the key is missing."""
        value = self._take(key, ())
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise PackError(f"{self.where}: {key!r} must be a list")
        return value

    def words(self, key: str) -> tuple[Word, ...]:
        """A list of terms: strings, or mappings with term, gloss, value."""
        return tuple(word(item, f"{self.where}: {key}") for item in self.items(key))

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self._data

    def keys(self) -> list[str]:
        """All keys as given."""
        return list(self._data)

    def done(self) -> None:
        """Refuse keys that nobody asked for: a misspelt key is an error, never silence."""
        unknown = sorted(set(self._data) - self._seen)
        if unknown:
            known = ", ".join(sorted(self._seen))
            raise PackError(f"{self.where}: unknown key {', '.join(unknown)}; known here: {known}")

    def _take(self, key: str, default: object) -> object:
        self._seen.add(key)
        if key in self._data:
            return self._data[key]
        if default is None:
            raise PackError(f"{self.where}: {key!r} is missing")
        return default


def word(item: object, where: str) -> Word:
    """One term of a list."""
    try:
        if isinstance(item, str):
            return Word(parse(item))
        fields = Fields(item, where)
        made = Word(
            parse(fields.text("term")),
            fields.text("gloss", ""),
            fields.text("value", ""),
            tuple(str(sample) for sample in fields.items("samples")),
        )
    except TermError as error:
        raise PackError(f"{where}: {error}") from error
    fields.done()
    return made


def rule(data: object, file: str) -> Rule:
    """One rule file."""
    fields = Fields(data, file)
    made = Rule(
        id=fields.text("id"),
        version=fields.number("version"),
        status=fields.choice("status", STATUSES),
        title=fields.text("title"),
        lang=fields.text("lang"),
        trait=Trait(fields.choice("trait", [trait.value for trait in Trait])),
        why=fields.text("why"),
        legal=tuple(str(key) for key in fields.items("legal")),
        match=tuple(_match(item, file) for item in fields.items("match")),
        values=fields.words("values"),
        unless=tuple(unless(item, f"{file}: unless") for item in fields.items("unless")),
        examples=tuple(_example(item, f"{file}: examples") for item in fields.items("examples")),
        file=file,
    )
    fields.done()
    return made


def _match(item: object, file: str) -> Match:
    fields = Fields(item, f"{file}: match")
    made = Match(
        name=fields.text("name"),
        strength=Strength(fields.choice("strength", [strength.value for strength in Strength])),
        words=fields.words("terms"),
        ambiguous=fields.flag("ambiguous"),
    )
    fields.done()
    return made


def unless(item: object, where: str) -> Unless:
    """One look-alike entry."""
    fields = Fields(item, where)
    trait = fields.text("trait", "")
    made = Unless(
        name=fields.text("name"),
        because=fields.text("because"),
        words=fields.words("terms"),
        basis=Basis(fields.choice("basis", [basis.value for basis in Basis], "none")),
        trait=Trait(trait) if trait else None,
    )
    fields.done()
    return made


def _example(item: object, where: str) -> Example:
    fields = Fields(item, where)
    stance, basis = fields.text("stance", ""), fields.text("basis", "")
    made = Example(
        text=fields.text("text"),
        finds=fields.optional("finds"),
        stance=Stance(stance) if stance else None,
        basis=Basis(basis) if basis else None,
        because=fields.text("because", ""),
        kind=fields.text("kind", ""),
        heading=fields.text("heading", ""),
        name=fields.text("name", ""),
        above=fields.text("above", ""),
        enclosing=tuple(str(name) for name in fields.items("enclosing")),
        role=fields.text("role", ""),
        todo=fields.text("todo", ""),
    )
    fields.done()
    return made
