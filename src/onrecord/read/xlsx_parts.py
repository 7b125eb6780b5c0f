"""What a workbook keeps beside its sheets: names and states, shared strings, formats, comments."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model.vocabulary import GapKind
from onrecord.read.office_package import Package, attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_PERCENT, _DATE = "percent", "date"
_DATES = ("14", "15", "16", "17", "22", "27", "30", "36", "50", "57")
_BUILT_IN = {"9": _PERCENT, "10": _PERCENT, **dict.fromkeys(_DATES, _DATE)}
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no time zones


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Format:
    """How a cell is shown."""

    kind: str = ""
    bold: bool = False
    indent: int = 0


PLAIN = Format()


@dataclass(slots=True)
class Formats:
    """The formats of a workbook, by the number that cells carry."""

    by_number: list[Format] = field(default_factory=list)

    def of(self, number: str) -> Format:
        """The format that a cell names; plain where it names none."""
        if not number.isdecimal() or len(number) > 6 or int(number) >= len(self.by_number):
            return PLAIN
        return self.by_number[int(number)]


def sheet_parts(package: Package, main: str) -> list[SheetPart]:
    """Sheets in the order of the workbook; sheets that it does not name come after."""
    links = package.relations(main)
    root = package.tree(main)
    found: list[SheetPart] = []
    for sheet in () if root is None else root.iter("{*}sheet"):
        for key, value in sheet.attrib.items():
            link = links.get(str(value)) if str(key).startswith("{") else None
            if link is not None and link.kind in ("worksheet", "dialogsheet", "macrosheet"):
                hidden = attribute(sheet, "state").lower() in ("hidden", "veryhidden")
                found.append(SheetPart(attribute(sheet, "name"), link.target, hidden))
    known = {sheet.part.lower() for sheet in found}
    folder = main.rpartition("/")[0]
    others = (
        name for name in package.names(f"{folder}/worksheets/sheet", ".xml") if name.lower() not in known
    )
    return found + [
        SheetPart(name.rpartition("/")[2].removesuffix(".xml"), name, hidden=False) for name in others
    ]


def elements(package: Package, name: str, *tags: str) -> Iterator[_Element]:
    """Elements of a part one by one, freed when the next is asked for; damage ends them with a gap."""
    from lxml import etree

    data = package.data(name)
    if data is None:
        return
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            before = element.getprevious()
            while before is not None and before.getparent() is not None:
                before.getparent().remove(before)
                before = element.getprevious()
    except (etree.XMLSyntaxError, ValueError) as error:
        package.draft.gap(
            GapKind.DAMAGED,
            f"not well-formed XML ({str(error)[:120]})",
            "open it in its own program",
            part=name,
        )


def shared_strings(package: Package, folder: str) -> list[str]:
    """The texts that cells refer to by number."""
    return [text_of(item) for item in elements(package, f"{folder}/sharedStrings.xml", "si")]


def text_of(item: _Element) -> str:
    """The text of a string with formatting, without the readings that stand beside Japanese."""
    pieces: list[str] = []
    for child in item:
        name = local(child.tag)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [part.text or "" for part in child if local(part.tag) == "t"]
    return "".join(pieces)


def formats(package: Package, folder: str) -> Formats:
    """How numbers, bold type and indents are shown."""
    root = package.tree(f"{folder}/styles.xml")
    if root is None:
        return Formats()
    codes = {attribute(item, "numFmtId"): attribute(item, "formatCode") for item in root.iter("{*}numFmt")}
    fonts = next(root.iter("{*}fonts"), None)
    bold = [_is_bold(font) for font in fonts] if fonts is not None else []
    holder = next(root.iter("{*}cellXfs"), None)
    return Formats([_format(item, codes, bold) for item in holder] if holder is not None else [])


def _is_bold(font: _Element) -> bool:
    return any(local(part.tag) == "b" and attribute(part, "val") not in ("0", "false") for part in font)


def _format(item: _Element, codes: dict[str, str], bold: list[bool]) -> Format:
    number, font = attribute(item, "numFmtId"), attribute(item, "fontId")
    kind = _kind(codes[number]) if number in codes else _BUILT_IN.get(number, "")
    indent = next((attribute(part, "indent") for part in item if local(part.tag) == "alignment"), "")
    return Format(
        kind,
        bold=font.isdecimal() and len(font) < 7 and int(font) < len(bold) and bold[int(font)],
        indent=min(int(indent), 50) if indent.isdecimal() and len(indent) < 4 else 0,
    )


def _kind(code: str) -> str:
    bare = _QUOTED.sub("", code).lower()
    if "%" in bare:
        return _PERCENT
    return _DATE if "y" in bare and ("m" in bare or "d" in bare) else ""


def shown_number(text: str, kind: str) -> str:
    """A stored number as the sheet shows it, roughly."""
    try:
        number = float(text)
    except ValueError:
        return text
    if number != number or abs(number) > 1e15:
        return text
    if kind == _PERCENT:
        return f"{round(number * 100, 4):g}%"
    if kind == _DATE and 1 <= number < 2_958_466:
        return (_EPOCH + dt.timedelta(days=number)).date().isoformat()
    return str(int(number)) if number == int(number) else f"{number:.12g}"
