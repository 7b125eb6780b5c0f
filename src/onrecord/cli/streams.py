"""Where output goes: standard output or a file, always UTF-8, with line ends left alone."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from onrecord.flow.errors import UserError
from onrecord.flow.inputs import shown


@contextmanager
def output(file: Path | None) -> Iterator[TextIO]:
    """A stream for the findings. A file is opened before the scan starts: a wrong path costs nothing."""
    if file is not None:
        try:
            stream = file.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise UserError(
                f"{shown(file)}: cannot write there ({error.strerror or error})", "Choose another --output."
            ) from error
        with stream:
            yield stream
        return
    sys.stdout.flush()
    own = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")  # UTF-8 whatever the locale says
    try:
        yield own
        own.flush()
    finally:
        own.detach()  # or it would close standard output
