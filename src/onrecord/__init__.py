"""OnRecord reads public documents of surveillance vendors and records what they claim."""

from __future__ import annotations

__version__ = "0.1.0"
