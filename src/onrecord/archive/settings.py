"""What steers a case: ``onrecord.toml``, read strictly."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

SETTINGS_FILE = "onrecord.toml"
T = TypeVar("T")

TEMPLATE = """\
# What steers this case. After a change, the next command that writes notes the new digest in the ledger.

name = {name}

# Sites are told who asks. Leave empty to send no contact.
contact = ""
user_agent = "onrecord"

[policy]
# "not found" is said only after so many checks over so many hours, on so many routes.
absence_checks = 3
absence_hours = 24
absence_routes = 1
# Ask robots.txt, and wait between requests to one host (seconds).
robots = true
host_delay = 2.0
# So many PDF and Office files of the same site are captured with a page that links to them.
linked_documents = 20
# Addresses of private networks are refused, but for these (CIDR).
allow_networks = []

[stamps]
# So many time-stamp authorities must answer for each segment with captures.
wanted = 2
# A stamp that comes later than this (minutes) is marked late.
late_after = 15

# Authorities: root certificates lie in authorities/NAME.pem.
# [authorities.example]
# url = "https://tsa.example/tsr"

# Further routes to the net, for checks of absence.
# [routes]
# second = "socks5://127.0.0.1:9050"
# third = "http://proxy.example:3128"
"""


class SettingsError(ValueError):
    """``onrecord.toml`` says something that cannot be used; the message names the key."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A time-stamp authority (RFC 3161)."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a case. Times in the units that their names say."""

    name: str
    contact: str = ""
    user_agent: str = "onrecord"
    absence_checks: int = 3
    absence_hours: int = 24
    absence_routes: int = 1
    robots: bool = True
    host_delay: float = 2.0
    allow_networks: tuple[str, ...] = ()
    linked_documents: int = 20
    """Documents of the same site that are captured with a page that links to them."""
    stamps_wanted: int = 2
    late_after_minutes: int = 15
    authorities: tuple[Authority, ...] = ()
    routes: Mapping[str, str] = field(default_factory=dict)


def read(text: str) -> Settings:
    """Settings from the text of ``onrecord.toml``; ``SettingsError`` for unknown keys and wrong kinds."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"not TOML: {error}") from error
    top = _Table(data, "")
    policy, stamps = top.table("policy"), top.table("stamps")
    made = Settings(
        name=top.get("name", str, ""),
        contact=top.get("contact", str, ""),
        user_agent=top.get("user_agent", str, "onrecord"),
        absence_checks=policy.get("absence_checks", int, 3),
        absence_hours=policy.get("absence_hours", int, 24),
        absence_routes=policy.get("absence_routes", int, 1),
        robots=policy.get("robots", bool, default=True),
        host_delay=policy.number("host_delay", 2.0),
        allow_networks=policy.texts("allow_networks"),
        linked_documents=policy.get("linked_documents", int, 20),
        stamps_wanted=stamps.get("wanted", int, 2),
        late_after_minutes=stamps.get("late_after", int, 15),
        authorities=tuple(
            Authority(name, table.get("url", str, "")) for name, table in top.tables("authorities")
        ),
        routes=top.text_table("routes"),
    )
    for table in (top, policy, stamps):
        table.done()
    return made


class _Table:
    """A TOML table, read key by key so that a misspelt key is an error."""

    def __init__(self, data: Mapping[str, object], where: str) -> None:
        self._data, self._where, self._seen = data, where, set[str]()

    def get(self, key: str, kind: type[T], default: T) -> T:
        value = self._take(key, default)
        if type(value) is not kind:
            raise SettingsError(f"{self._where}{key} must be {kind.__name__}, found {value!r}")
        return value

    def number(self, key: str, default: float) -> float:
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise SettingsError(f"{self._where}{key} must be a number that is not negative, found {value!r}")
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise SettingsError(f"{self._where}{key} must be a list of text")
        return tuple(value)

    def table(self, key: str) -> _Table:
        value = self._take(key, {})
        if not isinstance(value, Mapping):
            raise SettingsError(f"{self._where}{key} must be a table")
        return _Table(cast("Mapping[str, object]", value), f"{self._where}{key}.")

    def tables(self, key: str) -> list[tuple[str, _Table]]:
        outer = self.table(key)
        return [(name, outer.table(name)) for name in outer._data]  # noqa: SLF001  (same class)

    def text_table(self, key: str) -> dict[str, str]:
        outer = self.table(key)
        return {name: outer.get(name, str, "") for name in outer._data}  # noqa: SLF001

    def done(self) -> None:
        unknown = sorted(set(self._data) - self._seen)
        if unknown:
            raise SettingsError(
                f"unknown key {self._where}{unknown[0]}; known: {', '.join(sorted(self._seen))}"
            )

    def _take(self, key: str, default: object) -> object:
        self._seen.add(key)
        return self._data.get(key, default)
