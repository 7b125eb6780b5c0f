"""JSON and YAML: one tree of nodes with spans, one way to lay it out."""
