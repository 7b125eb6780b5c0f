"""Load rule packs from their texts: languages, their words, and the cheap test for interest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.detect.anchors import Anchors, Source
from onrecord.detect.pack_language import Language, folder_of
from onrecord.detect.rule import PackError, Rule
from onrecord.detect.terms import Term
from onrecord.detect.vocabulary import Sign
from onrecord.model.vocabulary import Strength

CODE = "code"
SHARED = "_shared"
LOOKS = (Sign.FACE, Sign.ATTRIBUTE)


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
    languages = {code: folder_of(code, data) for code, data in folders.items()}
    _refuse_twice(languages.values())
    return Packs(languages, Anchors(sources(languages.values()), company(languages.values())))


def sources(languages: Iterable[Language]) -> Iterable[Source]:
    """What anchors are made of: the trait words of every rule in force."""
    for language in languages:
        for found in language.rules:
            for match in found.match if found.status != "retired" else ():
                for one in match.words:
                    yield Source(one.term, match.strength is Strength.WEAK, found.lang == CODE)


def company(languages: Iterable[Language]) -> list[Term]:
    """Words for looks, which roundabout trait words need beside them."""
    return [word.term for one in languages for sign in LOOKS for word in one.signs.get(sign, ())]


def _yaml(path: str, text: str) -> object:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506  (a safe loader, the C one where it was built)
    except yaml.YAMLError as error:
        raise PackError(f"{path}: not valid YAML: {error}") from error


def _refuse_twice(languages: Iterable[Language]) -> None:
    seen: dict[str, str] = {}
    for language in languages:
        for found in language.rules:
            if found.id in seen:
                raise PackError(f"{found.file}: rule id {found.id!r} is already used in {seen[found.id]}")
            seen[found.id] = found.file
