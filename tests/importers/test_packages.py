"""Importers of other distributions."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
from jmap.plugin import Imported, Importer, Plain, Upload

def read(upload: Upload) -> Imported:
    names = upload.data.decode().split()
    return Imported(({"journey": Plain("list"), "title": upload.title, "touchpoints": names},))

IMPORTER = Importer("list", "List", "A name in each line.", (".list",), read)
"""


def run(folder: Path, source: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program where a package offers this importer."""
    site = folder / "site"
    info = site / "acme-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[jmap.importers]\nlist = acme_list:IMPORTER\n", encoding="utf-8")
    (site / "acme_list.py").write_text(source, encoding="utf-8")
    (folder / "a.list").write_text("Door\nDesk\n", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(site)!r}); from jmap.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "import", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_is_found_by_the_name_of_the_file(tmp_path: Path) -> None:
    done = run(tmp_path, GOOD, "a.list", "-o", "-")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "journey: list\ntitle: a\ntouchpoints: [Door, Desk]\n"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (GOOD.replace("return Imported", "raise KeyError('x'); return Imported"), "KeyError: 'x'"),
        (GOOD.replace("return Imported(", "return list("), "read has to give Imported"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_fault_of_it_is_told_as_its_own(tmp_path: Path, source: str, told: str) -> None:
    done = run(tmp_path, source, "a.list", "--from", "list")
    assert done.returncode == 2
    assert '"list" of a package does not work: acme (jmap.importers: list)' in done.stderr
    assert told in done.stderr
    assert "bug in jmap" not in done.stderr
