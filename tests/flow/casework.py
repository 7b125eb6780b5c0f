"""What tests do with a case: settle it, add to it, look into its ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from onrecord.archive.case import Case, open_case
from onrecord.flow.case_add import Added, Adder
from onrecord.flow.case_open import open_for_writing
from onrecord.flow.case_visit import Page
from onrecord.flow.examine import Examiner, Job
from onrecord.flow.filters import Filters
from onrecord.flow.packs import pack_files
from onrecord.model.capture import Capture
from onrecord.model.custody import Act
from onrecord.model.reading import Ask


def settled(folder: Path, **more: str) -> Case:
    path = folder / "onrecord.toml"
    text = path.read_text().replace("host_delay = 2.0", "host_delay = 0")
    text = text.replace("allow_networks = []", 'allow_networks = ["127.0.0.0/8"]')
    for name, value in more.items():
        text = re.sub(rf"(?m)^{name} = .*$", f"{name} = {value}", text)
    path.write_text(text)
    return open_case(folder)


def add(case: Case, pages: Iterable[Page]) -> list[Capture]:
    examiner = Examiner(Job(pack_files(()), Ask(), Filters()))
    writer, _ = open_for_writing(case)
    with writer:
        events = list(Adder(case, writer, examiner, jobs=0).add(pages))
    return [event.capture for event in events if isinstance(event, Added)]


def findings(case: Case) -> int:
    return sum(int(str(one.body["findings"])) for one in case.ledger.entries() if one.act is Act.READING)


def readings(case: Case) -> list[str]:
    return [one.subject for one in case.ledger.entries() if one.act is Act.READING]
