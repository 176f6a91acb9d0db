"""Projects from text, checked on the day of the rules' examples."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from jmap.check import check
from jmap.check.rule import EXAMPLE_DAY
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path

    from jmap.diagnostics import Finding
    from jmap.spec import Loaded


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


class Specs:
    """A folder of specs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, text: str, name: str = "map.yaml") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def read(self, text: str | None = None) -> Loaded:
        """The project of one file, or of the folder as it is."""
        return read_project(self.folder if text is None else self.write(text))

    def findings(self, text: str | None = None) -> list[Finding]:
        """Everything found, files and rules together."""
        loaded = self.read(text)
        return [*loaded.findings, *check(loaded.project, today=EXAMPLE_DAY)]

    def codes(self, text: str | None = None) -> list[str]:
        return [finding.code for finding in self.findings(text)]


@pytest.fixture
def specs(tmp_path: Path) -> Specs:
    """A folder with a picture in it, for the specs that show one."""
    (tmp_path / "frame.png").write_bytes(b64decode(PIXEL))
    return Specs(tmp_path)
