"""Plain text: lines to paragraphs, items, rows, questions, notes and headings."""
