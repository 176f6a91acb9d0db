"""The project's own files, as data for the tests of its structure."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def project_files(root: Path) -> list[Path]:
    """All files that belong to the project, relative to it: known to git, or new and not ignored."""
    if not (root / ".git").exists() or not shutil.which("git"):
        assert os.environ.get("CI") != "true", "CI runs in a git checkout"
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.check_output(command, cwd=root, encoding="utf-8").split("\0")
    return sorted(path for name in set(listed) if name and (root / (path := Path(name))).is_file())
