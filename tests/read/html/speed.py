"""How fast pages are read: ``python tests/read/html/speed.py [PAGES]``. Prints MB a second of one core."""

from __future__ import annotations

import sys
import time
from statistics import median

from pages import page

from onrecord.model.document import Blob
from onrecord.model.reading import Ask
from onrecord.read.html_page import READER


def main(arguments: list[str]) -> None:
    blobs = [
        Blob(page(seed).encode(), "page.html") for seed in range(int(arguments[0]) if arguments else 100)
    ]
    size = sum(len(blob.data) for blob in blobs)
    for name, ask in (("all laid out", Ask()), ("nothing of interest", Ask(interest=lambda text: False))):
        speeds = []
        for _ in range(5):
            began = time.process_time()
            passages = sum(len(READER.read(blob, ask).passages) for blob in blobs)
            speeds.append(size / (time.process_time() - began) / 1e6)
        print(f"{name}: {median(speeds):.1f} MB/s, {size / 1e6:.1f} MB, {passages} passages")


if __name__ == "__main__":
    main(sys.argv[1:])
