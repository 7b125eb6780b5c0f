"""A command whose packages are not installed says which extra brings them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"cryptography", "sqlalchemy", "warcio", "httpcore"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
from onrecord.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("command", ["init", "verify"])
def test_a_missing_extra_is_named(command: str, tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", WITHOUT, command, str(tmp_path / "case")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'onrecord[case]'" in done.stderr
    assert "Traceback" not in done.stderr
