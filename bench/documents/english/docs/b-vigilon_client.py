"""Thin client for the Vigilon Cloud people endpoint."""
from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Phototype(IntEnum):
    """Fitzpatrick class read off the cheeks and forehead of the subject."""
    I = 1
    II = 2
    III = 3


@dataclass
class Person:
    age: int
    hat: bool
    beard: bool
    phototype: Phototype
    faith_hint: str | None  # "muslim", "sikh" or None, from head covering and beard
    bag: bool


def search(session, *, hat=None, phototype=None, since="24h"):
    """Find people in recorded video.

    phototype -- keep only people whose skin matches this class.
    """
    params = {k: v for k, v in locals().items() if k != "session" and v is not None}
    return session.get("/v1/people", params=params).json()
