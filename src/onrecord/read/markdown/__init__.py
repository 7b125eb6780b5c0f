"""Markdown: headings, nested lists, pipe tables with child rows, code, notes and questions."""
