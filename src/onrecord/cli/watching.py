"""Watch for a person: ask what is due, tell each observation in a line."""

from __future__ import annotations

import time
from pathlib import Path

import click

from onrecord.archive.case import Case
from onrecord.cli import terminal
from onrecord.cli.passphrase import case_writer
from onrecord.model.capture import Capture
from onrecord.model.vocabulary import Outcome


def run(case: Case, passphrase_file: Path | None, hosts: int, *, everything: bool = False) -> int:
    """Ask once; 2 where a page did not come or a selector names nothing, else 0."""
    from onrecord.archive.writer import utc_now
    from onrecord.flow.case_add import Added, Adder
    from onrecord.flow.case_sources import sources
    from onrecord.flow.case_visit import Visits
    from onrecord.flow.case_watch import standings, visit_due
    from onrecord.flow.examine import Examiner, Job
    from onrecord.flow.filters import Filters
    from onrecord.flow.packs import pack_files
    from onrecord.flow.scan import default_jobs
    from onrecord.model.reading import Ask

    now = utc_now()
    active = [one for one in sources(case) if not one.paused]
    due = [one for one in standings(case, active, now) if everything or one.due <= now]
    if not due:
        click.echo("Nothing is due.")
        return 0
    rules = case.folder / "rules"
    examiner = Examiner(Job(pack_files([rules] if any(rules.glob("*")) else ()), Ask(), Filters()))
    visits, missed = Visits(case), False
    with case_writer(case, passphrase_file) as writer:
        adder = Adder(case, writer, examiner, jobs=default_jobs(), visits=visits)
        for event in adder.add(visit_due(case, due, visits, hosts)):
            if isinstance(event, Added):
                missed |= _tell(case, event.capture)
    return 2 if missed else 0


def run_forever(case: Case, passphrase_file: Path | None, hosts: int) -> int:
    """Ask again and again until stopped."""
    from onrecord.archive.writer import utc_now
    from onrecord.flow.case_sources import sources
    from onrecord.flow.case_watch import pause_until, standings

    while True:
        active = [one for one in sources(case) if not one.paused]
        now = utc_now()
        waiting = standings(case, active, now)
        if any(one.due <= now for one in waiting):
            run(case, passphrase_file, hosts)
            waiting = standings(case, active, utc_now())
        time.sleep(pause_until((one.due for one in waiting), utc_now()))


def _tell(case: Case, made: Capture) -> bool:
    """One line about an observation; true where somebody should look."""
    from onrecord.archive.writer import utc_now
    from onrecord.cli.output.safe import one_line
    from onrecord.flow.case_sources import sources
    from onrecord.flow.case_watch import MISSING, policy_of, standings

    why = [made.reason] if made.reason else []
    if made.outcome in MISSING and not made.part_of:
        own = [one for one in sources(case) if one.series == made.series]
        why += [one.said(policy_of(case)) for one in standings(case, own, utc_now())]
    reason = f" ({'; '.join(why)})" if why else ""
    click.echo(one_line(f"{made.address}: {made.outcome}{reason}"))
    if made.facts.get("selector_matches") == "0":
        terminal.warn(f"{made.address}: nothing on the page matches the selector {made.facts['selector']!r}")
        return True
    return made.outcome is not Outcome.PRESENT and not made.part_of
