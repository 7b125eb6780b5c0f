"""What the look of a line says of its part in a page: question, answer, bullet, introduction, note, caption.

Only marks of layout in many languages, never what a line is about.
"""

from __future__ import annotations

import re

QUESTION_ENDS = ("?", "？", "؟", "⁇", ";?")  # the Greek question mark looks like a semicolon, left out
ENDS = (".", "。", "!", "！", "?", "？", "؟", "।", "…", ";", "；", "۔", "།")
_COLONS = (":", "：", "﹕", "︰", "፡")

_ASKER = re.compile(
    r"(?:q(?:uestion)?|frage|pregunta|pergunta|domanda|vraag|pytanie|soru|вопрос|питання|[问問](?:题|題)?|질문|質問|س|سؤال"
    r"|پرسش|प्रश्न|hỏi|tanya|ถาม)\s{0,3}\d{0,3}\s{0,3}[:：.、)]\s{0,3}\S",
    re.IGNORECASE,
)
_ANSWERER = re.compile(
    r"(?:a(?:nswer|ntwort)?|r(?:éponse|esposta|espuesta|isposta)?|antwoord|odpowiedź|cevap|ответ|відповідь|答(?:复|覆|案)?"
    r"|답변?|回答|ج|جواب|پاسخ|उत्तर|đáp|jawab|ตอบ)\s{0,3}\d{0,3}\s{0,3}[:：.、)]\s{0,3}\S",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"(?:[•●○■□▪▫◆◇►▶▷‣⁃∙·★☆✓✔➤➢❖\uf0b7\uf0a7\uf0d8\uf06c\uf06e]|[*–—-](?=\s)"
    r"|(?:\d{1,3}|[a-zA-Zа-яА-Я])[.)、）](?=\s|[^\s\d.])|[（(](?:\d{1,3}|[a-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[)）]"
    r"|[①-⑳㈠-㈩]|[一二三四五六七八九十]{1,3}、)\s*"
)
_NOTE = re.compile(
    r"[※＊†‡]|\*{1,3}(?=[^\s*])|[*](?=\s)|(?:n\.?b\.?|notes?|remarks?|footnotes?|caution|hinweis|anmerkung|achtung|remarque|nota"
    r"|opmerking|uwaga|not|примечание|примітка|注意?|备注|備註|附注|附註|说明|說明|주의?|참고|備考"
    r"|ملاحظة|توجه|catatan|ghi chú|lưu ý|หมายเหตุ|टिप्पणी)"
    r"\s{0,2}\d{0,2}\s{0,2}[:：]",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:table|tab\.|figure|fig\.|tabelle|abbildung|tableau|tabla|tabela|tabella|tabel|tablo|таблица|таблиця|рис\.|附?[表图圖](?:格)?|표|그림|جدول|शीर्षक"
    r"|bảng|ตาราง)\s{0,2}[A-Z]?\d{1,3}",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"as follows|following|below|如下|以下|下列|下記|次の|다음|아래"
    r"|folgend|suivant|ci-dessous|siguiente|seguinte|seguent|abaixo|volgende|hieronder"
    r"|następując|poniżej|aşağıda|şunlar|следующ|ниже|наступн|нижче"
    r"|التالي|يلي|زیر|निम्न|sau đây|như sau|berikut|ต่อไปนี้|ดังนี้",
    re.IGNORECASE,
)
_LOOSE_END = (",", "，", "、", "،", "(", "（", "[", "-", "‐", "/", "&", "+")
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_TITLE_MOST = 60
_WRAP_LEAST = 30


def asks(text: str, *, marked: bool) -> bool:
    """Whether a line is a question of a list of questions.

    A question mark alone is enough only where the layout marks the line (``dt``, heading, bold line).
    """
    if marked and text.endswith(QUESTION_ENDS):
        return True
    return _ASKER.match(text) is not None


def answers(text: str) -> bool:
    """Whether a line calls itself an answer."""
    return _ANSWERER.match(text) is not None


def bullet(text: str) -> int:
    """Length of the bullet or number that a list item begins with; 0 where there is none."""
    found = _BULLET.match(text)
    return found.end() if found and found.end() < len(text) else 0


def is_note(text: str) -> bool:
    """Whether a line is set apart as a remark."""
    return _NOTE.match(text) is not None


def is_caption(text: str) -> bool:
    """Whether a line is the title of a table or figure."""
    return len(text) <= 160 and _CAPTION.match(text) is not None


def ends_with_colon(text: str) -> bool:
    """Whether a line announces what comes next."""
    return text.rstrip().endswith(_COLONS)


def introduces(text: str) -> bool:
    """Whether a line introduces the list or table below it."""
    if ends_with_colon(text):
        return True
    return bool(_FOLLOWS.search(text[-200:])) or (len(text) <= 120 and not text.endswith(ENDS))


def is_title(text: str) -> bool:
    """Whether a line set apart in bold reads like a heading: short, and no sentence."""
    return len(text) <= _TITLE_MOST and "\n" not in text and not text.endswith((*ENDS, *_LOOSE_END))


def hard_lines(lines: list[str]) -> list[str]:
    """Join lines that were only wrapped; those that a reader sees as lines of their own stay apart."""
    groups: list[list[str]] = []
    apart = True
    for line in (line.strip() for line in lines):
        if not line:
            apart = True
        elif not apart and _continues(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
            apart = False
    return ["\n".join(group) for group in groups]


def _continues(above: str, line: str) -> bool:
    """Whether a line carries on the sentence of the one above."""
    if bullet(line) or asks(line, marked=False) or answers(line) or is_note(line):
        return False
    if above.endswith(ENDS + _COLONS):
        return False
    if above.endswith(_LOOSE_END) or line[0].islower():
        return True
    if _WIDE.match(line):
        return len(above) >= _WRAP_LEAST and not any(colon in line[:16] for colon in _COLONS)
    return len(above) >= 2 * _WRAP_LEAST and not any(colon in line[:40] for colon in _COLONS)
