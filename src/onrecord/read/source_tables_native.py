"""C, C++, Go and Swift: which node types are bodies, declarations, comments and annotations.

Names are those of the grammars. A node type that no table knows is a statement; nothing is lost by that.
"""

from __future__ import annotations

from onrecord.read.source_grammar import Grammar
from onrecord.read.source_units import Body, Role

_C_BODIES = {
    "enumerator_list": Body.MEMBERS,
    "field_declaration_list": Body.MEMBERS,
    "declaration_list": Body.BLOCK,
    "compound_statement": Body.BLOCK,
    "case_statement": Body.CASES,
    "initializer_list": Body.ENTRIES,
    "parameter_list": Body.FLOW,
    "argument_list": Body.FLOW,
}
_C_ROLES = {
    "enum_specifier": Role.TYPE,
    "struct_specifier": Role.TYPE,
    "union_specifier": Role.TYPE,
    "enumerator": Role.MEMBER,
    "field_declaration": Role.FIELD,
    "parameter_declaration": Role.FIELD,
    "declaration": Role.FIELD,
    "type_definition": Role.FIELD,
    "preproc_def": Role.DEFINE,
    "preproc_function_def": Role.DEFINE,
    "function_definition": Role.FUNCTION,
}
_C_DIRECTIVES = frozenset(
    {
        *("preproc_if", "preproc_ifdef", "preproc_else", "preproc_elif", "preproc_elifdef"),
    }
)

C = Grammar(
    name="c",
    module="tree_sitter_c",
    bodies=_C_BODIES,
    roles=_C_ROLES,
    opened=frozenset({"case_statement"}),
    cases=frozenset({"switch_statement", "case_statement"}),
    directives=_C_DIRECTIVES,
    named_behind=True,
)

CPP = Grammar(
    name="cpp",
    module="tree_sitter_cpp",
    bodies=_C_BODIES,
    roles={
        **_C_ROLES,
        "class_specifier": Role.TYPE,
        "namespace_definition": Role.NAMESPACE,
        "alias_declaration": Role.TYPE,
    },
    opened=C.opened,
    cases=C.cases,
    wrappers=frozenset({"template_declaration"}),
    directives=_C_DIRECTIVES,
    named_behind=True,
)

GO = Grammar(
    name="go",
    module="tree_sitter_go",
    type_first=False,
    bodies={
        "field_declaration_list": Body.MEMBERS,
        "interface_type": Body.MEMBERS,
        "block": Body.BLOCK,
        "statement_list": Body.BLOCK,
        "literal_value": Body.ENTRIES,
        "argument_list": Body.FLOW,
        "parameter_list": Body.FLOW,
        "expression_switch_statement": Body.CASES,
        "type_switch_statement": Body.CASES,
        "select_statement": Body.CASES,
        "const_declaration": Body.MEMBERS,
        "var_declaration": Body.MEMBERS,
        "var_spec_list": Body.MEMBERS,
        "type_declaration": Body.BLOCK,
        "import_spec_list": Body.BLOCK,
    },
    roles={
        "type_declaration": Role.TYPE,
        "type_spec": Role.TYPE,
        "const_declaration": Role.FIELD,
        "var_declaration": Role.FIELD,
        "const_spec": Role.FIELD,
        "var_spec": Role.FIELD,
        "field_declaration": Role.FIELD,
        "parameter_declaration": Role.FIELD,
        "keyed_element": Role.ENTRY,
        "function_declaration": Role.FUNCTION,
        "method_declaration": Role.FUNCTION,
        "method_elem": Role.FUNCTION,
        "package_clause": Role.NAMESPACE,
    },
    opened=frozenset(
        {
            *("const_declaration", "var_declaration", "type_declaration", "interface_type"),
            *("expression_switch_statement", "type_switch_statement", "select_statement"),
        }
    ),
    cases=frozenset({"expression_case", "default_case", "type_case", "communication_case"}),
    packages=frozenset({"package_clause"}),
)

SWIFT = Grammar(
    name="swift",
    module="tree_sitter_swift",
    type_first=False,
    comments=frozenset({"comment", "multiline_comment"}),
    bodies={
        "class_body": Body.MEMBERS,
        "protocol_body": Body.MEMBERS,
        "enum_class_body": Body.MEMBERS,
        "statements": Body.BLOCK,
        "switch_statement": Body.CASES,
        "dictionary_literal": Body.ENTRIES,
        "array_literal": Body.ENTRIES,
        "value_arguments": Body.FLOW,
    },
    roles={
        "class_declaration": Role.TYPE,
        "protocol_declaration": Role.TYPE,
        "enum_entry": Role.MEMBER,
        "property_declaration": Role.FIELD,
        "protocol_property_declaration": Role.FIELD,
        "function_declaration": Role.FUNCTION,
        "protocol_function_declaration": Role.FUNCTION,
        "init_declaration": Role.FUNCTION,
    },
    opened=frozenset({"switch_statement"}),
    cases=frozenset({"switch_entry"}),
    annotations=frozenset({"attribute"}),
    fragile=True,
)
