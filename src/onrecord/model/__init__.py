"""The types that travel between rooms: frozen, typed, without I/O and without third-party imports."""
