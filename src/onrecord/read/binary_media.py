"""Say of sound, film, fonts and trained models that they hold no text to read."""

from __future__ import annotations

from onrecord.model.document import Blob, Document
from onrecord.model.reading import Ask
from onrecord.model.vocabulary import GapKind
from onrecord.read.draft import Draft
from onrecord.read.reader import Reader

_KINDS = {
    "a sound file": ".mp3 .wav .ogg .flac .aac .m4a .wma .amr .g711 .pcm",
    "a film": ".mp4 .avi .mkv .mov .wmv .flv .webm .m4v .mpg .mpeg .h264 .264 .265 .dav",
    "a font": ".ttf .otf .woff .woff2 .eot .ttc .pfb",
    "a trained model": ".onnx .tflite .caffemodel .pb .pt .pth .safetensors .mnn .rknn .om .h5 .engine .gguf",
    "an icon or cursor": ".ico .cur .icns .ani",
}
_MAGIC = (
    (0, b"ID3"),
    (0, b"OggS"),
    (0, b"fLaC"),
    (4, b"ftyp"),
    (0, b"\x1aE\xdf\xa3"),
    (0, b"FLV\x01"),
    (0, b"\0\x01\0\0\0"),
    (0, b"OTTO\0"),
    (0, b"ttcf\0"),
    (0, b"wOFF"),
    (0, b"wOF2"),
    (8, b"AVI LIST"),
    (8, b"WAVEfmt "),
    (4, b"TFL3"),
    (0, b"\0\0\x01\0\x01\0"),
)


def read(blob: Blob, ask: Ask) -> Document:
    """A document with nothing but the reason why it was not read."""
    draft = Draft(blob, ask)
    name = blob.name.lower()
    kinds = (kind for kind, suffixes in _KINDS.items() if name.endswith(tuple(suffixes.split())))
    draft.gap(GapKind.UNSUPPORTED, f"{next(kinds, 'sound, film or a font')}: not a text format")
    return draft.document(READER)


READER = Reader(
    name="media",
    version=1,
    media_types=("audio/mpeg", "audio/ogg", "audio/wav", "video/mp4", "video/webm", "font/ttf", "font/woff2"),
    suffixes=tuple(suffix for suffixes in _KINDS.values() for suffix in suffixes.split()),
    read=read,
    magic=_MAGIC,
    cannot=("everything: sound, film, fonts and models are only counted",),
)
