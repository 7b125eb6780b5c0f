"""Run through the tokens of RTF and hand over paragraphs and table rows."""

from __future__ import annotations

from onrecord.read.marked import Marked
from onrecord.read.rtf_state import (
    APART,
    INFO,
    KEPT_STARRED,
    MARGINS,
    MOST_CELLS,
    SIGNS,
    SKIPPED,
    Flow,
    Group,
    Piece,
    RowShape,
    Shape,
)
from onrecord.read.rtf_tokens import CHARSETS, Token, decode_bytes, page, tokens, wants_trail

_DEEPEST = 5_000


class Parser:
    """Collects the pieces of one file."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._later: list[Piece] = []
        self.facts: dict[str, str] = {}
        self.pictures = self.objects = 0
        self.closed = True
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, int] = {}
        self._page = "cp1252"
        self._group = Group()
        self._stack: list[tuple[Group, Flow]] = []
        self._flow = Flow()
        self._bytes = bytearray()
        self._skip = self._half = 0
        self._font = self._style = 0
        self._text = ""

    def run(self, source: str) -> None:
        """Read a whole file, decoded as Latin-1."""
        for token in tokens(source):
            self._token(token)
        self.closed = not self._stack
        while self._stack:
            self._close()
        self._flush()
        self._paragraph()
        self._row()
        self.pieces += self._later

    # --- tokens ----------------------------------------------------------------------------------------

    def _token(self, token: Token) -> None:
        group = self._group
        if token.kind == "{":
            self._flush()
            self._open()
        elif token.kind == "}":
            self._flush()
            self._close()
        elif token.kind == "byte":
            group.fresh = False
            if self._skip:
                self._skip -= 1
            else:
                self._bytes.append(token.number or 0)
        elif token.kind == "text":
            self._plain(token.text)
        elif token.kind == "sign":
            self._sign(token.text)
        else:
            self._word(token.text, token.number)

    def _open(self) -> None:
        self._skip = 0
        if len(self._stack) < _DEEPEST:
            self._stack.append((self._group, self._flow))
            self._group = self._group.inner()

    def _close(self) -> None:
        self._skip = 0
        if not self._stack:
            return
        ended, flow = self._group, self._flow
        self._group, self._flow = self._stack.pop()
        if ended.target != self._group.target:
            self._end_target(ended.target)
        if flow is not self._flow:
            inner, self._flow = self._flow, flow
            self._paragraph()
            self._row()
            self._flow = inner

    def _plain(self, text: str) -> None:
        self._group.fresh = False
        if self._skip:
            taken = min(self._skip, len(text))
            self._skip -= taken
            text = text[taken:]
        if text and wants_trail(bytes(self._bytes[-4096:]), self._charset()):
            self._bytes += text[0].encode("latin-1")
            text = text[1:]
        self._flush()
        if text and not text.isascii():  # bytes beyond ASCII that stand there bare
            text = decode_bytes(text.encode("latin-1"), self._charset())
        self._say(text)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._group.starred = True
            return
        self._group.fresh = False
        self._flush()
        if self._skip:
            self._skip -= 1
        elif sign in "\\{}":
            self._say(sign)
        elif sign in "\r\n":
            self._say("\n")
        else:
            self._say({"~": "\xa0", "_": "\u2011", "-": "\xad"}.get(sign, ""))

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        group = self._group
        if group.fresh or group.starred:
            group.fresh = False
            if self._target(word):
                return
        if word == "u" and number is not None:
            self._character(number & 0xFFFF)
            self._skip = group.fallback
        elif word == "uc":
            group.fallback = max(0, min(number or 0, 10))
        elif word in SIGNS:
            self._say(SIGNS[word])
        elif not group.switch(word, number) and not self._fonts_and_styles(word, number):
            self._layout(word, number)

    # --- groups with a purpose -------------------------------------------------------------------------

    def _target(self, word: str) -> bool:
        """The first word of a group may say what the group is."""
        group = self._group
        starred, group.starred = group.starred, False
        if word in ("pict", "object") and not group.skipped:
            self.pictures += word == "pict"
            self.objects += word == "object"
        if group.skipped:
            return True
        if word in SKIPPED or (starred and word not in KEPT_STARRED):
            group.skipped = True
        elif word in ("fonttbl", "stylesheet", "info"):
            group.target = word
        elif word in INFO and group.target == "info":
            group.target, self._text = f"info:{word}", ""
        elif word in ("pntext", "listtext"):
            group.target, self._text = "bullet", ""
        elif word in APART:
            kind = APART[word]
            mark = MARGINS.get(word, 0)
            self._flow = Flow(kind, self._flow.mark | mark)
            group.mark = mark
        else:
            return False
        return True

    def _end_target(self, target: str) -> None:
        if target.startswith("info:"):
            self.facts.setdefault(target[5:], " ".join(self._text.split()))
        elif target == "bullet":
            self._flow.shape.marked = self._text.strip()
        self._text = ""

    def _fonts_and_styles(self, word: str, number: int | None) -> bool:
        """Fonts carry code pages, styles carry heading levels."""
        target, value = self._group.target, number or 0
        if target == "fonttbl":
            if word == "f":
                self._font = value
            elif word == "fcharset":
                self._fonts[self._font] = CHARSETS.get(value, "") if value else ""
            elif word == "cpg" and value:
                self._fonts[self._font] = page(value)
            return True
        if target == "stylesheet":
            if word == "s":
                self._style = value
            elif word == "outlinelevel" and value < 9:
                self._styles[self._style] = value + 1
            return True
        if word == "ansicpg":
            self._page = page(value)
        elif word in ("mac", "pc", "pca"):
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word in ("f", "af", "deff"):
            if word != "af":
                self._group.charset = self._fonts.get(value, "")
        else:
            return False
        return True

    def _layout(self, word: str, number: int | None) -> None:
        """Paragraphs, lists and tables."""
        flow = self._flow
        shape, value = flow.shape, number or 0
        if word == "pard":
            marked = shape.marked
            flow.shape = Shape(marked=marked)
        elif word == "s":
            shape.level = self._styles.get(value, shape.level)
        elif word == "outlinelevel":
            shape.level = value + 1 if 0 <= value < 9 else None
        elif word == "ilvl":
            shape.depth = min(max(value, 0), 20)
        elif word == "ls":
            shape.depth = (shape.depth or 0) if value else None
        elif word == "intbl":
            shape.in_table = True
        elif word in ("cell", "nestcell"):
            self._cell(nested=word == "nestcell")
        elif word == "row":
            self._row()
        elif not self._group.skipped:
            self._row_shape(word, value)

    def _row_shape(self, word: str, value: int) -> None:
        row = self._flow.row
        if word == "trowd":
            self._flow.row = RowShape()
        elif word == "trhdr":
            row.head = True
        elif word == "clvmrg":
            row.next_down = True
        elif word == "clmrg":
            row.next_across = True
        elif word == "cellx" and len(row.across) < MOST_CELLS:
            row.end_cell(value)

    def _hand_over(self, piece: Piece) -> None:
        """Notes stand inside the paragraph that they belong to; they are handed over after it."""
        if piece.kind in ("note", "comment"):
            self._later.append(piece)
        else:
            self.pieces.append(piece)
            if not piece.kind:
                self.pieces += self._later
                self._later = []

    # --- text ------------------------------------------------------------------------------------------

    def _charset(self) -> str:
        return self._group.charset or self._page

    def _flush(self) -> None:
        """Bytes that were gathered become text."""
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._say(decode_bytes(data, self._charset()))

    def _character(self, code: int) -> None:
        """A character by its number; one beyond the basic plane comes as two halves."""
        if 0xD800 <= code < 0xDC00:
            self._half = code
        elif not 0xDC00 <= code < 0xE000:
            self._say(chr(code))
        elif self._half:
            code, self._half = 0x10000 + ((self._half - 0xD800) << 10) + code - 0xDC00, 0
            self._say(chr(code))
        else:
            self._say("\ufffd")

    def _say(self, text: str) -> None:
        group = self._group
        if not text or group.skipped:
            return
        if self._half:
            text, self._half = "\ufffd" + text, 0
        if group.target.startswith("info:") or group.target == "bullet":
            self._text += text
        elif group.target:
            return
        elif text == "\n":
            self._paragraph()
        else:
            self._flow.line.add(text, group.mark)

    def _paragraph(self) -> None:
        flow = self._flow
        line, flow.line = flow.line, Marked()
        if flow.shape.in_table or flow.cell or flow.cells:
            flow.cell.append(line)
        elif line.texts:
            self._hand_over(Piece(line, flow.shape, flow.kind, flow.mark))
        flow.shape = Shape(flow.shape.level, flow.shape.depth, flow.shape.in_table)

    def _cell(self, *, nested: bool) -> None:
        flow = self._flow
        line, flow.line = flow.line, Marked()
        flow.cell.append(line)
        flow.shape = Shape(in_table=True)
        if not nested and len(flow.cells) < MOST_CELLS:
            flow.cells.append(_one(flow.cell))
            flow.cell = []

    def _row(self) -> None:
        flow = self._flow
        if flow.cell and any(line.texts for line in flow.cell):
            flow.cells.append(_one(flow.cell))
        flow.cell = []
        if flow.cells:
            self._hand_over(Piece(Marked(), Shape(), flow.kind, flow.mark, flow.cells, flow.row))
            flow.cells = []
        flow.shape = Shape()


def _one(lines: list[Marked]) -> Marked:
    """The paragraphs of a cell as one text."""
    whole = Marked()
    for line in lines:
        if whole.texts and line.texts:
            whole.add("\n", 0)
        for text, mark in zip(line.texts, line.marks, strict=True):
            whole.add(text, mark)
    return whole
