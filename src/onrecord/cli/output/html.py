"""One HTML file that opens offline: filters, quotes in context, marked page pictures, reasons.

Nothing in it is loaded from elsewhere, everything from documents is escaped, and the page's own policy allows
only the style and the script that stand in it.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, TextIO

from onrecord import __version__
from onrecord.cli.output.base import Format, Options, RuleText
from onrecord.cli.output.cards import Card, card
from onrecord.cli.output.closing import plural, read_line
from onrecord.cli.output.safe import one_line, safe
from onrecord.cli.output.words import BASIS, LANGUAGES, about, name_of, plain, tone_of
from onrecord.flow.laws import Law
from onrecord.flow.result import DocumentResult
from onrecord.flow.summary import Summary
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import Basis, Stance, Strength, Trait

if TYPE_CHECKING:
    from jinja2 import Environment, Template

PICTURE_BYTES = 40_000_000
"""All page pictures of one report together; above it, passages are shown as text only."""

_FACETS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("stance", "What the passage does", tuple(Stance)),
    ("trait", "Trait", tuple(Trait)),
    ("basis", "Taken from", tuple(Basis)),
    ("language", "Language", ()),
    ("strength", "Strength", tuple(Strength)),
)


class _Writer:
    """Keeps the documents in a temporary file, for what stands above them is known only at the end."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        self._stream = stream
        self._options = options
        self._environment = _environment()
        self._body = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        self._facets: dict[str, Counter[str]] = {name: Counter() for name, _, _ in _FACETS}
        self._rules: Mapping[str, RuleText] | None = None
        self._picture_bytes = 0
        self._without_pictures = 0
        self._documents = 0
        self._anchors: Counter[str] = Counter()
        self._legal: set[str] = set()

    def document(self, result: DocumentResult) -> None:
        if not result.findings:
            return
        if self._rules is None:
            self._rules = self._options.rules()
        self._documents += 1
        cards = []
        for seen in result.findings:
            self._count(seen.finding)
            cards.append(card(seen, self._anchor(seen.finding), self._rules, self._picture(seen.picture)))
        page = self._template("document.html").render(
            number=self._documents,
            name=one_line(name_of(result)),
            about=one_line(about(result)),
            url=one_line(result.url),
            findings=[one for one in cards if not _quiet(one)],
            lookalikes=[one for one in cards if _quiet(one)],
        )
        self._body.write(page)

    def close(self, summary: Summary) -> None:
        style, script = _asset("style.css"), _asset("script.js")
        head = self._template("head.html").render(
            title=_title(summary),
            lead=_lead(summary),
            stopped=summary.stopped,
            stances=[
                {"word": plain(one), "tone": tone_of(one), "count": summary.stances[one]}
                for one in Stance
                if summary.stances[one]
            ],
            facets=[_facet(name, legend, order, self._facets[name]) for name, legend, order in _FACETS],
            version=__version__,
            style=_trusted(style),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
        foot = self._template("foot.html").render(
            gaps=_gaps(summary),
            laws=self._named_laws(),
            read=read_line(summary),
            left_out=_left_out(summary),
            without_pictures=self._without_pictures,
            version=__version__,
            script=_trusted(script),
        )
        self._stream.write(head)
        self._body.seek(0)
        shutil.copyfileobj(self._body, self._stream)
        self._body.close()
        self._stream.write(foot)

    def _named_laws(self) -> list[Law]:
        known = self._options.laws() if self._legal else {}
        return [known.get(key, Law(key)) for key in sorted(self._legal)]

    def _count(self, finding: Finding) -> None:
        self._legal.update(finding.legal)
        self._facets["stance"][finding.stance] += 1
        for trait in {finding.trait, *finding.traits}:
            self._facets["trait"][trait] += 1
        self._facets["basis"][finding.basis] += 1
        self._facets["language"][finding.language] += 1
        self._facets["strength"][finding.strength] += 1

    def _anchor(self, finding: Finding) -> str:
        """The fingerprint; copies of a passage share it, so later ones get a number."""
        self._anchors[finding.fingerprint] += 1
        number = self._anchors[finding.fingerprint]
        return f"f-{finding.fingerprint}" if number == 1 else f"f-{finding.fingerprint}-{number}"

    def _picture(self, png: bytes) -> str:
        if not png:
            return ""
        if self._picture_bytes + len(png) > PICTURE_BYTES:
            self._without_pictures += 1
            return ""
        self._picture_bytes += len(png)
        return base64.b64encode(png).decode("ascii")

    def _template(self, name: str) -> Template:
        return self._environment.get_template(name)


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("onrecord.cli.output", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(name: str) -> str:
    return (resources.files("onrecord.cli.output") / "report" / name).read_text(encoding="utf-8")


def _trusted(text: str) -> str:
    """Our own style and script stand in the page as they are; neither holds anything from a document."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest())
    return f"sha256-{digest.decode('ascii')}"


def _facet(name: str, legend: str, order: tuple[str, ...], counts: Counter[str]) -> dict[str, object]:
    values = [value for value in order if counts[value]] or sorted(counts)
    choices = [{"value": value, "word": _word(name, value), "count": counts[value]} for value in values]
    return {"name": name, "legend": legend, "choices": choices}


def _word(facet: str, value: str) -> str:
    if facet == "basis":
        return BASIS[Basis(value)]
    if facet == "language":
        return LANGUAGES.get(value, value) or "not known"
    return plain(value)


def _title(summary: Summary) -> str:
    total = sum(summary.stances.values())
    if not total:
        return "Nothing found in " + plural(summary.documents, "document")
    return f"{plural(total, 'finding')} in {plural(summary.with_findings, 'document')}"


def _lead(summary: Summary) -> str:
    if not summary.positive:
        return "No passage says that a product infers origin from looks."
    verb = "says" if summary.positive == 1 else "say"
    return f"{plural(summary.positive, 'passage')} {verb} that a product infers origin from a face or body."


def _gaps(summary: Summary) -> list[dict[str, object]]:
    return [
        {
            "count": group.count,
            "reason": one_line(group.reason),
            "where": one_line(", ".join(group.first) + (", …" if group.count > len(group.first) else "")),
            "advice": one_line(group.advice),
        }
        for group in sorted(summary.gaps.values(), key=lambda group: -group.count)
    ]


def _left_out(summary: Summary) -> str:
    parts = [f"{group.count} × {group.reason}" for group in summary.skips.values()]
    return safe(f"Left out on purpose: {', '.join(parts)}.") if parts else ""


def _quiet(one: Card) -> bool:
    return one.stance == Stance.LOOKALIKE


FORMAT = Format(_Writer, pictures=True)
