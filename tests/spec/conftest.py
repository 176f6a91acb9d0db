"""Projects made of a few lines, and what came of loading them."""

from __future__ import annotations

import re
from functools import cache
from textwrap import dedent
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import pytest
from jsonschema import Draft7Validator

from jmap.spec import Loaded, read_project
from jmap.spec.nodes import Plain
from jmap.spec.reader import read
from jmap.spec.schema import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Load(Protocol):
    """Write files, load the folder or one of them."""

    def __call__(self, files: dict[str, str | bytes] | str, only: str | None = None) -> Loaded: ...


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dedent(text).encode() if isinstance(text, str) else text)


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """`load({"a.yaml": …})` loads a folder, `load("journey: …")` a file, `load(…, "a.yaml")` one of many."""

    def write_and_load(files: dict[str, str | bytes] | str, only: str | None = None) -> Loaded:
        if isinstance(files, str):
            files, only = {"map.yaml": files}, "map.yaml"
        write(tmp_path, files)
        loaded = read_project(tmp_path / only if only else tmp_path)
        if not loaded.findings:
            assert_valid(loaded, tmp_path)
        return loaded

    return write_and_load


AsJson: TypeAlias = "Callable[[Any], Any]"


@pytest.fixture
def as_json() -> AsJson:
    """Values as an editor's YAML parser gives them: unquoted scalars may be numbers, true or false."""
    return resolved


def resolved(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: resolved(value) for key, value in node.items()}
    if isinstance(node, list):
        return [resolved(item) for item in node]
    if not isinstance(node, Plain):
        return None if node is None else str(node)
    if node.lower() in ("true", "false"):
        return node.lower() == "true"
    if re.fullmatch(r"[-+]?\d{1,300}", node):
        return int(node)
    if re.fullmatch(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", node):
        return float(node)
    return float("nan") if node == ".nan" else str(node)


@cache
def general() -> Draft7Validator:
    return Draft7Validator(schema())


def assert_valid(loaded: Loaded, folder: Path) -> None:
    """What the loader takes the schema takes."""
    own = any(lane.name and not lane.origin for lane in loaded.project.settings.lanes)
    validator = Draft7Validator(schema(loaded.project)) if own else general()
    for name in loaded.files:
        for document in read(name, (folder / name).read_bytes())[0]:
            assert [error.message for error in validator.iter_errors(resolved(document.root))] == [], name
