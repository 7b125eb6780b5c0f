class FaceReport:
    """Everything the engine says about one face.

    Attributes:
        age: years
        race: one of RACES, the most probable class
        skin: Fitzpatrick type 1 to 6
    """

RACES = ("asian", "black", "white", "indian", "other")

def load_id_card(path):
    """Read name, nationality and birth date from a scanned identity card."""

def worker(q):
    # no lock needed: only one consumer, so there is no race here
    return q.get()
