"""Adds the files of a folder to a case and says which are acknowledged; run as a process that gets killed."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.flow import case_add
from onrecord.flow.case_add import Added, Adder
from onrecord.flow.case_open import open_for_reading, open_for_writing
from onrecord.flow.examine import Examiner, Job
from onrecord.flow.filters import Filters
from onrecord.flow.inputs import Walk
from onrecord.flow.packs import pack_files
from onrecord.model.reading import Ask


def main(case_folder: str, files: str) -> None:
    """Commit often, so that a kill meets every moment of a commit."""
    case_add.GROUP = 3
    case = open_for_reading(Path(case_folder))
    writer, _ = open_for_writing(case)
    examiner = Examiner(Job(pack_files(), Ask(), Filters()))
    examiner.prepare()  # or a busy machine would be killed before it has added anything
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with writer:
        for event in Adder(case, writer, examiner, jobs=0).add(Walk().entries([files])):
            if isinstance(event, Added):
                sys.stdout.write(f"{event.capture.id} {event.capture.sha256}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
