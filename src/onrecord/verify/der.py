"""Put the certificates of a time-stamp response into the order that DER asks for.

OpenSSL, and the authorities that run on it, write the set of certificates in the order of their chain. DER
(X.690, 11.6) asks for the order of their bytes, and strict parsers refuse anything else. The set is not
covered by the signature, so sorting it changes nothing that is proved.
"""

from __future__ import annotations

from collections.abc import Iterator

SEQUENCE, CONTEXT_0 = 0x30, 0xA0
BEFORE_CERTIFICATES = 3
"""version, digestAlgorithms, encapContentInfo (RFC 5652, 5.1)."""


def in_order(response: bytes) -> bytes:
    """The TimeStampResp (RFC 3161) with its certificates sorted; ``ValueError`` when it is no DER."""
    outer = _only(response, 0, len(response), SEQUENCE)
    parts = list(_parts(response, *outer))
    if len(parts) < 2:
        return response
    content = list(_parts(response, *_inside(response, parts[1], SEQUENCE)))
    signed = _only(response, *_inside(response, content[-1], CONTEXT_0), SEQUENCE)
    fields = list(_parts(response, *signed))
    if len(fields) <= BEFORE_CERTIFICATES or response[fields[BEFORE_CERTIFICATES][0]] != CONTEXT_0:
        return response
    begin, end = _inside(response, fields[BEFORE_CERTIFICATES], CONTEXT_0)
    certificates = sorted(response[first:last] for first, last in _parts(response, begin, end))
    return response[:begin] + b"".join(certificates) + response[end:]


def _parts(data: bytes, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Begin and end of each element between two places."""
    while begin < end:
        stop = _content(data, begin)[1]
        if stop > end:
            raise ValueError("an element is longer than what holds it")
        yield begin, stop
        begin = stop


def _inside(data: bytes, element: tuple[int, int], tag: int) -> tuple[int, int]:
    if data[element[0]] != tag:
        raise ValueError(f"expected tag {tag:#x}, found {data[element[0]]:#x}")
    return _content(data, element[0])


def _only(data: bytes, begin: int, end: int, tag: int) -> tuple[int, int]:
    """The inside of the one element between two places."""
    elements = list(_parts(data, begin, end))
    if len(elements) != 1:
        raise ValueError(f"expected one element, found {len(elements)}")
    return _inside(data, elements[0], tag)


def _content(data: bytes, at: int) -> tuple[int, int]:
    """Begin and end of the content of the element at ``at`` (one-byte tags, definite lengths)."""
    try:
        first = data[at + 1]
    except IndexError as error:
        raise ValueError("it ends inside an element") from error
    if first < 0x80:
        start, length = at + 2, first
    else:
        count = first & 0x7F
        if not 0 < count <= 4 or at + 2 + count > len(data):
            raise ValueError("a length that is no definite one")
        start, length = at + 2 + count, int.from_bytes(data[at + 2 : at + 2 + count], "big")
    if start + length > len(data):
        raise ValueError("it ends inside an element")
    return start, start + length
