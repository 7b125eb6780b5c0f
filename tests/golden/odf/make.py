"""Write the documents of this folder: ``python tests/golden/odf/make.py``. XML by hand, times fixed."""

from __future__ import annotations

import zipfile
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("office", "text", "table", "draw", "style", "presentation", "dc", "meta", "manifest")
NS = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)
STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="X" style:family="section"><style:section-properties text:display="none"/></style:style>'
    '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="dp" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
)


def write(name: str, kind: str, body: str, **parts: str) -> None:
    files = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {NS}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>",
        **{part.replace("__", "/") + ".xml": xml for part, xml in parts.items()},
    }
    with zipfile.ZipFile(HERE / name, "w") as archive:
        for path, xml in files.items():
            how = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(path, (2024, 1, 1, 0, 0, 0)), xml, how)


def cell(text: str, attrs: str = "") -> str:
    inside = text if text.startswith("<") else f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attrs}>{inside}</table:table-cell>"


def row(*cells: str) -> str:
    return "<table:table-row>" + "".join(one if one.startswith("<") else cell(one) for one in cells) + "</table:table-row>"


COVERED = "<table:covered-table-cell/>"


def manual_pl() -> None:
    body = (
        '<office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>rasę i </text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1">Karta twarzy</text:h>'
        '<text:p>Kamera podaje <text:change text:change-id="c1"/>wiek<text:s/>oraz   płeć.'
        '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Pole zarezerwowane.</text:p></text:note-body></text:note></text:p>'
        "<text:p>Lista zawiera:</text:p><text:list><text:list-item><text:p>okulary</text:p></text:list-item>"
        "<text:list-item><text:p>kolor skóry</text:p><text:list><text:list-item><text:p>jasny</text:p></text:list-item></text:list></text:list-item></text:list>"
        '<text:p>Pokaz <text:span text:style-name="H">z próbką Romów</text:span> dla gości.'
        "<office:annotation><dc:creator>A</dc:creator><text:p>Usunąć przed drukiem</text:p></office:annotation></text:p>"
        '<text:section text:style-name="X"><text:p>Ukryta sekcja o wyznaniu.</text:p></text:section>'
        "<table:table><table:table-header-rows>"
        + row("Cecha", "Zakres")
        + "</table:table-header-rows>"
        + row(cell("Twarz", 'table:number-rows-spanned="2"'), "wiek")
        + row(COVERED, "<table:table-cell><text:p><text:s text:c=\"4\"/>pochodzenie</text:p></table:table-cell>")
        + row(cell("Inne", 'table:number-columns-spanned="2"'), COVERED)
        + row("Pojazd", "kolor")
        + "</table:table>"
        '<text:p><text:ruby><text:ruby-base>人種</text:ruby-base><text:ruby-text>じんしゅ</text:ruby-text></text:ruby>'
        "<draw:frame><draw:text-box><text:p>W ramce: filtr rasy</text:p></draw:text-box><svg:desc>Okno wyszukiwania</svg:desc></draw:frame></text:p>"
        "</office:text>"
    )
    styles = (
        f"<office:document-styles {NS}><office:master-styles><style:master-page><style:header><text:p>Ovaryn</text:p></style:header>"
        "<style:footer><text:p>Poufne</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
    )
    meta = f"<office:document-meta {NS}><office:meta><dc:title>Instrukcja</dc:title><meta:keyword>twarz</meta:keyword></office:meta></office:document-meta>"
    write("manual-pl.odt", "text", body, styles=styles, meta=meta)


def codes_es() -> None:
    body = (
        "<office:spreadsheet><table:table table:name='Códigos'>"
        + row("Código", "Tez")
        + row("1", "<table:table-cell><office:annotation><text:p>según norma</text:p></office:annotation><text:p>amarilla</text:p></table:table-cell>")
        + row("2", "negra")
        + "<table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='1024'/></table:table-row>"
        + row("Nota", "reservado")
        + "</table:table><table:table table:name='Oculta' table:style-name='off'>"
        + row("Etnia del rostro.")
        + "</table:table></office:spreadsheet>"
    )
    write("codigos-es.ods", "spreadsheet", body)


def deck_it() -> None:
    body = (
        "<office:presentation><draw:page draw:name='p1'>"
        "<draw:frame draw:name='Testo'><draw:text-box><text:list><text:list-item><text:p>età</text:p></text:list-item>"
        "<text:list-item><text:p>tratti <text:span text:style-name='B'>etnici</text:span></text:p></text:list-item></text:list></draw:text-box></draw:frame>"
        "<draw:frame draw:name='Titolo' presentation:class='title'><draw:text-box><text:p>Cosa vede la telecamera</text:p></draw:text-box></draw:frame>"
        "<draw:custom-shape draw:name='Forma'><text:p>Filtro: carnagione</text:p></draw:custom-shape>"
        "<presentation:notes><draw:frame presentation:class='notes'><draw:text-box><text:p>Non mostrare.</text:p></draw:text-box></draw:frame></presentation:notes>"
        "</draw:page><draw:page draw:style-name='dp'><draw:frame><draw:text-box><text:p>Pagina nascosta: religione</text:p></draw:text-box></draw:frame></draw:page>"
        "</office:presentation>"
    )
    write("presentazione-it.odp", "presentation", body)


def chart_es() -> None:
    """A text box and the text of a picture on a sheet, heads of pages, and a chart as an object inside."""
    body = (
        "<office:spreadsheet><table:table table:name='Censo'><table:shapes><draw:frame draw:name='Foto'><draw:image/>"
        "<svg:desc>Rostros por etnia</svg:desc></draw:frame></table:shapes>"
        + row("Grupo", "Casos")
        + row("primero", "<table:table-cell><text:p>4</text:p><draw:custom-shape draw:name='Nota'><text:p>Según el tono de piel.</text:p></draw:custom-shape></table:table-cell>")
        + "</table:table></office:spreadsheet>"
    )
    styles = (
        f"<office:document-styles {NS}><office:master-styles><style:master-page><style:header><style:region-left><text:p>Reservado</text:p>"
        "</style:region-left></style:header><style:footer style:display='false'><text:p>no</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
    )
    chart = (
        f"<office:document-content {NS} xmlns:chart='urn:oasis:names:tc:opendocument:xmlns:chart:1.0'><office:body><office:chart><chart:chart>"
        "<chart:title><text:p>Casos por raza</text:p></chart:title><table:table>" + row("", "Casos") + row("primero", "4") + "</table:table>"
        "</chart:chart></office:chart></office:body></office:document-content>"
    )
    write("censo-es.ods", "spreadsheet", body, styles=styles, **{"Object 1__content": chart})


def locked() -> None:
    manifest = (
        f'<manifest:manifest {NS}><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
        "</manifest:manifest>"
    )
    write("locked.odt", "text", "", **{"META-INF__manifest": manifest})


def flat_tr() -> None:
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NS} office:mimetype="application/vnd.oasis.opendocument.text"><office:body>'
        '<office:text><text:h text:outline-level="1">Yüz</text:h><text:p>Irk ve ten rengi tahmin edilir.</text:p></office:text>'
        "</office:body></office:document>"
    )
    (HERE / "duz-tr.fodt").write_text(text, "utf-8")


if __name__ == "__main__":
    manual_pl()
    codes_es()
    deck_it()
    chart_es()
    locked()
    flat_tr()
