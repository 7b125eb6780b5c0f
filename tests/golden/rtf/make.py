"""Write the documents of this folder: ``python tests/golden/rtf/make.py``."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def hexed(text: str, encoding: str) -> str:
    """Text as RTF writers put it: bytes beyond ASCII in hexadecimal."""
    return "".join(chr(byte) if 32 <= byte < 127 and chr(byte) not in "\\{}" else f"\\'{byte:02x}" for byte in text.encode(encoding))


def numbered(text: str) -> str:
    """Text as characters by number, with a question mark for old readers."""
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    return "".join(chr(code) if 32 <= code < 127 else f"\\u{code}?" for code in codes)


def sheet_zh() -> str:
    zh = lambda text: hexed(text, "gb18030")  # noqa: E731
    return (
        r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\fswiss\fcharset0 Arial;}}"
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}"
        r"{\info{\title " + zh("宁岚相机规格") + r"}{\author N}}"
        r"{\header\pard " + zh("内部文件") + r"\par}"
        r"\pard\s1\f0 " + zh("NL-7 规格") + r"\par"
        r"\pard\f0 " + zh("支持") + numbered("少数民族𠀀") + zh("检测。") + r"{\footnote\pard " + zh("预留功能") + r"}\par"
        r"\pard " + zh("属性如下：") + r"\par"
        r"{\pard{\listtext\'b7\tab}\ls1\ilvl0 " + zh("眼镜") + r"\par}{\pard{\listtext\'b7\tab}\ls1\ilvl0 " + zh("肤色") + r"\par}"
        r"\trowd\trhdr\cellx2000\cellx5000\pard\intbl\b " + zh("功能") + r"\cell " + zh("说明") + r"\b0\cell\row"
        r"\trowd\clvmgf\cellx2000\cellx5000\pard\intbl " + zh("人脸") + r"\cell " + zh("族别") + r"\cell\row"
        r"\trowd\clvmrg\cellx2000\cellx5000\pard\intbl \cell " + zh("年龄") + r"\par " + zh("段") + r"\cell\row"
        r"\pard " + zh("演示时") + r"{\v " + zh("使用维族样本") + r"}" + zh("即可。") + r"\line " + zh("第二行。") + r"\par"
        r"{\*\generator Some Writer;}{\*\unknown " + zh("不可见") + r"}"
        r"{\field{\*\fldinst HYPERLINK http://a.example}{\fldrslt link}}\par}"
    )


def note_ru() -> str:
    ru = lambda text: hexed(text, "cp1251")  # noqa: E731
    return (
        r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Times;}}\f0 "
        + ru("Программа определяет расу ")
        + r"{\strike "
        + ru("и религию ")
        + "}"
        + ru("лица.")
        + r"\par {\b "
        + ru("Ограничения")
        + r"}\par "
        + ru("Вопрос: Видна ли национальность?")
        + r"\par "
        + ru("Ответ: Нет.")
        + r"\par {\pict\wmetafile8 0102}}"
    )


def spans_en() -> str:
    """A table whose merged cells are only wider ones; ends differ by a few twips, as programs write them."""

    def row(*cells: tuple[str, int]) -> str:
        ends = "".join(rf"\cellx{end}" for _, end in cells)
        return rf"\trowd{ends}\pard\intbl " + "".join(text + r"\cell " for text, _ in cells) + r"\row "

    return (
        r"{\rtf1\ansi "
        + row(("Attribute", 2000), ("Values", 4000), ("Note", 6000))
        + row(("Skin tone", 2010), ("three classes", 3990), ("face", 6000))
        + row(("Race: not in this edition", 4000), ("card", 6010))
        + row(("All of it is optional", 6000))
        + r"\pard\par}"
    )


def object_en() -> str:
    """A packaged text, and a picture that would be read only if there were hardly any text."""
    note = b"Religion is estimated from the face."
    packed = b"\2\0note.txt\0C:\\x\0\0\0\3\0\2\0\0\0C\0" + len(note).to_bytes(4, "little") + note
    words = b"".join(len(word).to_bytes(4, "little") + word for word in (b"Package\0", b"", b""))
    ole = b"\1\5\0\0\2\0\0\0" + words + len(packed).to_bytes(4, "little") + packed
    return (
        r"{\rtf1\ansi Annex to the offer: " + "the note is enclosed. " * 15 + r"\par {\object\objemb{\*\objclass Package}"
        r"{\*\objdata " + ole.hex() + r"}{\result {\pict\pngblip 89504e47}}}\par {\object{\*\objdata 0105000001000000}}}"
    )


if __name__ == "__main__":
    (HERE / "spans-en.rtf").write_text(spans_en(), "ascii")
    (HERE / "object-en.rtf").write_text(object_en(), "ascii")
    (HERE / "sheet-zh.rtf").write_text(sheet_zh(), "ascii")
    (HERE / "note-ru.rtf").write_text(note_ru(), "ascii")
