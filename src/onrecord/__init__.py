"""OnRecord reads public documents of surveillance vendors and records what they claim.

>>> import onrecord
>>> documents = onrecord.read_file(b"Face attributes: age, glasses, ethnicity.", name="datasheet.txt")
>>> [finding.trait.value for finding in onrecord.detect_in(documents[0])]
['ethnicity']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.flow.api import detect_in, read_file, scan, scan_documents

__version__ = "0.1.0"

__all__ = ["__version__", "detect_in", "read_file", "scan", "scan_documents"]


def __getattr__(name: str) -> object:
    """Load the interface when it is first used: `import onrecord` alone stays quick."""
    if name in __all__:
        from onrecord.flow import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
