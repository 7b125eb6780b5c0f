"""Steps 11 and 12: tokens hold, over the segments that they are noted for, and no capture is without one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from onrecord.model.custody import Act, Entry, sha256
from onrecord.verify.archive import segment_file
from onrecord.verify.chain import Link
from onrecord.verify.fault import Report, Step
from onrecord.verify.tokens import TokenError, token_time

CLOCKS_DIFFER = timedelta(minutes=5)
"""A segment may be written so much later than its token says, for clocks differ."""
TIME = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the case asks of stamps."""

    authorities: tuple[str, ...]
    wanted: int
    late_after: timedelta


def policy(folder: Path) -> Policy:
    """The stamps' part of ``onrecord.toml``, whose digest step 8 checks; else the defaults."""
    try:
        data = tomllib.loads((folder / "onrecord.toml").read_text("utf-8"))
    except (OSError, ValueError):
        data = {}
    stamps = data.get("stamps", {})
    return Policy(
        tuple(data.get("authorities", {})),
        int(stamps.get("wanted", 2)),
        timedelta(minutes=int(stamps.get("late_after", 15))),
    )


def check_stamps(folder: Path, links: list[Link], report: Report) -> None:
    """Check steps 11 and 12."""
    asked = policy(folder)
    by_number = {link.segment.number: link for link in links}
    covered: dict[str, int] = {}
    """Authority to the last segment that it stamped: the chain covers all before it."""
    for link in links:
        for entry in link.segment.entries:
            if entry.act is Act.STAMP and entry.body.get("result") == "stamped":
                number = entry.body.get("segment")
                stamped = by_number.get(number) if isinstance(number, int) else None
                if stamped is None:
                    report.fault(
                        Step.STAMPS, link.file, f"stamps segment {number}, which is not there", entry.number
                    )
                elif _holds(folder, entry, stamped, asked, report):
                    name = str(entry.body.get("authority"))
                    covered[name] = max(covered.get(name, 0), stamped.segment.number)
    _coverage(links, covered, asked, report)


def _holds(folder: Path, entry: Entry, stamped: Link, asked: Policy, report: Report) -> bool:
    """Step 11 for one token, and the lateness of step 12."""
    name, file = str(entry.body.get("authority")), str(entry.body.get("token"))
    token, roots = folder / file, folder / "authorities" / f"{Path(name).name}.pem"
    if not token.is_file() or ".." in Path(file).parts:
        report.fault(Step.STAMPS, file, "the token is missing", entry.number)
        return False
    response = token.read_bytes()
    report.stamps += 1
    if sha256(response) != entry.body.get("token_sha256"):
        report.fault(Step.STAMPS, file, "is not the token that was noted", entry.number)
        return False
    try:
        moment = token_time(response, (folder / stamped.file).read_bytes(), roots.read_bytes())
    except (TokenError, OSError) as error:
        report.fault(Step.STAMPS, file, f"authority {name}: {error}", entry.number)
        return False
    if moment.strftime(TIME) != entry.body.get("time"):
        report.fault(
            Step.STAMPS, file, f"its time is {moment.strftime(TIME)}, noted is another", entry.number
        )
    written = datetime.fromisoformat(stamped.segment.written_at)
    if written - moment > CLOCKS_DIFFER:
        report.fault(
            Step.TIMES, stamped.file, f"says that it was written after {name} stamped it", entry.number
        )
    late = moment - written > asked.late_after
    if late and not entry.body.get("late"):
        behind = str(moment - written).partition(".")[0]
        report.fault(
            Step.COVERAGE, file, f"came {behind} after its segment and is not marked late", entry.number
        )
    return True


def _coverage(links: list[Link], covered: dict[str, int], asked: Policy, report: Report) -> None:
    """Step 12: how many authorities vouch for each segment with captures."""
    if not asked.authorities:
        report.notes.append("No time-stamp authority is set: all times rest on the writer's clock.")
        return
    bare = [
        link.segment.number
        for link in links
        if any(entry.act is Act.CAPTURE for entry in link.segment.entries)
        and sum(link.segment.number <= last for last in covered.values()) < asked.wanted
    ]
    if bare:
        report.notes.append(
            f"{len(bare)} segments with captures are stamped by fewer than {asked.wanted} authorities, "
            f"the first is {segment_file(bare[0])}. `onrecord seal` asks again."
        )


def now_text(moment: datetime) -> str:
    """A token's time as entries write it."""
    return moment.astimezone(UTC).strftime(TIME)
