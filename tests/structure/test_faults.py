"""The table of faults and their tests say the same."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ROW = re.compile(r"^\| (R\d+) \| (.+) \| (.+) \| \[(\w+)\]\(\.\./tests/faults/\4\.py\) \|$", re.MULTILINE)


def test_every_row_has_a_module_that_says_the_same(root: Path) -> None:
    rows = _ROW.findall((root / "docs" / "faults.md").read_text(encoding="utf-8"))
    modules = {}
    for path in (root / "tests" / "faults").glob("test_r*.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        assert any(
            isinstance(node, ast.FunctionDef) and node.name.startswith("test_") for node in module.body
        )
        modules[path.stem] = " ".join((ast.get_docstring(module) or "").split())
    assert {name: f"{row}: {fault}. {required}." for row, fault, required, name in rows} == modules
    assert all(name.startswith(f"test_r{int(row[1:]):02}_") for row, _, _, name in rows)


def test_no_row_is_missing(root: Path) -> None:
    text = (root / "docs" / "faults.md").read_text(encoding="utf-8")
    rows = [row for row, *_ in _ROW.findall(text)]
    assert rows == [f"R{number}" for number in range(1, 32)]
