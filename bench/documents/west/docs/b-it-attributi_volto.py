"""Lettura degli attributi restituiti dal motore Lucciola."""
from dataclasses import dataclass
from enum import IntEnum


class Razza(IntEnum):
    """Razza stimata dal volto ritagliato."""
    BIANCA = 0
    NERA = 1
    ASIATICA = 2
    INDIANA = 3


class ColoreAuto(IntEnum):
    """Colore della carrozzeria."""
    AUTO_BIANCA = 5
    AUTO_NERA = 6


@dataclass
class Volto:
    eta: int
    barba: bool
    occhiali: bool
    razza: Razza
    punteggio: float


@dataclass
class Tesserino:
    nome: str
    nazionalita: str  # inserita dall'ufficio personale


def traccia(volti: list[Volto]) -> list[int]:
    return [v.eta for v in volti]
