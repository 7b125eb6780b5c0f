"""Attribute heads of the Solvaneth face model."""
import threading

RACE_CLASSES = ["white", "black", "latino", "east asian", "indian", "middle eastern"]
GENDER_CLASSES = ["male", "female"]
_lock = threading.Lock()  # no race between loader and caller


def predict_race(face):
    """Return the most likely race of an aligned face crop."""
    with _lock:
        logits = MODEL(face)["race"]
    return RACE_CLASSES[logits.argmax()]


def load_balanced():
    # oversample the minority class
    return sampler(strategy="minority")
