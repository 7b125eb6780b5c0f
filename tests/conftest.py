"""Property tests draw the same examples each time in CI, so that a run says what the last one said.


On a desk, and in `make fuzz`, they draw new ones.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("steady")
