"""Load rule packs from their texts: languages, their words, and the cheap test for interest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.detect.anchors import Anchors, Source
from onrecord.detect.lexicon import Entry, Lexicon, rule_entries
from onrecord.detect.rule import Fields, PackError, Rule, Unless, Word, rule, unless
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Strength

CODE = "code"
SHARED = "_shared"
LOOKS = (Sign.FACE, Sign.ATTRIBUTE)
_SPECIAL = ("words.yml", "stance.yml", "lookalikes.yml", "language.yml")


@dataclass(frozen=True, slots=True)
class Language:
    """One pack folder: the rules of a language, or of code identifiers."""

    code: str
    name: str
    status: str
    rules: tuple[Rule, ...]
    signs: Mapping[Sign, tuple[Word, ...]]
    lookalikes: tuple[Unless, ...]
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Packs:
    """All packs in use."""

    languages: Mapping[str, Language]
    anchors: Anchors

    def rules(self) -> Iterable[Rule]:
        """Every rule of every language."""
        for language in self.languages.values():
            yield from language.rules

    def interest(self, text: str) -> bool:
        """Whether a raw text may hold a finding; never false where ``detect`` would find one."""
        return self.anchors.any(text)


def load(files: Mapping[str, str]) -> Packs:
    """Read packs from relative path → YAML text; raises ``PackError`` naming file and key."""
    folders: dict[str, dict[str, object]] = {}
    for path in sorted(files):
        folder, _, name = path.rpartition("/")
        if folder and folder != SHARED and name.endswith(".yml"):
            folders.setdefault(folder, {})[name] = _yaml(path, files[path])
    if not folders:
        raise PackError("no rule packs found: a pack is a folder LANG/ with language.yml and rules")
    languages = {code: _language(code, data) for code, data in folders.items()}
    _refuse_twice(languages.values())
    active = [
        found for language in languages.values() for found in language.rules if found.status != "retired"
    ]
    looks = [word.term for one in languages.values() for sign in LOOKS for word in one.signs.get(sign, ())]
    return Packs(languages, Anchors(_sources(active), looks))


def _sources(rules: Iterable[Rule]) -> Iterable[Source]:
    for found in rules:
        for match in found.match:
            for one in match.words:
                yield Source(one.term, match.strength is Strength.WEAK, found.lang == CODE)


def _yaml(path: str, text: str) -> object:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506  (a safe loader, the C one where it was built)
    except yaml.YAMLError as error:
        raise PackError(f"{path}: not valid YAML: {error}") from error


def _language(code: str, data: Mapping[str, object]) -> Language:
    about = Fields(data.get("language.yml", {"name": code}), f"{code}/language.yml")
    name, status = about.text("name", code), about.choice("status", ("supported", "trial"), "trial")
    about.done()
    rules = tuple(rule(content, f"{code}/{file}") for file, content in data.items() if file not in _SPECIAL)
    signs = _signs(code, data)
    lookalikes = _lookalikes(code, data)
    entries = [entry for found in rules if found.status != "retired" for entry in rule_entries(found)]
    entries += [Entry(word, sign=sign) for sign, words in signs.items() for word in words]
    entries += [Entry(word, unless=one) for one in lookalikes for word in one.words]
    return Language(code, name, status, rules, signs, lookalikes, Lexicon(entries))


def _signs(code: str, data: Mapping[str, object]) -> dict[Sign, tuple[Word, ...]]:
    signs: dict[Sign, tuple[Word, ...]] = {}
    for file in ("words.yml", "stance.yml"):
        if file in data:
            fields = Fields(data[file], f"{code}/{file}")
            for key in fields.keys():  # noqa: SIM118  (Fields is no mapping)
                try:
                    sign = Sign(key)
                except ValueError:
                    raise PackError(
                        f"{code}/{file}: unknown list {key!r}; lists are {', '.join(Sign)}"
                    ) from None
                signs[sign] = signs.get(sign, ()) + fields.words(key)
    return signs


def _lookalikes(code: str, data: Mapping[str, object]) -> tuple[Unless, ...]:
    content = data.get("lookalikes.yml")
    if content is None:
        return ()
    if not isinstance(content, list):
        raise PackError(f"{code}/lookalikes.yml: expected a list of look-alikes")
    return tuple(unless(item, f"{code}/lookalikes.yml") for item in content)


def _refuse_twice(languages: Iterable[Language]) -> None:
    seen: dict[str, str] = {}
    for language in languages:
        for found in language.rules:
            if found.id in seen:
                raise PackError(f"{found.file}: rule id {found.id!r} is already used in {seen[found.id]}")
            seen[found.id] = found.file
