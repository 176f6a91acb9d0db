"""Projects made of a few lines, and what came of loading them."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Protocol

import pytest

from jmap.spec import Loaded, read_project

if TYPE_CHECKING:
    from pathlib import Path


class Load(Protocol):
    """Write files, load the folder or one of them."""

    def __call__(self, files: dict[str, str | bytes] | str, only: str | None = None) -> Loaded: ...


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """`load({"a.yaml": …})` loads a folder, `load("journey: …")` a file, `load(…, "a.yaml")` one of many."""

    def write_and_load(files: dict[str, str | bytes] | str, only: str | None = None) -> Loaded:
        if isinstance(files, str):
            files, only = {"map.yaml": files}, "map.yaml"
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(dedent(text).encode() if isinstance(text, str) else text)
        return read_project(tmp_path / only if only else tmp_path)

    return write_and_load


def problems(loaded: Loaded) -> list[str]:
    """What was found, as `file:line:column code message`."""
    return [
        (f"{found.span.path}:{found.span.line}:{found.span.column} " if found.span else "")
        + f"{found.code} {found.message}"
        for found in loaded.findings
    ]
