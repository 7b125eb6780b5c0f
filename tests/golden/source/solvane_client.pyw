"""Client of the Solvane gateway.

Attributes of a face:
  race      1 yellow, 2 white, 3 black
  ethnic    see ETHNIC
"""
from dataclasses import dataclass, field
from enum import IntEnum

SKIN_LIGHT = 1
SKIN_DARK = 2

ETHNIC = {
    1: "Han",
    2: "Uyghur",    # needs the licence
    "other": ["Hui", "Zang"],
}

TITLES = [
    "age", "glasses",
    "race",
]


class Race(IntEnum):  # race as estimated
    """Estimated race of a face."""

    UNKNOWN = 0
    YELLOW = 1  # 黄
    WHITE = 2


@dataclass(frozen=True)
class Face:
    # skin tone, Fitzpatrick
    skin: int
    race: Race = field(default=Race.UNKNOWN)

    @property
    def label(self) -> str:
        """Label for the result card."""
        # texts are shown as they are
        if self.race == Race.YELLOW:  # Asian
            return "Asian"
        elif self.skin > 4:
            return "dark"
        return "\u6c11\u65cf"


def search(
    session,
    race: int | None = None,  # race filter
    minority: bool = False,
):
    print("race", race, file=sys.stderr)
    parser.add_argument(
        "--race",
        help="only faces of this race",
    )
