"""Packs prove themselves: every word finds itself, every example holds."""

from __future__ import annotations

import re

import pytest
import yaml
from tests.detect.support import ROOT, packs

from onrecord.detect.check import check
from onrecord.detect.packs import load
from onrecord.detect.rule import PackError

RULE = """
id: xx.race
version: 1
status: test
title: A rule
lang: xx
trait: race
why: because
legal: []
match:
  - {name: term, strength: medium, terms: [quux]}
examples:
  - {text: "Face attributes quux", finds: quux}
  - {text: "nothing", finds: null}
"""


def test_every_word_and_every_example_of_every_pack_holds() -> None:
    laws = yaml.safe_load((ROOT / "packs/_shared/laws.yml").read_text("utf-8"))
    assert check(packs(), frozenset(laws)) == []


def test_every_named_value_of_a_people_is_in_the_shared_list() -> None:
    known = set(yaml.safe_load((ROOT / "packs/_shared/peoples.yml").read_text("utf-8")))
    named = {
        part
        for rule in packs().rules()
        if rule.trait == "named_people"
        for match in rule.match
        for word in match.words
        for part in (word.value.split(" and ") if word.value else [])
    }
    assert {one for one in named if not one.startswith("not ")} - known == set()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("trait: race", "trait: shoe_size"), "'trait' is 'shoe_size', must be one of"),
        (("version: 1", "version: one"), "'version' must be a whole number"),
        (("title: A rule\n", ""), "'title' is missing"),
        (("why: because", "whi: because"), "'why' is missing"),
        (("legal: []", "legal: []\ncolour: red"), "unknown key colour"),
        (("[quux]", "[no]"), "YAML reads yes, no, on, off"),
        (("[quux]", "['*']"), "has an empty part"),
        (("id: xx.race", "id: [xx.race"), "not valid YAML"),
    ],
)
def test_a_broken_rule_file_is_refused_with_the_file_and_the_key(
    change: tuple[str, str], complaint: str
) -> None:
    with pytest.raises(PackError, match=re.escape(complaint)) as refused:
        load({"xx/race.yml": RULE.replace(*change)})
    assert "xx/race.yml" in str(refused.value)


def test_an_id_used_twice_is_refused() -> None:
    with pytest.raises(PackError, match=r"'xx\.race' is already used in xx/race\.yml"):
        load({"xx/race.yml": RULE, "xx/race2.yml": RULE})


def test_a_rule_without_a_false_example_is_a_problem() -> None:
    broken = RULE.replace('  - {text: "nothing", finds: null}\n', "")
    assert any("must leave alone" in problem.message for problem in check(load({"xx/race.yml": broken})))


def test_an_example_that_no_longer_holds_is_a_problem() -> None:
    broken = RULE.replace("Face attributes quux", "Face attributes zork")
    assert any("must find race" in problem.message for problem in check(load({"xx/race.yml": broken})))


def test_a_todo_that_holds_asks_to_be_promoted() -> None:
    marked = RULE.replace('{text: "nothing", finds: null}', '{text: "nothing", finds: null, todo: once hard}')
    assert any("take the mark away" in problem.message for problem in check(load({"xx/race.yml": marked})))
