from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program, Result

MAP = """\
journey: visit
title: A visit
personas: [guest]
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: 4
        pains: [The door sticks]
      - name: Desk
        emotion: 2
"""


class Jmap:
    """Runs the program as users do, in a folder of its own."""

    def __init__(self, folder: Path, program: Program) -> None:
        self.folder = folder
        self._program = program

    def __call__(self, *arguments: str, **environment: str) -> Result:
        return self._program(self.folder, *arguments, changes=environment)

    def reading(self, text: str, *arguments: str) -> Result:
        """With `text` on its standard input."""
        return self._program(self.folder, *arguments, data=text.encode())

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def git(self, *arguments: str) -> None:
        """Run git in the folder, as somebody without a configuration."""
        names = {f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = {
            **os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull
        }  # fmt: skip
        subprocess.run(["git", *arguments], cwd=self.folder, env=environment, check=True, capture_output=True)

    def commit(self) -> None:
        """Make the folder a repository of what stands in it."""
        for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "first")):
            self.git(*arguments)

    def files(self, folder: str = "build") -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.folder / folder).iterdir())}


@pytest.fixture
def jmap(tmp_path: Path, program: Program) -> Jmap:
    """The program, in an empty folder."""
    return Jmap(tmp_path, program)


@pytest.fixture
def map_file(jmap: Jmap) -> Path:
    """A small map in the program's folder."""
    return jmap.write("map.yaml", MAP)
