"""The tree of a structured text: maps, lists and scalars, each with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

NAME_KEYS = frozenset(
    (
        *(
            "name",
            "key",
            "id",
            "field",
            "code",
            "param",
            "parameter",
            "property",
            "attribute",
            "column",
            "label",
            "title",
        ),
        *(
            "nom",
            "champ",
            "nome",
            "campo",
            "nombre",
            "feld",
            "schlüssel",
            "veld",
            "naam",
            "pole",
            "nazwa",
            "alan",
            "ad",
        ),
        *(
            "имя",
            "поле",
            "ключ",
            "назва",
            "名称",
            "字段",
            "参数",
            "键",
            "名稱",
            "欄位",
            "參數",
            "キー",
            "名前",
            "項目",
            "항목",
        ),
        *("이름", "필드", "الاسم", "الحقل", "نام", "tên", "nama", "ชื่อ", "नाम"),
    )
)
"""Keys whose value names the record that they stand in."""

NOTE_KEYS = frozenset(
    (
        *(
            "description",
            "title",
            "summary",
            "desc",
            "comment",
            "$comment",
            "note",
            "help",
            "remark",
            "doc",
            "hint",
            "label",
        ),
        *(
            "beschreibung",
            "titel",
            "libellé",
            "titre",
            "descripción",
            "descrição",
            "título",
            "titolo",
            "descrizione",
        ),
        *(
            "omschrijving",
            "opis",
            "tytuł",
            "açıklama",
            "başlık",
            "описание",
            "название",
            "опис",
            "说明",
            "描述",
            "标题",
        ),
        *(
            "备注",
            "說明",
            "標題",
            "備註",
            "説明",
            "タイトル",
            "설명",
            "제목",
            "الوصف",
            "العنوان",
            "شرح",
            "عنوان",
            "mô_tả",
        ),
    )
)
"""Keys whose value says what the record around them is about."""

VALUE_KEYS = frozenset(
    ("enum", "values", "options", "opt", "choices", "const", "oneof", "allowed", "取值", "werte")
)
"""Keys whose value lists what a field may hold."""

SCHEMA_KEYS = frozenset(
    (
        *(
            "type",
            "format",
            "$ref",
            "enum",
            "minimum",
            "maximum",
            "default",
            "example",
            "examples",
            "nullable",
            "pattern",
        ),
        *("minlength", "maxlength", "items", "required", "readonly", "deprecated"),
    )
)

_INNER = frozenset(("items", "schema", "additionalproperties"))
_ONE_LINE, _RECORD, _LIST = 400, 1500, 600


class Kind(Enum):
    """What a node is."""

    MAP = "map"
    LIST = "list"
    SCALAR = "scalar"


@dataclass(slots=True)
class Node:
    """One value; ``begin`` is where its key starts, or the value itself where it has none."""

    kind: Kind
    start: int
    end: int
    begin: int
    key: str | None = None
    value: str = ""
    flow: bool = True
    """Written with brackets; YAML blocks are laid out line by line instead."""
    number: bool = False
    place: str = ""
    """The key or index in the pointer."""
    items: list[Node] = field(default_factory=list)

    @property
    def low(self) -> str:
        """The key, folded."""
        return (self.key or "").casefold()


def scalar_of(node: Node, keys: Iterable[str]) -> str:
    """The value of the first scalar member whose key is one of ``keys``."""
    for item in node.items:
        if item.kind is Kind.SCALAR and item.value and item.low in keys:
            return item.value
    return ""


def note_of(node: Node) -> str:
    """Title and description of a map."""
    notes = [
        item.value.strip()
        for item in node.items
        if item.kind is Kind.SCALAR and item.low in NOTE_KEYS and item.value
    ]
    return " · ".join(notes)


def is_bare_figure(node: Node) -> bool:
    """A number or a constant: without a key it says nothing."""
    return node.kind is Kind.SCALAR and (node.number or node.value in {"true", "false", "null", "~", ""})


def is_flat_list(node: Node) -> bool:
    """A list of scalars."""
    return node.kind is Kind.LIST and all(item.kind is Kind.SCALAR for item in node.items)


def is_one_passage(node: Node, text: str) -> bool:
    """Whether a person would quote the whole container: a schema leaf, a short record, a list of values."""
    if node.kind is Kind.SCALAR:
        return True
    size = node.end - node.start
    if not node.flow or size > _RECORD:
        return False
    if is_flat_list(node):
        return size <= _LIST
    if node.kind is Kind.LIST:
        return False
    if not all(_is_leaf(item) for item in node.items):
        return False
    one_line = text.find("\n", node.start, node.end) < 0
    return size <= _ONE_LINE if one_line else _is_record(node)


def _is_leaf(item: Node) -> bool:
    """A scalar, a list of scalars, or the inner schema of an array or a parameter."""
    if item.kind is Kind.SCALAR or (is_flat_list(item) and item.end - item.start <= _LIST):
        return True
    return (
        item.kind is Kind.MAP and item.low in _INNER and all(part.kind is not Kind.MAP for part in item.items)
    )


def _is_record(node: Node) -> bool:
    """Over several lines only what has a description, or the type of a schema with more than that."""
    keys = {item.low for item in node.items}
    described = bool(keys & NOTE_KEYS) and len(node.items) <= 12
    return described or ("type" in keys and keys <= SCHEMA_KEYS) or "enum" in keys


def shown_value(node: Node) -> str:
    """The value of a passage: the scalar, the listed values, or the pairs of a small record."""
    if node.kind is Kind.SCALAR:
        return node.value
    if node.kind is Kind.LIST:
        return ", ".join(item.value for item in node.items if item.kind is Kind.SCALAR)
    for item in node.items:
        if item.low in VALUE_KEYS:
            return shown_value(item)
        if item.low in _INNER and item.kind is Kind.MAP:
            inner = next((part for part in item.items if part.low in VALUE_KEYS), None)
            if inner:
                return shown_value(inner)
    pairs = [
        f"{item.key}: {shown_value(item)}"
        for item in node.items
        if item.kind is not Kind.MAP
        and item.low not in NOTE_KEYS
        and item.key != "?"
        and item.low not in SCHEMA_KEYS
        and (node.key is not None or item.low not in NAME_KEYS)
    ]
    return ", ".join(pairs)


def title_facts(roots: list[Node]) -> list[tuple[str, str]]:
    """The title that the document gives itself, also in the ``info`` of an OpenAPI description."""
    for root in roots[:1]:
        info = next((item for item in root.items if item.low == "info" and item.kind is Kind.MAP), root)
        title = scalar_of(info, ("title",)) or scalar_of(root, ("title",))
        if title:
            return [("title", title[:200])]
    return []
