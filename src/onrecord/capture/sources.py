"""Sources: what is watched, declared in ``sources/*.yml``, each with the history of its declaration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from onrecord.model.vocabulary import Role

UNITS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_INTERVAL = re.compile(r"([1-9]\d{0,5})\s*([mhdw])")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


class SourceError(ValueError):
    """A declaration that cannot be used; the message says which key and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """One watched address. ``history`` holds what was declared before: what changed, and until when.

    ``series`` is the name under which observations are put together; it stays when the address moves.
    ``selector`` is a CSS selector of what must be on the page.
    """

    name: str
    address: str
    series: str = ""
    publisher: str = ""
    role: Role = Role.UNKNOWN
    vendor: str = ""
    language: str = ""
    selector: str = ""
    interval: str = "1d"
    browser: bool = False
    paused: bool = False
    history: tuple[Mapping[str, str], ...] = ()

    @property
    def every(self) -> timedelta:
        """The interval."""
        return interval(self.interval)

    def text(self) -> str:
        """The declaration as its file holds it."""
        import yaml

        data: dict[str, Any] = {
            one.name: getattr(self, one.name) for one in fields(self) if one.name not in ("name", "history")
        }
        data["role"] = self.role.value
        kept = {key: value for key, value in data.items() if value not in ("", False)}
        kept["history"] = [dict(one) for one in self.history]
        return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100)


def interval(text: str) -> timedelta:
    """``30m``, ``6h``, ``1d``, ``2w``."""
    found = _INTERVAL.fullmatch(text.strip())
    if not found:
        raise SourceError(f"interval {text!r}: write it like 30m, 6h, 1d or 2w")
    return timedelta(seconds=int(found[1]) * UNITS[found[2]])


def read_source(name: str, text: str) -> Source:
    """A source from its file; ``SourceError`` for unknown keys and wrong kinds."""
    import yaml

    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise SourceError(f"{name}.yml is not YAML: {error}") from error
    if not _NAME.fullmatch(name):
        raise SourceError(f"{name}.yml: a name is made of a-z, 0-9, dot, dash and underscore")
    if not isinstance(data, Mapping) or not isinstance(data.get("address"), str):
        raise SourceError(f"{name}.yml: no address")
    known = [one.name for one in fields(Source)]
    for key, value in data.items():
        if key not in known or key == "name":
            raise SourceError(f"{name}.yml: unknown key {key!r}; known: {', '.join(sorted(known))}")
        wanted = list if key == "history" else bool if key in ("browser", "paused") else str
        if not isinstance(value, wanted):
            raise SourceError(f"{name}.yml: {key} must be {wanted.__name__}, found {value!r}")
    try:
        role = Role(data.get("role", Role.UNKNOWN))
    except ValueError as error:
        raise SourceError(f"{name}.yml: role {data['role']!r}; known: {', '.join(Role)}") from error
    history = tuple({str(k): str(v) for k, v in one.items()} for one in data.get("history") or ())
    source = Source(name, **{**data, "role": role, "history": history})
    interval(source.interval)
    check_selector(source.selector)
    return source


def changed(before: Source, after: Source, at: str) -> Source:
    """The new declaration, with what it changed added to the history."""
    names = [one.name for one in fields(Source) if one.name not in ("name", "history")]
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    was = {name: str(old) for name, old, new in pairs if old != new}
    if not was:
        return before
    return replace(after, history=(*before.history, {"until": at, **was}))


def check_selector(selector: str) -> None:
    """``SourceError`` unless a CSS selector can be used."""
    if selector:
        matches(b"<p>", selector)


def matches(content: bytes, selector: str) -> int:
    """How many elements of a page a CSS selector names."""
    from selectolax.lexbor import LexborHTMLParser

    from onrecord.text.decode import decode

    try:
        return len(LexborHTMLParser(decode(content).text).css(selector))
    except Exception as error:  # selectolax raises its own kinds, and ValueError
        raise SourceError(f"selector {selector!r} is no CSS selector") from error


def name_for(address: str) -> str:
    """A name for the file of a source, made from its address."""
    return re.sub(r"[^a-z0-9]+", "-", address.partition("://")[2].lower()).strip("-")[:80] or "source"
