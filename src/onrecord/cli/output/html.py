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
from onrecord.cli.output.grouping import together
from onrecord.cli.output.overview import Overview
from onrecord.cli.output.safe import one_line, safe
from onrecord.cli.output.terms import BASES, STANCES, STRENGTHS
from onrecord.cli.output.words import BASIS, LANGUAGES, about, folder_and_name, plain
from onrecord.flow.laws import Law
from onrecord.flow.result import DocumentResult
from onrecord.flow.summary import Summary
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import Basis, Stance, Strength, Trait

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_UNKNOWN_RULE = "A rule that this version of the packs does not describe."
PICTURE_BYTES = 40_000_000
"""All page pictures of one report together; above it, passages are shown as text only."""

_FACETS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("stance", "What the passage does", tuple(Stance)),
    ("trait", "Trait", tuple(Trait)),
    ("basis", "Taken from", tuple(Basis)),
    ("strength", "Strength", tuple(Strength)),
    ("language", "Language", ()),
    ("publisher", "Publisher", ()),
)


class _Writer:
    """Keeps the documents in a temporary file, for what stands above them is known only at the end."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        self._stream = stream
        self._options = options
        self._environment = _environment()
        self._body = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        self._facets: dict[str, Counter[str]] = {name: Counter() for name, _, _ in _FACETS}
        self._overview = Overview()
        self._publishers: dict[str, str] = {}
        self._picture_bytes = 0
        self._without_pictures = 0
        self._documents = 0
        self._anchors: Counter[str] = Counter()
        self._legal: set[str] = set()
        self._fired: set[str] = set()

    def document(self, result: DocumentResult) -> None:
        if not result.findings:
            return
        self._documents += 1
        anchor = f"d{self._documents}"
        self._overview.add(result, anchor)
        publisher = self._publisher(result)
        for seen in result.findings:
            self._count(seen.finding, publisher)
        cards = [card(group, self._anchor, self._picture) for group in together(result.findings)]
        folder, name = folder_and_name(result)
        page = self._template("document.html").render(
            anchor=anchor,
            folder=folder,
            name=name,
            about=one_line(about(result)),
            url=one_line(result.url),
            publisher=publisher,
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
            overview=self._overview,
            terms=_terms(),
            facets=[
                _facet(name, legend, order, self._facets[name], self._publishers)
                for name, legend, order in _FACETS
            ],
            version=__version__,
            style=_trusted(style),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
        foot = self._template("foot.html").render(
            gaps=_gaps(summary),
            rules=self._fired_rules(),
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

    def _fired_rules(self) -> list[RuleText]:
        known: Mapping[str, RuleText] = self._options.rules() if self._fired else {}
        return [known.get(rule) or RuleText(rule, 0, "", _UNKNOWN_RULE) for rule in sorted(self._fired)]

    def _named_laws(self) -> list[Law]:
        known = self._options.laws() if self._legal else {}
        return [known.get(key, Law(key)) for key in sorted(self._legal)]

    def _publisher(self, result: DocumentResult) -> str:
        """A short name for a filter: the publisher's number."""
        name = one_line(result.publisher)
        return self._publishers.setdefault(name, f"p{len(self._publishers)}")

    def _count(self, finding: Finding, publisher: str) -> None:
        self._legal.update(finding.legal)
        self._fired.add(finding.rule)
        self._facets["publisher"][publisher] += 1
        self._facets["stance"][finding.stance] += 1
        for trait in {finding.trait, *finding.traits}:
            self._facets["trait"][trait] += 1
        self._facets["basis"][finding.basis] += 1
        self._facets["language"][finding.language or "unknown"] += 1
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


def _facet(
    name: str, legend: str, order: tuple[str, ...], counts: Counter[str], publishers: Mapping[str, str]
) -> dict[str, object]:
    names = {number: publisher for publisher, number in publishers.items()}
    values = [value for value in order if counts[value]] or [value for value, _ in counts.most_common()]
    choices = [
        {"value": value, "word": _word(name, value, names), "count": counts[value]}
        for value in values[:MOST_CHOICES]
    ]
    return {"name": name, "legend": legend, "choices": choices if len(choices) > 1 else []}


MOST_CHOICES = 30
"""Publishers that can be chosen; those with most findings come first."""


def _word(facet: str, value: str, publishers: Mapping[str, str]) -> str:
    if facet == "basis":
        return BASIS[Basis(value)]
    if facet == "language":
        return LANGUAGES.get(value, "not known" if value == "unknown" else value)
    if facet == "publisher":
        return publishers[value] or "not known"
    return plain(value)


def _terms() -> list[tuple[str, list[tuple[str, str]]]]:
    """The short dictionary of the page."""
    return [
        ("The passage …", [(plain(one), text) for one, text in STANCES.items()]),
        ("The trait is taken …", [(BASIS[one], text) for one, text in BASES.items()]),
        ("How directly", [(plain(one), text) for one, text in STRENGTHS.items()]),
    ]


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
