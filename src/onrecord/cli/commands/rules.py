"""`onrecord rules`: look at the rule packs, prove them, put them in form, begin a new rule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import FOLDER, choices
from onrecord.flow.errors import UserError
from onrecord.model.vocabulary import Trait

if TYPE_CHECKING:
    from onrecord.detect.packs import Packs

_RULES = click.option(
    "--rules", type=FOLDER, multiple=True, metavar="DIR", help="Lay your own packs over those of OnRecord."
)


@click.group(short_help="Look at the rules, prove them, begin a new one.")
def rules() -> None:
    """Look at the rules, prove them by their examples, put them in form, begin a new one."""


@rules.command("list")
@_RULES
@click.option("--lang", default="", metavar="LANG", help="Only this language; `code` for identifiers.")
@click.option("--trait", type=choices(Trait), default=None, metavar="TRAIT", help="Only this trait.")
def list_rules(*, rules: tuple[Path, ...], lang: str, trait: str | None) -> int:
    """List the rules: id, version, status, trait, number of examples, title."""
    from onrecord.flow.rules import listed

    packs = _load(rules)[0]
    if lang and lang not in packs.languages:
        raise UserError(f"--lang {lang}: no such pack", f"Packs are {', '.join(packs.languages)}.")
    found = listed(packs, lang, trait or "")
    wide = max((len(rule.id) for rule in found), default=0)
    for rule in found:
        click.echo(
            f"{rule.id:<{wide}}  v{rule.version} {rule.status:<8} {len(rule.examples):>3} ex.  {rule.title}"
        )
    click.echo(f"{len(found)} rules.")
    return 0


@rules.command()
@_RULES
def check(*, rules: tuple[Path, ...]) -> int:
    """Check every pack: form, keys, legal references, and that each example holds."""
    from onrecord.detect.check import check as check_packs
    from onrecord.flow.laws import laws

    packs, files = _load(rules)
    problems = check_packs(packs, frozenset(laws(files)))
    for problem in problems:
        click.echo(f"{problem.file}: {problem.where}: {problem.message}")
    click.echo(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in {len(files)} files.")
    return 1 if problems else 0


@rules.command()
@_RULES
@click.argument("rule", default="", metavar="[RULE]")
@click.option("--todo", "show_todo", is_flag=True, help="Show the known misses too.")
def test(*, rules: tuple[Path, ...], rule: str, show_todo: bool) -> int:
    """Run the examples of all rules, or of those whose id begins with RULE."""
    from onrecord.flow.rules import prove

    held = broken = todo = passing = 0
    proofs = list(prove(_load(rules)[0], rule))
    if not proofs:
        raise UserError(f"no rule whose id begins with '{rule}'", "`onrecord rules list` shows all.")
    for proof in proofs:
        held, broken = held + proof.held, broken + len(proof.broken)
        todo, passing = todo + len(proof.todo), passing + len(proof.passing)
        for line in proof.broken:
            click.echo(f"BROKEN {proof.rule} ({proof.file}) {line}")
        for line in proof.passing:
            click.echo(f"PROMOTE {proof.rule} ({proof.file}) {line}: take the todo mark away")
        for line in proof.todo if show_todo else ():
            click.echo(f"todo   {proof.rule} ({proof.file}) {line}")
    click.echo(
        f"{len(proofs)} rules: {held} examples hold, {broken} broken, "
        f"{passing} to promote, {todo} known misses."
    )
    return 1 if broken or passing else 0


@rules.command()
@click.argument("paths", nargs=-1, required=True, type=FOLDER, metavar="PATH…")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
def fmt(*, paths: tuple[Path, ...], only_check: bool) -> int:
    """Put rule files into their one form. Files with comments are left alone: the form keeps none."""
    from onrecord.flow.inputs import shown
    from onrecord.flow.rules import in_form, pack_paths

    changed = 0
    for path in pack_paths(paths):
        text, wanted = in_form(path)
        if text == wanted:
            continue
        changed += 1
        click.echo(f"{'would change' if only_check else 'changed'} {shown(path)}")
        if not only_check:
            path.write_text(wanted, encoding="utf-8")
    return 1 if changed and only_check else 0


@rules.command()
@click.argument("lang")
@click.argument("trait", type=choices(Trait), metavar="TRAIT")
@click.option(
    "--in",
    "folder",
    type=FOLDER,
    default=Path("rules"),
    show_default=True,
    metavar="DIR",
    help="Folder of your own packs.",
)
def new(*, lang: str, trait: str, folder: Path) -> int:
    """Begin a rule for a LANG and a TRAIT, with blanks for its words and the examples that prove it."""
    from onrecord.flow.inputs import shown
    from onrecord.flow.rules import new_rule

    file = new_rule(folder, lang, Trait(trait))
    click.echo(
        f"{shown(file)} begun. Fill its blanks, then: "
        f"onrecord rules test --rules {shown(folder)} {lang}.{trait}"
    )
    return 0


def _load(overlays: tuple[Path, ...]) -> tuple[Packs, dict[str, str]]:
    from onrecord.flow.packs import load_packs, pack_files

    files = pack_files(overlays)
    return load_packs(files), files
