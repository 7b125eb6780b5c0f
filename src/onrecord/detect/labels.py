"""Numbers of items, and remarks that refer to an item by it: "Remark on 3: only in the laboratory"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"(?:[A-Za-z]{0,4}[-.]?\d{1,3}(?:\.\d{1,3}){0,3}|[a-z](?=\)))"
_KINDS = (
    "zu|ad|nr|no|nº|n|pos|ziffer|punkt|prüfpunkt|position|anforderung|item|point|row|line|test|case|requirement|req"
    "|letter|lettre|lettera|letra|exigence|ligne|essai|punto|fila|línea|prueba|requisito|ponto|linha|ensaio|voce|riga"
    "|prova|punt|rij|regel|eis|proef"
)
_AT_START = re.compile(
    rf"[\s|>*•\"'(-]{{0,6}}(?:(?:{_KINDS})\.?\s{{0,2}})?(?P<label>{_NUMBER})(?=[).:;,|\s])", re.IGNORECASE
)
_REFERENCE = re.compile(rf"\b(?:{_KINDS})\.?\s{{0,2}}\(?(?P<label>{_NUMBER})(?![\w%°]|\s?%)", re.IGNORECASE)
_EASTERN = re.compile(
    rf"(?:第\s?(?P<zh>{_NUMBER})\s?[项項行例点點]|(?:用例|条目|項番|番号|编号)\s?(?P<ja>{_NUMBER})(?![\w%])"
    rf"|(?P<ko>{_NUMBER})번\s?(?:항목|시험|요구|행)?)"
)


def label(text: str) -> str:
    """The number or letter that an item begins with; empty if it has none."""
    found = _AT_START.match(text)
    return found["label"].casefold() if found else ""


def references(text: str) -> Iterator[str]:
    """Numbers of items that a remark names; not the one it begins with itself."""
    for found in _REFERENCE.finditer(text):
        yield found["label"].casefold()
    for found in _EASTERN.finditer(text):
        yield (found["zh"] or found["ja"] or found["ko"]).casefold()
