"""Forms of a page: labels with the choices they offer, buttons, groups of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model.vocabulary import PassageKind
from onrecord.read.html_flat import flat_text
from onrecord.read.html_run import Run
from onrecord.read.html_tree import Box
from onrecord.read.html_words import CONTROL_NAMES
from onrecord.read.line_cues import asks
from onrecord.read.marked import BREAK
from onrecord.read.outline import Under

if TYPE_CHECKING:
    from onrecord.read.html_layout import PageLayout

_CONTROLS = ("select", "textarea", "datalist")


def lay_out(page: PageLayout, box: Box) -> None:
    """A label, a choice or a button."""
    if box.tag == "button":
        _button(page, box)
    elif box.tag == "label":
        _label(page, box)
    else:
        _control(page, box)


def fieldset(page: PageLayout, box: Box) -> None:
    """A group of fields; its legend is a note on each."""
    legends = [flat_text(child) for child in box.children if isinstance(child, Box) and child.tag == "legend"]
    inside = () if "form" in page.enclosing else ("form",)
    page.within(box, enclosing=inside, notes=tuple(filter(None, legends)))


def _button(page: PageLayout, box: Box) -> None:
    """A button, or the question of a list that opens and closes."""
    text = flat_text(box)
    kind = (
        PassageKind.QUESTION if box.hint == "question" or asks(text, marked=True) else PassageKind.UI_STRING
    )
    value = text if kind is PassageKind.UI_STRING else ""
    place = page.emit(kind, text, box, box.mark, name="button" if value else "", value=value)
    if kind is PassageKind.QUESTION:
        page.under = Under(text, place)
    page.rest(box, text)


def _label(page: PageLayout, box: Box) -> None:
    """A label with the choices of its field; one without a field is plain text."""
    runs = [child for child in box.children if isinstance(child, Run)]
    controls = [child for child in box.children if isinstance(child, Box) and child.tag in _CONTROLS]
    target = box.place.node.attributes.get("for") or ""
    if not (controls or target or any(run.controls for run in runs) or "form" in page.enclosing):
        for child in box.children:
            page.child(child, box)
        return
    own = [run.visible(box.mark).replace(BREAK, " ") for run in runs]
    inner = [
        flat_text(child) for child in box.children if isinstance(child, Box) and child.tag not in _CONTROLS
    ]
    text = " ".join(filter(None, own + inner))
    options = ", ".join(filter(None, map(_options, controls))) or page.options.get(target, "")
    _emit(page, box, text, options)
    page.rest(box, text)


def _control(page: PageLayout, box: Box) -> None:
    """A field without a label around it; its own name serves."""
    attributes = box.place.node.attributes
    if attributes.get("id") in page.labelled:
        page.rest(box)
        return  # said together with its label
    named = next((text for name in CONTROL_NAMES if (text := attributes.get(name))), "")
    _emit(page, box, "", _options(box), named)
    page.rest(box)


def _emit(page: PageLayout, box: Box, text: str, options: str, name: str = "") -> None:
    page.emit(
        PassageKind.KEY_VALUE,
        f"{text}\t{options}" if text and options else text or options,
        box,
        box.mark,
        name=text or name,
        value=options,
        inside="form",
    )


def _options(box: Box) -> str:
    """The choices of a field, or the text that stands in it."""
    if box.tag == "textarea":
        return flat_text(box)
    options = []
    for child in box.children:
        if isinstance(child, Box) and child.tag == "optgroup":
            label = (child.place.node.attributes.get("label") or "").strip()
            inner = _options(child)
            options.append(f"{label}: {inner}" if label and inner else label or inner)
        elif isinstance(child, Box):
            options.append(flat_text(child) or (child.place.node.attributes.get("value") or "").strip())
        else:
            options.append(child.visible(box.mark).replace(BREAK, " ") if isinstance(child, Run) else "")
    return ", ".join(filter(None, options))


def gather_options(box: Box) -> dict[str, str]:
    """The choices of every field with an id, for labels that stand apart from their fields."""
    found: dict[str, str] = {}
    stack = [box]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, Box):
                if child.tag in _CONTROLS:
                    name = child.place.node.attributes.get("id")
                    if name:
                        found.setdefault(name, _options(child))
                else:
                    stack.append(child)
    return found
