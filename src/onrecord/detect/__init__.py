"""Detection: rule packs and shared mechanisms turn a document into findings; no I/O."""
