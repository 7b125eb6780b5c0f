"""Take a declaration apart: what it names, and its value or else its type.

Works on the text of one unit without its comments, so that it serves whole and broken code alike. Limits: of
several declarators in one statement all names are given but only the value of the first.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.read.source_scan import find_outside, strings_in
from onrecord.read.source_units import Role
from onrecord.read.source_values import literal, unquoted

_DEFINE = re.compile(r"#\s*(?:define|undef|ifn?def|elifn?def)\s+(\w+)(?:\([^)]*\))?[ \t]*(.*)", re.DOTALL)
_CONDITION = re.compile(r"#\s*(?:el)?if\b(?:[^\w]|defined\b)*([^\W\d]\w*)")
_ASSIGN = re.compile(r"(?<![=!<>+\-*/%&|^~:])=(?![=>~])|:=|(?<=[\s\w)\]])[+|]=")
_PAIR = re.compile(r"=>|:=|(?<![=!<>])=(?!=)|:(?!:)|->|\bto\b")
_IDENTIFIER = r"[^\W\d][\w$]*"
_LAST_NAME = re.compile(rf"\$?({_IDENTIFIER})(?: ?\[[^\]]*\])* ?[!?]?$")
_TYPE_WORD = re.compile(
    r"\b(?:enum(?:\s+(?:class|struct))?|struct|class|union|interface|record|object|protocol|extension|trait"
    r"|namespace|module|package|message|service|exception|type|table|view|structure|program|library|unit|oneof|implementation|domain)\b",
    re.IGNORECASE,
)
_TYPE_NAME = re.compile(
    r"(?:\s+(?:if\s+not\s+exists|body|alignas\([^)]*\)|__declspec\([^)]*\)|\[\[[^\]]*\]\]))*\s+"
    r"([^\s{}()<>:;,=]+)",
    re.IGNORECASE,
)
_ENUM_MACRO = re.compile(r"\b(?:NS|CF)_(?:ENUM|OPTIONS)\s*\([^,()]*,\s*(\w+)\s*\)")
_LEFT = re.compile(rf"({_IDENTIFIER})\s*=(?![=>])")
_SELECTOR = re.compile(rf"\s*[-+]\s*\([^()]*\)\s*({_IDENTIFIER})")
_TYPE_HEAD_END = re.compile(
    r"[:{(<=]|\b(?:extends|implements|final|inherits|where|is|struct|as)\b", re.IGNORECASE
)
_ROUTINE = re.compile(
    r"\b(?:sub|function|procedure|constructor|destructor|func|fun|def|rpc)\s+(?:[\w<>]+\.)*([^\W\d]\w*)",
    re.IGNORECASE,
)
_POINTER = re.compile(rf"\(\s*(?:\w+\s+)*[*^&]+\s*({_IDENTIFIER})\s*(?:\[[^\]]*\])?\s*\)\s*\(")
_NEXT_NAME = re.compile(rf",\s*\*?{_IDENTIFIER}\s*=(?!=)")
_COMMA = re.compile(",")
_IMPORT = re.compile(r"(?:import|export|from|using|require|include|package)\b")
_PATH = re.compile(r"[\w$]+(?:(?:\.|->|::)[\w$]+)+")
_OWN = re.compile(r"^(?:this|self|Me|super)(?:\.|->)")
_CALL = re.compile(r"(~?[\w$]+|operator\s*\S+)\s*(?:<[^<>()]*>)?\s*\(")
_MACRO = re.compile(r"\s*([A-Z][A-Z0-9_]*)\s*(\([^()]*\))\s*(?=[\w\s*&]*\w\s*\()")
_RECEIVER = re.compile(r"^\s*func\s*\([^)]*\)")
_MODIFIER = re.compile(
    r"\b(?:public|private|protected|internal|static|final|readonly|const|constexpr|inline|extern|volatile"
    r"|transient|override|virtual|abstract|sealed|required|repeated|optional|typedef|mutable|register|unsafe"
    r"|struct|enum|union|class|var|let|val|lateinit|open|export|default|declare|new|case|dim|shared|friend"
    r"|withevents|weak|return|property)\s+(?=[\w\[*&\"'`$<({@])",
    re.IGNORECASE,
)
_NAME_FIRST = re.compile(
    rf"([`\"\[]?{_IDENTIFIER}[`\"\]]?(?:\([^()]*\))?(?:, ?{_IDENTIFIER})*)(?: ?[?!]? ?:| As\b| ) ?(.*)",
    re.DOTALL | re.IGNORECASE,
)
_CASE = re.compile(r"(?:case|when)\s+(.{1,200}?)\s*(?:(?<!:):(?!:)|->|=>|\Z)", re.IGNORECASE)
_SQL_COLUMN = re.compile(
    r"(\"[^\"]+\"|`[^`]+`|\[[^\]]+\]|[\w$]+)\s+(\S+?(?:\s*\([^()]*\))?)(?=\s|\Z)(?!\s*=)", re.DOTALL
)
_ACCESSORS = re.compile(r"\{[^{}]*\b(?:get|set|init)\b[^{}]*\}")
_BITS = re.compile(r" ?: ?\d+$")
_CONTROL = frozenset(
    {
        *(
            "if",
            "elif",
            "elseif",
            "else",
            "for",
            "foreach",
            "while",
            "do",
            "switch",
            "select",
            "case",
            "default",
        ),
        *(
            "when",
            "match",
            "with",
            "using",
            "lock",
            "synchronized",
            "guard",
            "try",
            "catch",
            "throw",
            "raise",
        ),
        *("return", "yield", "await", "assert", "sizeof", "new", "not", "and", "or", "in"),
    }
)
_LONGEST = 2000


class Parts(NamedTuple):
    """What a unit is made of; ``spoken`` if it does nothing but pass on the strings in it."""

    name: str = ""
    value: str = ""
    spoken: bool = False


def take_apart(code: str, role: Role, marks: str, *, type_first: bool) -> Parts:
    """Name and value of a unit; ``type_first`` for languages that write ``int x`` and not ``x: int``."""
    code = code.strip()[:_LONGEST]
    if role is Role.ANNOTATION:
        return _statement(code.lstrip("@#[<"), marks)
    defined = _DEFINE.match(code)
    if defined:
        return Parts(defined[1], literal(defined[2], marks))
    if code.startswith("#"):
        condition = _CONDITION.match(code)
        return Parts(condition[1] if condition else "")
    code = _without_closing(code.rstrip(",; \t\n"))
    if role in {Role.TYPE, Role.NAMESPACE}:
        name = type_name(code)
        if name or role is Role.NAMESPACE or _TYPE_WORD.search(code):
            return Parts(name, _inside(code))
    if role is Role.FUNCTION:
        return Parts(function_name(code))
    if role is Role.FIELD and marks == "sql":
        return _column(code)
    if role is Role.ENTRY:
        return Parts(*_pair(code, marks))
    if role is Role.MEMBER:
        return Parts(*_member(code, marks))
    return _declared(code, marks, role, type_first=type_first)


def _without_closing(code: str) -> str:
    """The code without brackets at its end that close something begun before it."""
    for closing, opening in ((")", "("), ("]", "["), ("}", "{")):
        while code.endswith(closing) and code.count(closing) > code.count(opening):
            code = code[:-1].rstrip(",; \t\n")
    return code


def _inside(code: str) -> str:
    """The members of a type that stands on one line."""
    inside = code.partition("{")[2].rpartition("}")[0]
    return " ".join(inside.split())


def type_name(code: str) -> str:
    """The name behind ``enum``, ``class``, ``namespace`` and their like; macros before it are skipped."""
    if code.startswith("typedef") and "}" in code:
        behind = _LAST_NAME.search(code.rpartition("}")[2].partition(",")[0].strip())
        if behind:
            return behind[1]
    listed = _ENUM_MACRO.search(code)
    if listed:
        return listed[1]
    word = _TYPE_WORD.search(code)
    if not word:
        return ""
    left = _LEFT.match(code)
    if left and left.end() <= word.start():  # Pascal: TFace = record
        return left[1]
    rest = code[word.end() :]
    named = _TYPE_NAME.match(rest)
    if not named:
        return ""
    # ``class VENDOR_API Face : Base``: of several words before ``:`` or ``extends`` the last is the name.
    before = _TYPE_HEAD_END.split(rest, maxsplit=1)[0].split()
    name = before[-1] if before and word[0].lower() not in {"table", "type", "view"} else named[1]
    return unquoted(name.rsplit(".", 1)[-1] if word[0].lower() == "table" else name)


def function_name(code: str) -> str:
    """The name before the first parenthesis; for a pointer to a function the name inside it."""
    code = _RECEIVER.sub("func", code)
    named = _ROUTINE.search(code) or _SELECTOR.match(code)
    if named:
        return named[1]
    pointer = _POINTER.search(code)
    if pointer:
        return pointer[1]
    called = _CALL.search(code)
    macro = _MACRO.match(code)
    if macro and called and called.start() == macro.start(1):
        called = _CALL.match(code, macro.end(2)) or _CALL.search(code, macro.end(2)) or called
    if called:
        return called[1]
    last = _LAST_NAME.search(code)
    return last[1] if last else ""


def _column(code: str) -> Parts:
    """A column of a table: its name and its type."""
    found = _SQL_COLUMN.match(code)
    return Parts(unquoted(found[1]), " ".join(found[2].split())) if found else Parts()


def _pair(code: str, marks: str) -> tuple[str, str]:
    """``key: value``, ``key => value``, ``{key, value}``; a bare value has no name."""
    found = find_outside(code, marks, _PAIR)
    if found:
        name = literal(code[: found.start()], marks).strip("[] ")
        return unquoted(_MODIFIER.sub("", name).strip()), literal(code[found.end() :], marks)
    if code[:1] in "{(" and code[-1:] in "})":
        inner = code[1:-1]
        comma = find_outside(inner, marks, _COMMA)
        pair = find_outside(inner, marks, _PAIR)
        if comma and not (pair and pair.start() < comma.start()):
            return literal(inner[: comma.start()], marks), literal(inner[comma.end() :], marks)
        return "", literal(inner, marks)
    return (code, "") if re.fullmatch(_IDENTIFIER, code) else ("", literal(code, marks))


def _member(code: str, marks: str) -> tuple[str, str]:
    """``NAME``, ``NAME = value``, ``case name = value``, ``NAME(value, "label")``."""
    code = _MODIFIER.sub("", code, count=1) if code[:5].lower() == "case " else code
    found = find_outside(code, marks, _ASSIGN)
    if found:
        return unquoted(code[: found.start()]), literal(code[found.end() :], marks)
    name, bracket, inside = code.partition("(")
    return unquoted(name), literal(inside.rstrip().removesuffix(")"), marks) if bracket else ""


def _declared(code: str, marks: str, role: Role, *, type_first: bool) -> Parts:
    """A field, constant, variable or any other statement."""
    labelled = _CASE.match(code)
    if labelled:
        words = ", ".join(literal(found, marks) for found in strings_in(code[labelled.end() :], marks))
        return Parts(literal(labelled[1], marks), words)
    code = _ACCESSORS.sub("", code)
    found = find_outside(code, marks, _ASSIGN)
    if found:
        left, right = code[: found.start()].strip(), code[found.end() :]
        following = find_outside(right, marks, _NEXT_NAME)
        right = right[: following.start()] if following else right
        return Parts(_names(left, type_first=type_first)[0] or left, literal(right, marks))
    if role is Role.STATEMENT:
        return _statement(code, marks)
    before, brace, inside = code.partition("{")
    behind = _LAST_NAME.search(inside.rpartition("}")[2].strip()) if brace else None
    if behind:
        return Parts(behind[1], " ".join(inside.rpartition("}")[0].split()))
    code = before
    if "(" in code and type_first:
        return Parts(function_name(code))
    return Parts(*_names(code, type_first=type_first))


def _statement(code: str, marks: str) -> Parts:
    """What a statement calls, and the strings in it."""
    strings = strings_in(code, marks)
    called = _CALL.search(code)
    path = _PATH.match(code)
    name = (
        _OWN.sub("", path[0])
        if path
        else called[1]
        if called
        else code
        if re.fullmatch(r"[\w$]+", code)
        else ""
    )
    words = ", ".join(filter(None, (literal(found, marks) for found in strings)))
    spoken = bool(words) and not _IMPORT.match(code)
    return Parts("" if name.lower() in _CONTROL else name, words, spoken)


def _names(left: str, *, type_first: bool) -> tuple[str, str]:
    """The names and the type of ``EM_SKIN emSkin[3]``, ``skin: Skin``, ``Skin int32``, ``Skin As Skin``."""
    left = _MODIFIER.sub("", " ".join(left.split())).strip()
    path = _PATH.fullmatch(left)
    if path and "::" not in left:
        return _OWN.sub("", path[0]), ""
    if not type_first:
        named = _NAME_FIRST.fullmatch(left)
        if named:
            return unquoted(named[1]), named[2].strip()
        return (left, "") if re.match(rf"[`\"\[]?{_IDENTIFIER}", left) else ("", unquoted(left.lstrip("| ")))
    left = _BITS.sub("", left)
    parts = [part.strip() for part in left.split(",")] if "<" not in left else [left]
    names = [found[1] for found in map(_LAST_NAME.search, parts) if found]
    first = _LAST_NAME.search(parts[0])
    kind = parts[0][: first.start()].strip(" *&") if first else ""
    return ", ".join(names), kind
