"""The index of a case: a database made from the archive and the ledger, and made again at any time."""
