"""Claims through observations: which findings are the same statement, and what became of each."""
