"""Write the golden archives and programs anew: ``python tests/read/archive/make_golden.py``.

They are made up. Their readings stand beside them; see ``tests/golden/README.md``.
"""

from __future__ import annotations

import gzip
import io
import struct
import subprocess
import tempfile
from pathlib import Path

from makers import arc, cabinet, tarred, wacz, warc, zipped
from programs import CLASS_ENUM, dex, dotnet, elf, java_class

ROOT = Path(__file__).parents[2] / "golden"

NOTES = b"The Zorvexa Q7 estimates age from a face.\n"
CHINESE = "本产品支持人脸民族识别。\n".encode("gb18030")
PAGE = b"<html><body><p>The Zorvexa Q7 estimates age from a face.</p></body></html>"
FILES = {"doc/notes.txt": NOTES, "doc/zh.txt": CHINESE}


def labels(encoding: str) -> bytes:
    """A table of labels as a program keeps it."""
    words = ["人脸属性", "民族", "黄种人", "白种人", "黑种人"]
    return b"".join(
        word.encode(encoding) + bytes(2 if encoding.startswith("utf-16") else 1) for word in words
    )


def program() -> bytes:
    """Strings of several encodings in the data of a library."""
    data = b"\0zx_face_open\0zx_face_attr\0zx_race\0yellow\0white\0black\0" + bytes(40)
    data += labels("gb18030") + bytes(40 + len(data) % 2) + labels("utf-16-le") + bytes(40)
    data += "Раса лица\0".encode() + bytes(40) + b"Skin tone is not reported\0"
    return elf(b"\x55\x48\x89\xe5\x5d\xc3" * 20, data)


def seven_zip() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in FILES.items():
            (Path(folder) / name).parent.mkdir(exist_ok=True)
            (Path(folder) / name).write_bytes(data)
        subprocess.run(["7zz", "a", "-bso0", "-mtm=off", "a.7z", "doc"], cwd=folder, check=True)
        return (Path(folder) / "a.7z").read_bytes()


def main() -> None:
    name = "com/zorvexa/sdk/FaceInfo$RaceType"
    values = [(value, f"L{name};", None) for value in ("YELLOW", "WHITE", "BLACK")]
    tgz = gzip.compress(tarred(FILES.items()), mtime=0)
    records = warc([PAGE])
    encrypted = bytearray(zipped(FILES))
    for at in (6, bytes(encrypted).index(b"PK\x01\x02") + 8):  # the first member says that it is encrypted
        struct.pack_into("<H", encrypted, at, 1)
    out = io.BytesIO()
    with gzip.GzipFile("notes.txt", "wb", fileobj=out, mtime=0) as packed:
        packed.write(NOTES)
    stub = b"MZ\x90\0" + bytes(60) + b"This program unpacks the Zorvexa SDK.\0" + bytes(60)
    made = {
        "zip/sdk.zip": zipped(FILES),
        "zip/nested.zip": zipped({"linux.tar.gz": tgz, "readme.txt": NOTES}),
        "zip/partly_encrypted.zip": bytes(encrypted),
        "zip/truncated.zip": zipped(FILES)[:-120],
        "tar/sdk.tar": tarred(FILES.items()),
        "packed/notes.txt.gz": out.getvalue(),
        "packed/truncated.tgz": tgz[:-60],
        "7z/sdk.7z": seven_zip(),
        "7z/sdk.cab": cabinet(FILES),
        "installer/setup.exe": stub + zipped(FILES),
        "warc/pages.warc.gz": warc([PAGE, CHINESE], [("Content-Type", "text/plain; charset=gb18030")]),
        "wacz/site.wacz": wacz(records),
        "arc/old.arc": arc([PAGE]),
        "media/sound.mp3": b"ID3\4\0\0\0\0\0\0" + bytes(50),
        "warc/truncated.warc": warc([PAGE, PAGE], packed=False)[:-40],
        "binary/libzxface.so": program(),
        "binary/RaceType.class": java_class(name, values, strings=["种族"], flags=CLASS_ENUM),
        "binary/classes.dex": dex({"Lcom/zorvexa/Face;": [("byRace", "I"), ("byAge", "I")]}, ["种族识别"]),
        "binary/ZxClient.dll": dotnet(["EM_ZX_RACE", "Yellow", "White", "byRace"], ["肤色", "Skin tone"]),
    }
    for path, data in made.items():
        target = ROOT / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
        print(f"{len(data):6} {path}")


if __name__ == "__main__":
    main()
