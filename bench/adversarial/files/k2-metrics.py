"""Fairness report of the matcher: error rates for each declared group."""
import pandas as pd

GROUPS = ["asian", "black", "indian", "white"]


def fmr_by_group(frame: pd.DataFrame) -> pd.Series:
    """False match rate per self-declared race of the volunteers."""
    return frame.groupby("race")["false_match"].mean()


def main(path):
    frame = pd.read_csv(path)
    frame["race"] = frame["race"].astype("category")
    for group, rate in fmr_by_group(frame).items():
        print(f"{group:10s} {rate:.5f}")
