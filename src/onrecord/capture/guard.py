"""The egress guard: every connection goes to an address that was resolved once, looked at, and allowed.

A capture address, a redirect, a webhook, a time-stamp authority may name a host inside the network of
the person who captures, or a name that changes its address between two look-ups. So a name is resolved
here, all of its addresses are judged, and the connection is made to the very address that was judged.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Sequence[str]]

_KEPT = "%/:?#[]@!$&'()*+,;=~-._"
"""Characters of paths and queries that stay as they are."""

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")
_SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
_RELAY = ipaddress.IPv4Network("192.88.99.0/24")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
LONGEST_NAME = 253
_NAME = re.compile(
    r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*\.?"
)


class RefusedError(ValueError):
    """An address that must not be asked; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: scheme, host in its one spelling, port, and path with query, percent-encoded."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as a ``Host`` header has them."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == PORTS[self.scheme] else f"{shown}:{self.port}"

    @property
    def url(self) -> str:
        """The address in its one spelling."""
        return f"{self.scheme}://{self.authority}{self.path}"


@dataclass(frozen=True, slots=True)
class Guard:
    """Judges addresses. ``allowed`` are networks that a case allows although they are not public."""

    allowed: tuple[Network, ...] = ()
    resolver: Resolver | None = None

    def target(self, url: str) -> Target:
        """The target of an address; ``RefusedError`` for other schemes, credentials and odd hosts."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise RefusedError(f"{url!r} is no address: {error}") from error
        if parts.scheme not in PORTS:
            raise RefusedError(f"{url!r}: only http and https are captured")
        if parts.username is not None or parts.password is not None:
            raise RefusedError(f"{parts.hostname}: an address with a user name is refused")
        if any(char <= " " or char == "\\" or char == "\x7f" for char in url):
            raise RefusedError(f"{url!r}: blanks, controls and backslashes do not belong in an address")
        path = quote(parts.path or "/", safe=_KEPT)
        if parts.query:
            path += "?" + quote(parts.query, safe=_KEPT)
        number = PORTS[parts.scheme] if port is None else port
        return Target(parts.scheme, _host(parts.hostname or ""), number, path)

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of a host; ``RefusedError`` if any of them is not allowed, or there is none."""
        try:
            found = (self.resolver or resolve)(host, port)
        except OSError as error:
            raise UnresolvedError(f"{host}: the name cannot be resolved ({error.strerror})") from error
        if not found:
            raise UnresolvedError(f"{host}: the name has no address")
        for one in found:
            self.judge(host, one)
        return tuple(found)

    def judge(self, host: str, address: str) -> None:
        """``RefusedError`` unless an address is public, or in a network that the case allows."""
        try:
            parsed = ipaddress.ip_address(address.partition("%")[0])
        except ValueError as error:
            raise RefusedError(f"{host}: {address!r} is no IP address") from error
        for one in _inside(parsed):
            if not _public(one) and not any(_in(one, network) for network in self.allowed):
                raise RefusedError(
                    f"{host} is at {address}, which is not a public address; "
                    "a case may allow its network under [policy] allow_networks"
                )


class UnresolvedError(OSError):
    """A name that has no address just now: unreachable, not refused."""


def guard(networks: Iterable[str]) -> Guard:
    """A guard that allows these networks (CIDR) besides public ones; ``ValueError`` names a wrong one."""
    return Guard(tuple(ipaddress.ip_network(network) for network in networks))


def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a host, by the system's resolver, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _host(host: str) -> str:
    """A host name in its one spelling; an IP address in any but its usual spelling is refused."""
    if not host:
        raise RefusedError("an address without a host")
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError as error:
            raise RefusedError(f"{host!r} is no IPv6 address") from error
    try:
        name = host.encode("idna").decode().casefold() if not host.isascii() else host.casefold()
    except UnicodeError as error:
        raise RefusedError(f"{host!r} is no host name") from error
    name = name.removesuffix(".")
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise RefusedError(f"{host!r} is no host name")
    last = name.rpartition(".")[2]
    if last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last):
        # What ends in a number is an IPv4 address (WHATWG URL, 3.5): decimal, octal and short forms included.
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError as error:
            raise RefusedError(f"{host!r} is an IP address in an odd spelling") from error
    return name


def _inside(address: Address) -> Iterable[Address]:
    """The address, and the IPv4 address that an IPv6 one carries to somewhere else."""
    yield address
    if not isinstance(address, ipaddress.IPv6Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address in _NAT64 or address in _NAT64_LOCAL or address in _COMPATIBLE:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    elif address in _SIX_TO_FOUR:
        yield ipaddress.IPv4Address((int(address) >> 80) & 0xFFFFFFFF)


def _public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        carried = address.ipv4_mapped is not None or address in _NAT64 or address in _SIX_TO_FOUR
        if carried and not address.is_multicast:
            return True  # judged by the address inside
    elif address in _RELAY:
        return False
    return address.is_global and not address.is_multicast


def _in(address: Address, network: Network) -> bool:
    return address.version == network.version and address in network
