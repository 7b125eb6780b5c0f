"""Tell whether the first row of a table without header cells is its header."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER_WORDS = """
name names field fields parameter parameters param item items feature features function functions
description desc type types value values meaning remark remarks note notes no no. code codes attribute
attributes property properties key specification specifications spec default range option options model
category id column comment comments requirement requirements result results unit supported support
element member status version explanation details example required 名称 名字 参数 参数名 参数名称 字段
字段名 字段名称 类型 数据类型 说明 描述 备注 含义 值 取值 取值范围 编号 序号 项目 功能 功能项 指标
技术指标 技术参数 要求 技术要求 属性 属性名 代码 型号 单位 必填 是否必填 必选 是否必选 默认值 结果
检测结果 检测项 结论 类别 内容 元素 长度 变量名 枚举值 名稱 參數 參數名稱 欄位 欄位名稱 類型 說明 備註
代碼 項次 規格 型號 單位 預設值 類別 內容 名前 型 値 備考 仕様 機能 番号 コード パラメータ フィールド
意味 項目 항목 이름 설명 유형 값 비고 기능 사양 필드 코드 내용 번호 형식 의미 параметр параметры имя
название наименование описание тип значение поле примечание код функция характеристика характеристики №
п/п назва опис значення примітка функція beschreibung typ wert werte feld bemerkung merkmal funktion nr.
nr bezeichnung eigenschaft einheit anforderung ergebnis bedeutung paramètre nom valeur champ remarque
caractéristique fonction désignation exigence résultat signification parámetro nombre descripción tipo
valor campo función característica observaciones requisito resultado significado parâmetro nome
descrição função observações parametro descrizione valore funzione caratteristica risultato significato
naam omschrijving beschrijving waarde veld functie kenmerk eis opmerking nazwa opis wartość pole funkcja
cecha uwagi wymaganie wynik ad açıklama değer alan işlev özellik tür notlar الاسم الوصف النوع القيمة
الحقل الوظيفة الملاحظات الخاصية نام توضیح نوع مقدار فیلد ویژگی नाम विवरण प्रकार मान tên mô tả kiểu giá
trị ghi chú nama deskripsi tipe nilai keterangan ชื่อ คำอธิบาย ประเภท ค่า
"""
_HEADER_PHRASES = (
    "data type",
    "field name",
    "parameter name",
    "mô tả",
    "giá trị",
    "ghi chú",
    "test item",
    "№ п/п",
    "s/n",
)
_WORDS = frozenset([*_HEADER_WORDS.split(), *_HEADER_PHRASES])
_MARK = re.compile(
    r"(?:[-+]?[\d.,]+\s*(?:%|px|mm|m|s|ms|w|v|°c?)?|[√✓✔×✗✘xо○●◯—–\-/]|yes|no|y|n|true|false"
    r"|(?:not )?supported|n/a|optional|mandatory|不?支持|是|否|有|无|可选|必选"
    r"|да|нет|ja|nein|oui|non|sí|no|sim|não|int\d*|string|float|double|bool(?:ean)?|byte|object|array|0x[0-9a-f]+)",
    re.IGNORECASE,
)
_CELL_MOST = 40
_LOOK_AT = 12


def looks_like_header(first: Sequence[str], rest: Sequence[Sequence[str]], *, strong: bool = False) -> bool:
    """Whether ``first`` heads the columns of ``rest``; ``strong`` says that it is set in bold or shaded.

    A table of two columns is usually a list of labels and values, so there the words must be header words, or
    stand above a column of figures.
    """
    texts = [text.strip() for text in first]
    filled = [text for text in texts if text]
    if len(filled) < 2 or not rest or any(len(text) > _CELL_MOST or "\n" in text for text in filled):
        return False
    known = sum(1 for text in filled if _is_known(text))
    if any(_MARK.fullmatch(text) and not _is_known(text) for text in filled):
        return False
    if len(texts) == 2:
        return known == 2 or strong or _is_numbered(rest) or _heads_figures(texts, rest)
    spanned = [text for number, text in enumerate(filled) if number == 0 or text != filled[number - 1]]
    if len(spanned) < len(filled):  # a head over several columns is repeated in each
        return len(spanned) > 1 and all(map(_is_known, spanned))
    if len(filled) < len(texts) - 1 or len(set(filled)) < len(filled):
        return False
    return strong or known >= 2 or (known >= 1 and len(texts) <= 3) or _contrasts(rest, len(texts))


def _is_numbered(rest: Sequence[Sequence[str]]) -> bool:
    """A list of codes: nothing but numbers in the first column."""
    codes = [row[0].strip() for row in rest if row and row[0].strip()]
    return len(codes) > 1 and all(code.isdecimal() and len(code) < 6 for code in codes[:_LOOK_AT])


def _heads_figures(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """A word above nothing but figures or marks."""
    return len(rest) > 2 and not any(char.isdigit() for char in first[1]) and _contrasts(rest, 2)


def _is_known(text: str) -> bool:
    return text.casefold().rstrip("*:：") in _WORDS


def _contrasts(rest: Sequence[Sequence[str]], width: int) -> bool:
    """Some column below holds nothing but numbers, marks or type names, which its head does not."""
    sample = [row for row in rest if len(row) == width][:_LOOK_AT]
    if len(sample) < 2:
        return False
    for column in range(1, width):
        cells = [row[column].strip() for row in sample]
        if all(_MARK.fullmatch(cell) for cell in cells if cell) and sum(map(bool, cells)) * 2 > len(cells):
            return True
    return False
