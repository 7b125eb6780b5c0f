"""Put pack files into one form: keys in a fixed order, lists sorted where order says nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_RULE_KEYS = (
    *("id", "version", "status", "title", "lang", "trait", "why", "legal"),
    *("match", "values", "unless", "examples"),
)

WIDTH = 110


def formatted(data: object) -> str:
    """YAML text of a pack file in its one form; comments are not kept: explain in ``because`` instead."""
    import yaml

    dumped: str = yaml.dump(
        _ordered(data), allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=None
    )
    return dumped


def _ordered(data: object) -> object:
    if isinstance(data, Mapping) and "id" in data:
        known = [key for key in _RULE_KEYS if key in data]
        return {key: data[key] for key in (*known, *(key for key in data if key not in known))}
    if isinstance(data, Mapping):
        return {key: _unique(value) for key, value in data.items()}
    return data


def _unique(value: object) -> object:
    if (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and all(isinstance(one, str) for one in value)
    ):
        return list(dict.fromkeys(value))
    return value
