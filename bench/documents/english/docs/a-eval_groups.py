#!/usr/bin/env python3
"""Report false match rates of the verifier per ethnic group of the test set."""
import csv
import sys
from collections import defaultdict

GROUP_COLUMN = "ethnicity_self"   # what the volunteer ticked on the paper form


def rates(rows):
    bad, total = defaultdict(int), defaultdict(int)
    for r in rows:
        total[r[GROUP_COLUMN]] += 1
        bad[r[GROUP_COLUMN]] += r["decision"] == "match" and r["same"] == "0"
    return {g: bad[g] / total[g] for g in total}


def main():
    table = rates(csv.DictReader(sys.stdin))
    for group, value in sorted(table.items()):
        print(f"{group:20} {value:.5f}")
    # fail the build when darker skin fares more than 1.5 times worse
    worst, best = max(table.values()), min(table.values())
    return int(worst > 1.5 * best)


sys.exit(main())
