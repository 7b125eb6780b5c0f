"""String tables and settings: one entry a line, with its key, its section and the comments around it."""
