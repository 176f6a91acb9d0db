"""Pages that are written from the code say what it says."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING

from jmap.spec.forms import FORMS

if TYPE_CHECKING:
    from pathlib import Path


def test_the_page_of_keys_is_fresh(root: Path) -> None:
    tool = runpy.run_path(str(root / "tools" / "keys.py"))
    assert (root / "docs" / "keys.md").read_text(encoding="utf-8") == tool["page"](), "run `make keys`"
    assert {*FORMS} <= {*tool["HEADINGS"]}


def test_the_reference_of_functions_is_fresh(root: Path) -> None:
    tool = runpy.run_path(str(root / "tools" / "api.py"))
    assert (root / "docs" / "python.md").read_text(encoding="utf-8") == tool["page"](), "run `make keys`"


def test_the_table_of_headings_is_fresh(root: Path) -> None:
    tool = runpy.run_path(str(root / "tools" / "columns.py"))
    assert (root / "docs" / "import.md").read_text(encoding="utf-8") == tool["page"](), "run `make keys`"
