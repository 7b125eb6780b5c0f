"""`onrecord schema`: print the JSON Schema of a finding."""

from __future__ import annotations

import json

import click


@click.command(name="schema")
def schema() -> int:
    """Print the JSON Schema of `scan --format jsonl`."""
    from onrecord.flow.schema import finding_schema

    click.echo(json.dumps(finding_schema(), indent=2, ensure_ascii=False))
    return 0
