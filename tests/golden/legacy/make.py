"""Write the compound files of this folder: ``python tests/golden/legacy/make.py``."""

from __future__ import annotations

from pathlib import Path

from onrecord.read.compound_file import wrap

HERE = Path(__file__).parent

if __name__ == "__main__":
    (HERE / "locked-en.doc").write_bytes(wrap("WordDocument", b"\xec\xa5\xc1\0\0\0\0\0\0\0\x00\x01"))
    (HERE / "message-en.msg").write_bytes(wrap("__substg1.0_0037001F", b"\0" * 32))
