"""Answers of made-up servers for the tests of walls."""

from __future__ import annotations

from pathlib import Path

from onrecord.capture.exchange import Exchange

WALLS = Path(__file__).parent / "walls"


def answer(content: bytes, status: int = 200, **fields: str) -> Exchange:
    """A whole answer; header names are given with ``_`` for ``-``."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    headers = {"content-type": "text/html; charset=utf-8", **named}
    return Exchange(
        "https://zorvane.example/products/kx", "2026-01-01T00:00:00.000000Z", head=b"HTTP/1.1 \r\n\r\n",
        body=content, content=content, status=status, headers=headers,
    )  # fmt: skip


def wall_page(path: Path) -> tuple[str, Exchange]:
    """What a file of ``walls/`` must come to, and the answer: its first line is outcome, status, headers."""
    head, _, body = path.read_text("utf-8").partition("\n")
    kind, status, fields = head.removeprefix("<!-- ").removesuffix(" -->").split("; ", 2)
    headers = dict(part.strip().split(": ", 1) for part in fields.split(" ;; ") if ": " in part)
    headers = {name.replace("-", "_"): value for name, value in headers.items()}
    return kind, answer(body.encode(), int(status), **headers)
