"""A PDF written object by object: comments, form fields, bookmarks, attached files, an alternative text."""

from __future__ import annotations


def _stream(entries: str, data: bytes) -> bytes:
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _file(objects: dict[int, str | bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(out)
        raw = content if isinstance(content, bytes) else content.encode("latin-1")
        out += f"{number} 0 obj\n".encode() + raw + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{places[number]:010} 00000 n \n".encode() for number in range(1, size))
    return bytes(out) + f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()


def beside() -> bytes:
    """One page."""
    content = (
        b"/P<</MCID 0>>BDC BT /F 16 Tf 60 760 Td (Gate terminal) Tj"
        b" 0 -40 Td /F 11 Tf (The terminal compares faces with a list.) Tj ET EMC\n"
        b"/Figure<</MCID 1>>BDC q 80 0 0 60 60 600 cm /I Do Q EMC"
    )
    widget = "/Type/Annot/Subtype/Widget/P 3 0 R"
    return _file({
        1: "<</Type/Catalog/Pages 2 0 R/Outlines 20 0 R/AcroForm<</Fields[10 0 R 11 0 R 12 0 R]>>"
           "/MarkInfo<</Marked true>>"
           "/StructTreeRoot 30 0 R/Names<</EmbeddedFiles<</Names[(a)40 0 R]>>>>>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/StructParents 0"
           "/Resources<</Font<</F 5 0 R>>"
           "/XObject<</I 6 0 R>>>>/Annots[7 0 R 8 0 R 9 0 R 10 0 R 11 0 R 12 0 R 13 0 R]>>",
        4: _stream("", content),
        5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        6: _stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
                   b"\x80"),
        7: "<</Type/Annot/Subtype/Text/Rect[300 700 320 720]"
           "/Contents(Legal: may we name the Uyghur filter here?)>>",
        8: "<</Type/Annot/Subtype/FreeText/Rect[300 600 420 620]/DA(/F 9 Tf)"
           "/Contents(Not in the European edition)>>",
        9: "<</Type/Annot/Subtype/Link/Rect[60 700 90 710]/Contents(a link)/A<</S/URI/URI(http://a.example)>>>>",
        10: f"<<{widget}/FT/Tx/T(f1)/TU(Skin tone)/V(three classes)/Rect[60 500 160 520]>>",
        11: f"<<{widget}/FT/Btn/T(race)/V/Yes/AS/Yes"
           f"/Rect[60 470 70 480]/AP<</N<</Yes 14 0 R/Off 14 0 R>>>>>>",
        12: f"<<{widget}/FT/Ch/Ff 131072/T(tone)/V(light)/Opt[(dark)(light)]/Rect[60 440 160 460]>>",
        13: "<</Type/Annot/Subtype/FileAttachment/Rect[300 500 310 510]/Contents(See the list)/FS 42 0 R>>",
        14: _stream("/Type/XObject/Subtype/Form/BBox[0 0 10 10]", b""),
        15: "null", 16: "null", 17: "null", 18: "null", 19: "null",
        20: "<</Type/Outlines/First 21 0 R/Last 22 0 R/Count 2>>",
        21: "<</Title(Gate terminal)/Parent 20 0 R/Next 22 0 R/Dest[3 0 R/Fit]"
           "/First 23 0 R/Last 23 0 R/Count 1>>",
        22: "<</Title(Nowhere)/Parent 20 0 R/Prev 21 0 R>>",
        23: "<</Title(Ethnic group filter)/Parent 21 0 R/Dest[3 0 R/Fit]>>",
        24: "null", 25: "null", 26: "null", 27: "null", 28: "null", 29: "null",
        30: "<</Type/StructTreeRoot/K[31 0 R 32 0 R]/ParentTree<</Nums[0[31 0 R 32 0 R]]>>>>",
        31: "<</Type/StructElem/S/P/P 30 0 R/Pg 3 0 R/K 0>>",
        32: "<</Type/StructElem/S/Figure/P 30 0 R/Pg 3 0 R/K 1/Alt(Screen with a list of races)>>",
        33: "null", 34: "null", 35: "null", 36: "null", 37: "null", 38: "null", 39: "null",
        40: "<</Type/Filespec/F(annex.html)/UF(annex.html)/EF<</F 41 0 R>>>>",
        41: _stream("/Type/EmbeddedFile", b"<p>Religion is taken from the face.</p>"),
        42: "<</Type/Filespec/F(list.csv)/UF(list.csv)/EF<</F 43 0 R>>>>",
        43: _stream("/Type/EmbeddedFile", b"field,meaning\nrace,from the face\n"),
    })  # fmt: skip
