"""Python, JavaScript, TypeScript, PHP: which node types are bodies, declarations, comments, annotations.

Names are those of the grammars. A node type that no table knows is a statement; nothing is lost by that.
"""

from __future__ import annotations

from onrecord.read.source_grammar import Grammar
from onrecord.read.source_units import Body, Role

PYTHON = Grammar(
    name="python",
    module="tree_sitter_python",
    marks="python",
    type_first=False,
    bodies={
        "block": Body.BLOCK,
        "dictionary": Body.ENTRIES,
        "list": Body.ENTRIES,
        "set": Body.ENTRIES,
        "tuple": Body.ENTRIES,
        "argument_list": Body.FLOW,
        "parameters": Body.FLOW,
    },
    roles={
        "class_definition": Role.TYPE,
        "function_definition": Role.FUNCTION,
        "pair": Role.ENTRY,
        "keyword_argument": Role.ENTRY,
    },
    cases=frozenset({"match_statement", "case_clause"}),
    wrappers=frozenset({"decorated_definition"}),
    annotations=frozenset({"decorator"}),
    docstrings=True,
)

_SCRIPT_BODIES = {
    "class_body": Body.MEMBERS,
    "statement_block": Body.BLOCK,
    "switch_body": Body.CASES,
    "switch_case": Body.CASES,
    "switch_default": Body.CASES,
    "object": Body.ENTRIES,
    "array": Body.ENTRIES,
    "arguments": Body.FLOW,
    "formal_parameters": Body.FLOW,
    "named_imports": Body.FLOW,
    "export_clause": Body.FLOW,
    "jsx_element": Body.BLOCK,
}
_SCRIPT_ROLES = {
    "class_declaration": Role.TYPE,
    "field_definition": Role.FIELD,
    "public_field_definition": Role.FIELD,
    "lexical_declaration": Role.FIELD,
    "variable_declaration": Role.FIELD,
    "pair": Role.ENTRY,
    "function_declaration": Role.FUNCTION,
    "generator_function_declaration": Role.FUNCTION,
    "method_definition": Role.FUNCTION,
    "jsx_text": Role.TEXT,
    "jsx_element": Role.TEXT,
    "jsx_opening_element": Role.TEXT,
    "jsx_self_closing_element": Role.TEXT,
}

JAVASCRIPT = Grammar(
    name="javascript",
    module="tree_sitter_javascript",
    type_first=False,
    bodies=_SCRIPT_BODIES,
    roles=_SCRIPT_ROLES,
    opened=frozenset({"switch_case", "switch_default"}),
    cases=frozenset({"switch_statement"}),
    wrappers=frozenset({"export_statement"}),
    annotations=frozenset({"decorator"}),
)

TYPESCRIPT = Grammar(
    name="typescript",
    module="tree_sitter_typescript",
    function="language_typescript",
    type_first=False,
    bodies={
        **_SCRIPT_BODIES,
        "interface_body": Body.MEMBERS,
        "object_type": Body.MEMBERS,
        "enum_body": Body.MEMBERS,
    },
    roles={
        **_SCRIPT_ROLES,
        "interface_declaration": Role.TYPE,
        "enum_declaration": Role.TYPE,
        "abstract_class_declaration": Role.TYPE,
        "type_alias_declaration": Role.TYPE,
        "internal_module": Role.NAMESPACE,
        "module": Role.NAMESPACE,
        "property_signature": Role.FIELD,
        "required_parameter": Role.FIELD,
        "optional_parameter": Role.FIELD,
        "enum_assignment": Role.MEMBER,
        "method_signature": Role.FUNCTION,
        "abstract_method_signature": Role.FUNCTION,
    },
    opened=JAVASCRIPT.opened,
    cases=JAVASCRIPT.cases,
    wrappers=frozenset({"export_statement", "ambient_declaration", "expression_statement"}),
    annotations=JAVASCRIPT.annotations,
)

TSX = Grammar(
    name="tsx",
    module="tree_sitter_typescript",
    function="language_tsx",
    type_first=False,
    bodies=TYPESCRIPT.bodies,
    roles=TYPESCRIPT.roles,
    opened=TYPESCRIPT.opened,
    cases=TYPESCRIPT.cases,
    wrappers=TYPESCRIPT.wrappers,
    annotations=TYPESCRIPT.annotations,
)

PHP = Grammar(
    name="php",
    module="tree_sitter_php",
    function="language_php",
    marks="php",
    bodies={
        "declaration_list": Body.BLOCK,
        "enum_declaration_list": Body.MEMBERS,
        "compound_statement": Body.BLOCK,
        "colon_block": Body.BLOCK,
        "switch_block": Body.CASES,
        "case_statement": Body.CASES,
        "default_statement": Body.CASES,
        "match_block": Body.CASES,
        "array_creation_expression": Body.ENTRIES,
        "arguments": Body.FLOW,
        "formal_parameters": Body.FLOW,
    },
    roles={
        "class_declaration": Role.TYPE,
        "interface_declaration": Role.TYPE,
        "trait_declaration": Role.TYPE,
        "enum_declaration": Role.TYPE,
        "namespace_definition": Role.NAMESPACE,
        "enum_case": Role.MEMBER,
        "const_declaration": Role.FIELD,
        "property_declaration": Role.FIELD,
        "simple_parameter": Role.FIELD,
        "array_element_initializer": Role.ENTRY,
        "match_conditional_expression": Role.ENTRY,
        "method_declaration": Role.FUNCTION,
        "function_definition": Role.FUNCTION,
        "text": Role.TEXT,
    },
    opened=frozenset({"case_statement", "default_statement", "array_creation_expression"}),
    cases=frozenset({"switch_statement"}),
    flatten=frozenset({"text_interpolation"}),
    annotations=frozenset({"attribute_list"}),
    packages=frozenset({"namespace_definition"}),
)
