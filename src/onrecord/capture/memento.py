"""What a web archive has of an address: its time map (RFC 7089), and where each capture's bytes are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

_LINK = re.compile(r"<([^<>\s]+)>((?:\s*;\s*[\w-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")
_PART = re.compile(r";\s*([\w-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))")
_STAMP = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")


@dataclass(frozen=True, slots=True)
class Memento:
    """One earlier capture in an archive: where it is, and when it was made (UTC, as entries write times)."""

    address: str
    at: str


@dataclass(frozen=True, slots=True)
class TimeMap:
    """The captures of an address, oldest first. ``onward`` are the addresses of further parts of the map."""

    mementos: tuple[Memento, ...] = ()
    onward: tuple[str, ...] = ()


def time_map(text: str) -> TimeMap:
    """A time map in link format."""
    found, onward = list[Memento](), list[str]()
    for address, rest in _LINK.findall(text):
        parts = {name.lower(): quoted or bare for name, quoted, bare in _PART.findall(rest)}
        relations = parts.get("rel", "").lower().split()
        at = moment(parts.get("datetime", ""))
        if "memento" in relations and at:
            found.append(Memento(address, at))
        elif "timemap" in relations and "self" not in relations:
            onward.append(address)
    return TimeMap(tuple(sorted(set(found), key=lambda one: (one.at, one.address))), tuple(onward))


def moment(text: str) -> str:
    """A date of HTTP as entries write times; empty for what is none."""
    try:
        return parsedate_to_datetime(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    except ValueError:
        return ""


def map_address(service: str, url: str) -> str:
    """Where a service keeps the time map of an address; ``{url}`` in the service stands for the address."""
    if "{url}" in service:
        return service.replace("{url}", url)
    return f"{service.rstrip('/')}/timemap/link/{url}"


def as_it_was(address: str) -> str:
    """The address of a capture without the banner and the rewritten links of the archive (``id_``)."""
    return _STAMP.sub(lambda stamp: f"/{stamp[1]}id_/", address, count=1)
