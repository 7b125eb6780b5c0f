"""HTML pages of one file: a template of ``cli/output/sheets`` with the style and script that it names."""

from __future__ import annotations

import base64
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TextIO

from onrecord import __version__
from onrecord.cli import terminal
from onrecord.flow.errors import UserError

FOLDER = "sheets"


def render(template: str, /, **values: object) -> str:
    """The page; nothing in it is loaded from elsewhere, and its own policy allows only what stands in it."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("onrecord.cli.output", FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    from markupsafe import Markup

    style, script = asset("sheet.css"), asset("sheet.js")
    return environment.get_template(template).render(
        style=Markup(style),  # noqa: S704  (our own file)
        script=Markup(script),  # noqa: S704
        style_hash=_policy_hash(style),
        script_hash=_policy_hash(script),
        version=__version__,
        **values,
    )


def asset(name: str) -> str:
    """A file that ships beside the templates."""
    return (resources.files("onrecord.cli.output") / FOLDER / name).read_text("utf-8")


def _policy_hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file; the file is there only when it is whole."""
    if path is None:
        yield sys.stdout
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(f"{path}: {error.strerror or error}", "Choose another --output.") from error


def refuse_terminal(path: Path | None) -> None:
    """An HTML page on the terminal helps nobody."""
    if path is None and terminal.is_terminal(sys.stdout):
        raise UserError("an HTML page on the terminal helps nobody", "Add --output page.html.")
