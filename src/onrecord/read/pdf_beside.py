"""What stands on the pages of a PDF but not in their text: comments, form fields, texts of pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model.document import Context
from onrecord.model.place import Box, Locator
from onrecord.model.vocabulary import PassageKind
from onrecord.read.draft import Draft
from onrecord.read.pdf_sheets import Sheet
from onrecord.read.pdf_words import view_of

_MOST_ON_PAGE = 500
_MOST = 20_000
_MOST_ELEMENTS = 5_000
_MOST_OBJECTS = 1_000
_DEEPEST = 60
_LONGEST = 20_000
_BUTTON, _CHECK, _RADIO, _COMBO, _LIST, _TEXT = range(1, 7)


@dataclass(frozen=True, slots=True)
class Beside:
    """One of them: its page, where it stands if that is known, and its text."""

    kind: PassageKind
    page: int
    text: str
    boxes: tuple[Box, ...] = ()
    name: str = ""
    value: str = ""
    attached: str = ""


class Besides:
    """Collects them page by page, as long as the pages are open. ``forms`` is PDFium's handle or None."""

    def __init__(self, forms: Any, *, tagged: bool) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium = pdfium
        self.forms = forms
        self.tagged = tagged
        self.found: list[Beside] = []

    def look(self, sheet: Sheet, number: int) -> None:
        """Look at one page."""
        count = self.pdfium.FPDFPage_GetAnnotCount(sheet.page)
        if count > 0:
            for index in range(min(count, _MOST_ON_PAGE)):
                note = self.pdfium.FPDFPage_GetAnnot(sheet.page, index)
                if note:
                    self._annotation(sheet, note, number)
                    self.pdfium.FPDFPage_CloseAnnot(note)
        if self.tagged and _has_pictures(self.pdfium, sheet.page):
            self.found += [
                Beside(PassageKind.UI_STRING, number, text, name="alt", value=text)
                for text in _alternatives(self.pdfium, sheet.page)
            ]
        del self.found[_MOST:]

    def _annotation(self, sheet: Sheet, note: Any, number: int) -> None:
        pdfium = self.pdfium
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        if kind in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP):
            return
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            self._field(sheet, note, number)
            return
        text = self._string(note, b"Contents")
        name = ""
        if kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
            name = attachment_name(pdfium, pdfium.FPDFAnnot_GetFileAttachment(note)) or "attachment"
        if text or name:
            boxes = self._boxes(sheet, note)
            self.found.append(Beside(PassageKind.NOTE, number, text, boxes, attached=name))

    def _field(self, sheet: Sheet, note: Any, number: int) -> None:
        """A form field that says something: a value, choices, or what it is for."""
        pdfium, forms = self.pdfium, self.forms
        if not forms:
            return
        kind = pdfium.FPDFAnnot_GetFormFieldType(forms, note)
        if kind not in (_CHECK, _RADIO, _COMBO, _LIST, _TEXT):
            return
        ask = (pdfium.FPDFAnnot_GetFormFieldAlternateName, pdfium.FPDFAnnot_GetFormFieldName)
        label, own = (self._wide(function, note) for function in ask)
        value = self._wide(pdfium.FPDFAnnot_GetFormFieldValue, note)
        if kind in (_CHECK, _RADIO):
            exported = self._wide(pdfium.FPDFAnnot_GetFormFieldExportValue, note)
            chosen = value not in ("", "Off") and (kind == _CHECK or value == exported)
            if kind == _RADIO and exported:
                label = f"{label or own}: {exported}"
            value = "yes" if chosen else "no"
        name = label or own
        boxes = self._boxes(sheet, note)
        if name and (value or label):
            text = f"{name}: {value}" if value else name
            self.found.append(Beside(PassageKind.KEY_VALUE, number, text, boxes, name, value))
        choices = ", ".join(self._options(note)) if kind in (_COMBO, _LIST) else ""
        if choices:
            text = f"{name}: {choices}" if name else choices
            self.found.append(Beside(PassageKind.KEY_VALUE, number, text, boxes, name or "choices", choices))

    def _options(self, note: Any) -> Iterator[str]:
        count = self.pdfium.FPDFAnnot_GetOptionCount(self.forms, note)
        for index in range(min(count, _MOST_ON_PAGE)):

            def label(forms: Any, note: Any, buffer: Any, size: int, at: int = index) -> int:
                return int(self.pdfium.FPDFAnnot_GetOptionLabel(forms, note, at, buffer, size))

            text = self._wide(label, note)
            if text:
                yield text

    def _string(self, note: Any, key: bytes) -> str:
        return wide(lambda buffer, size: self.pdfium.FPDFAnnot_GetStringValue(note, key, buffer, size))

    def _wide(self, function: Callable[[Any, Any, Any, int], int], note: Any) -> str:
        return wide(lambda buffer, size: function(self.forms, note, buffer, size))

    def _boxes(self, sheet: Sheet, note: Any) -> tuple[Box, ...]:
        rectangle = self.pdfium.FS_RECTF()
        if not self.pdfium.FPDFAnnot_GetRect(note, ctypes.byref(rectangle)):
            return ()
        view = view_of(sheet.page)
        return (Box(*view.box(rectangle.left, rectangle.top, rectangle.right, rectangle.bottom)),)


