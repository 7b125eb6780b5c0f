"""The words, in the languages we read, that mark questions, answers, notes, sections, tables and pages.

They say what a line is, never what it claims. Single letters are kept
apart: they count only with more evidence.
"""

from __future__ import annotations

import re

QUESTION = """
Q Question Frage Pregunta Pergunta Domanda Vraag Pytanie Soru Вопрос Питання Запитання Câu_hỏi Hỏi
Pertanyaan Tanya คำถาม ถาม 问题 問題 质问 質問 问 問 질문 문 سؤال السؤال س پرسش प्रश्न
"""
QUESTION_LETTERS = "F P D S T V В П"

ANSWER = """
A Ans Answer Antwort Respuesta R Réponse Resposta Risposta Antwoord Odpowiedź Cevap Yanıt C Ответ О
Відповідь В Trả_lời Đáp Jawaban Jawab J คำตอบ ตอบ 答复 答覆 回答 答 답변 답 جواب الجواب ج پاسخ उत्तर
"""

NOTE = """
Note Notes N.B. NB Remark Remarks Footnote Hinweis Anmerkung Nota Notas Observação Obs. Remarque
Opmerking Uwaga Not Примечание Примітка Ghi_chú Lưu_ý Catatan หมายเหตุ 注意 注释 注釋 注 備考 备注
備註 说明 說明 附注 附註 提示 注記 참고 비고 주 ملاحظة توجه یادداشت टिप्पणी नोट
"""

SECTION = """
Section Annex Appendix Chapter Part Schedule Lot Kapitel Abschnitt Anhang Anlage Teil Los Chapitre
Annexe Partie Capítulo Anexo Sección Seção Parte Capitolo Allegato Hoofdstuk Bijlage Rozdział
Załącznik Bölüm Глава Раздел Приложение Розділ Додаток Chương Phụ_lục Bab Lampiran บทที่ ภาคผนวก الفصل
الملحق فصل پیوست अध्याय परिशिष्ट
"""

CLAUSE = """
Art Article Artículo Artigo Articolo Artikel Art. Pos. Item Claim Clause Nr. No. Nº N° § §§ Ziffer
Пункт п. Стаття Статья Madde Điều Pasal Req. ข้อ المادة ماده धारा Step Schritt Étape Paso Passo Krok
Adım Шаг 步骤 步驟 手順
"""

TABLE = """
Table Tabelle Tableau Tabla Tabela Tabella Tabel Tablo Таблица Таблиця Bảng ตาราง جدول الجدول तालिका
表 표 Figure Fig.
"""

PAGE = """
Page Seite Página Pagina Стр. Страница Сторінка Sayfa Strona Trang Halaman หน้า صفحة صفحه पृष्ठ p.
"""

_HEADER = """
model specification modell modelo modèle модель 型号 型號 规格 規格 型番 모델 code item items value
values no no. nr nr. # id name field fields feature features function functions type description
meaning parameter parameters attribute result results status test verdict remark remarks unit option
options key default required label source feld wert werte merkmal beschreibung ergebnis bezeichnung
funktion nummer champ valeur description résultat fonction campo valor descripción descrição resultado
función função campo valore descrizione risultato veld waarde resultaat omschrijving pole wartość opis
wynik alan değer açıklama sonuç поле значение описание результат параметр код название поле значення
опис результат حقل الحقل القيمة الوصف النتيجة فیلد مقدار شرح नाम मान विवरण परिणाम trường giá_trị mô_tả
kết_quả kolom nilai keterangan hasil ฟิลด์ ค่า คำอธิบาย ผล 代码 代碼 名称 名稱 值 序号 序號 编号 編號
项目 項目 用例 结论 結論 结果 結果 字段 欄位 说明 說明 描述 参数 參數 类型 類型 单位 單位 必选 功能
指标 指標 标称值 取值 备注 備註 キー 説明 値 番号 判定 備考 항목 번호 결과 설명 값 코드 이름 비고
"""
HEADER_CELLS = frozenset(word.replace("_", " ") for word in _HEADER.split())
"""Words that stand in the header row of a table, folded."""


_VERDICTS = """
yes no y n x o ja nein oui non si sí não sim da nu да нет так ні evet hayır var yok tak nie nee ano 有
无 無 是 否 支持 不支持 はい いいえ 対応 非対応 あり なし 예 아니오 지원 미지원 نعم لا بله خیر हाँ
नहीं có không ya tidak มี ไม่มี ใช่ ไม่ใช่ supported unsupported optional standard pass fail passed
failed ok n/a none unterstützt optional soportado soutenu 通过 不通过 合格 不合格 適合 적합 부적합 ✓ ✔
✗ ✘ √ × ○ ● ◯ ◎ △ – — -
"""
VERDICTS = frozenset(_VERDICTS.split())
"""Cells that say no more than yes or no, folded."""


def alternatives(words: str) -> str:
    """A regex alternative of a word list, longest first; ``_`` stands for a blank."""
    unique = sorted({word.replace("_", " ") for word in words.split()}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in unique) + ")"
