from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.program import FORKS, afresh

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.program import Program

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


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


class Jmap:
    """Runs the program as users do, in a folder of its own."""

    def __init__(self, folder: Path, program: Program) -> None:
        self.folder = folder
        self._program = program

    def __call__(self, *arguments: str, **environment: str) -> Result:
        return self._run(arguments, environment, b"")

    def reading(self, text: str, *arguments: str) -> Result:
        """With `text` on its standard input."""
        return self._run(arguments, {}, text.encode())

    def _run(self, arguments: Sequence[str], environment: dict[str, str], data: bytes) -> Result:
        call = afresh if environment or not FORKS else self._program
        ended = call(arguments, self.folder, {**os.environ, "PYTHONUTF8": "1", **environment}, data)
        return Result(ended.code, ended.out.decode(errors="replace"), ended.err.decode(errors="replace"))

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

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
