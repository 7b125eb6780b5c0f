"""Readers: each format to located passages. One module a reader; modules are found by walking this folder."""
