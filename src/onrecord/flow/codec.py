"""Turn frozen dataclasses into plain JSON values and back, guided by nothing but their types."""

from __future__ import annotations

import base64
import dataclasses
import json
import re
import types
import typing
from collections.abc import Mapping
from enum import StrEnum
from functools import cache


class RecordError(ValueError):
    """A JSON value that cannot be the type that is asked for."""


Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


_AS_IT_IS = frozenset({type(None), bool, int, float, str})


def encode(value: object, *, sparse: bool = False) -> Json:
    """A JSON value. ``sparse`` leaves out fields of nested records that hold nothing."""
    kind: type = type(value)
    if kind in _AS_IT_IS:
        return value  # type: ignore[return-value]
    if isinstance(value, tuple):
        return [encode(item, sparse=sparse) for item in value]
    names = _names(kind)
    if names:
        pairs = ((name, getattr(value, name)) for name in names)
        return {name: encode(item, sparse=sparse) for name, item in pairs if not (sparse and _nothing(item))}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, frozenset):
        return sorted((encode(item) for item in value), key=str)
    raise TypeError(f"no JSON form for {kind.__name__}")


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a record; empty for other types."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def dump(value: object) -> str:
    """One line of JSON that is UTF-8, splits nowhere, and that a terminal can be shown; records may be in it.

    JSON itself escapes the controls below U+0020; this adds the others, the line separators, the marks
    that turn the direction of text, and lone surrogates, which stand in broken documents.
    """
    line = _LINE.encode(value)
    if line.isascii() and "\x7f" not in line:
        return line
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


def _opened(value: object) -> object:
    """What the encoder does not know, one level down; tuples and enums it writes itself."""
    kind: type = type(value)
    names = _names(kind)
    return {name: getattr(value, name) for name in names} if names else encode(value)


_LINE = json.JSONEncoder(ensure_ascii=False, default=_opened)


def decode(kind: object, value: Json) -> object:
    """The value of type ``kind`` that ``encode`` turned into ``value``, or ``RecordError``."""
    if isinstance(kind, types.UnionType):
        inner = next(part for part in typing.get_args(kind) if part is not type(None))
        return None if value is None else decode(inner, value)
    origin = typing.get_origin(kind)
    if origin in (tuple, frozenset):
        if not isinstance(value, list):
            raise RecordError(f"a list is expected, not {value!r}")
        return origin(decode(typing.get_args(kind)[0], item) for item in value)
    if isinstance(kind, type):
        if dataclasses.is_dataclass(kind):
            return _record(kind, value)
        if issubclass(kind, StrEnum) and isinstance(value, str):
            return kind(value)
        if kind is bytes and isinstance(value, str):
            return base64.b64decode(value)
        if kind is float and isinstance(value, int):
            return float(value)
        if isinstance(value, kind):
            return value
    raise RecordError(f"{value!r} is not a {getattr(kind, '__name__', kind)}")


@cache
def hints(kind: type) -> Mapping[str, object]:
    """The types of a dataclass's fields."""
    return typing.get_type_hints(kind)


def _record(kind: type, value: Json) -> object:
    if not isinstance(value, dict):
        raise RecordError(f"an object is expected for {kind.__name__}, not {value!r}")
    known = hints(kind)
    given = {name: decode(known[name], item) for name, item in value.items() if name in known}
    try:
        made: object = kind(**given)
    except TypeError as error:
        raise RecordError(str(error)) from error
    return made


def _nothing(item: object) -> bool:
    return not item and (item is None or item in ("", (), frozenset()))