def wide(ask: Callable[[Any, int], int]) -> str:
    """A text that PDFium writes as UTF-16 into a buffer; it is asked twice, first for the size in bytes."""
    import pypdfium2.raw as pdfium

    size = min(ask(None, 0), 2 * _LONGEST)
    if size <= 2:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    ask(buffer, ctypes.sizeof(buffer))
    text = bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]
    text = "".join(char if char.isprintable() else "\n" if char in "\r\n" else " " for char in text)
    return text.strip()


def attachment_name(pdfium: Any, handle: Any) -> str:
    """The name of an attached file; empty for none."""
    if not handle:
        return ""
    name = wide(lambda buffer, size: pdfium.FPDFAttachment_GetName(handle, buffer, size))
    return " ".join(name.split())


def _has_pictures(pdfium: Any, page: Any) -> bool:
    """Whether there is anything to describe: the tags of a page are slow to walk through."""
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) for index in range(count))
    return any(kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for kind in kinds)


def _alternatives(pdfium: Any, page: Any) -> Iterator[str]:
    """The alternative texts of the tagged elements of a page, without recursion."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        count = min(max(pdfium.FPDF_StructTree_CountChildren(tree), 0), _MOST_ELEMENTS)
        stack = [(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), 0) for index in reversed(range(count))]
        for _ in range(_MOST_ELEMENTS):
            if not stack:
                return
            element, depth = stack.pop()
            if not element:
                continue
            text = _alternative(pdfium, element)
            if text:
                yield text
            count = pdfium.FPDF_StructElement_CountChildren(element) if depth < _DEEPEST else 0
            stack += [
                (pdfium.FPDF_StructElement_GetChildAtIndex(element, index), depth + 1)
                for index in reversed(range(min(max(count, 0), _MOST_ELEMENTS)))
            ]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _alternative(pdfium: Any, element: Any) -> str:
    return wide(lambda buffer, size: pdfium.FPDF_StructElement_GetAltText(element, buffer, size))


def add_besides(draft: Draft, found: list[Beside]) -> None:
    """Add them as passages, if there may be anything of interest among them; files are named."""
    draft.attachments += [f"page {one.page}/{one.attached}" for one in found if one.attached]
    told = [one for one in found if one.text]
    interest = draft.ask.interest
    if interest is not None and not interest("\n".join(one.text for one in told)):
        return
    for one in told:
        draft.add(
            one.kind,
            one.text,
            Locator(draft.blob.members, draft.blob.record, page=one.page, boxes=one.boxes),
            context=Context(enclosing=("comment",)) if one.kind is PassageKind.NOTE else Context(),
            name=one.name,
            value=one.value,
        )
