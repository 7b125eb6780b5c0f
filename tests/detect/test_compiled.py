"""Packs that were kept in compiled form mean what their files mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.detect.compiled import compile_packs, restore
from onrecord.detect.lexicon import Hit
from onrecord.detect.packs import Packs, load
from onrecord.flow.errors import UserError
from onrecord.flow.packs import _loaded, load_packs, pack_files
from onrecord.text.normalise import fold


@pytest.fixture(scope="module")
def both() -> tuple[Packs, Packs]:
    packs = load(pack_files())
    return packs, restore(compile_packs(packs))


def test_every_rule_sign_and_lookalike_is_the_same(both: tuple[Packs, Packs]) -> None:
    packs, restored = both
    assert list(packs.languages) == list(restored.languages)
    assert list(packs.rules()) == list(restored.rules())
    for code, language in packs.languages.items():
        other = restored.languages[code]
        assert (language.name, language.status) == (other.name, other.status)
        assert language.signs == other.signs
        assert language.lookalikes == other.lookalikes


def test_every_example_gives_the_same_words_and_the_same_interest(both: tuple[Packs, Packs]) -> None:
    packs, restored = both
    texts = [example.text for rule in packs.rules() for example in rule.examples]
    for text in texts:
        folded = fold(text)
        for code, language in packs.languages.items():
            assert _told(language.lexicon.find(folded)) == _told(
                restored.languages[code].lexicon.find(folded)
            )
        assert packs.interest(text) == restored.interest(text)
        assert packs.anchors.touches(text) == restored.anchors.touches(text)
    assert packs.anchors.literals == restored.anchors.literals


def _told(hits: list[Hit]) -> list[object]:
    return [(hit.start, hit.end, hit.entry.word, hit.entry.sign, _of(hit)) for hit in hits]


def _of(hit: Hit) -> tuple[object, ...]:
    rule, match, unless = hit.entry.rule, hit.entry.match, hit.entry.unless
    return rule and rule.id, match and match.name, unless and unless.name


def test_a_restored_language_reads_only_what_is_met(both: tuple[Packs, Packs]) -> None:
    packs, _ = both
    restored = restore(compile_packs(packs))
    restored.languages["en"].lexicon.find("the race of a face")
    assert "content" in vars(restored.languages["en"])
    assert "content" not in vars(restored.languages["ru"])
    assert "rules" not in vars(restored.languages["en"])


def test_a_second_run_reads_what_the_first_one_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "kept"))
    _loaded.cache_clear()
    first = load_packs(pack_files())
    _loaded.cache_clear()

    def never(files: object) -> Packs:
        raise AssertionError("the packs were parsed again")

    monkeypatch.setattr("onrecord.detect.packs.load", never)
    second = load_packs(pack_files())
    assert second is not first
    assert [rule.id for rule in second.rules()] == [rule.id for rule in first.rules()]
    with pytest.raises(AssertionError, match="parsed again"):  # other packs, another key
        load_packs({**pack_files(), "en/words.yml": "face: [visage]\n"})
    _loaded.cache_clear()


def test_a_broken_pack_is_refused_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "kept"))
    broken = {**pack_files(), "en/words.yml": "fasce: [visage]\n"}
    for _ in range(2):
        with pytest.raises(UserError, match="unknown list 'fasce'"):
            load_packs(broken)
