"""Same input, same bytes: whatever the hash seed, locale, folder, day or way of installation.

Each build has a hash seed that no other has.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "connected-crm"
FORMATS = ("svg", "html", "md", "mermaid", "dot", "json", "csv", "xlsx")


def built(
    out: Path, seed: int, project: Path | str = EXAMPLE, *, cwd: Path | None = None, **environment: str
) -> dict[str, str]:
    """Digests of everything a build in a process of its own writes."""
    chosen = [part for name in FORMATS for part in ("-f", name)]
    command = [sys.executable, "-m", "jmap", "build", str(project), "-o", str(out), "-q", *chosen]
    # No PATH: pictures drawn by dot depend on its version and are no part of the promise.
    keep = {name: value for name, value in os.environ.items() if name != "LC_ALL"}
    changes = {"PATH": "", "PYTHONHASHSEED": str(seed), **environment}
    subprocess.run(command, check=True, cwd=cwd, env={**keep, **changes})
    return digests(out)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if ".dot." not in path.name and path.name != ".jmap-manifest.json"
    }


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("reference"), 0)


@pytest.mark.parametrize("seed", [1, 2])
def test_hash_seeds(reference: dict[str, str], tmp_path: Path, seed: int) -> None:
    assert built(tmp_path, seed) == reference


def test_a_plain_locale(reference: dict[str, str], tmp_path: Path) -> None:
    assert built(tmp_path, 3, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0") == reference


def test_another_folder(reference: dict[str, str], tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "项目"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("build"))
    assert built(tmp_path / "out", 4, ".", cwd=copy) == reference


def test_another_day(reference: dict[str, str], tmp_path: Path) -> None:
    faketime = shutil.which("faketime")
    if faketime is None:
        if os.environ.get("CI") == "true":
            pytest.fail("faketime is not installed (CI=true allows no skipping)")
        pytest.skip("faketime is not installed")
    command = [sys.executable, "-m", "jmap", "build", str(EXAMPLE), "-o", str(tmp_path), "-q"]
    chosen = [part for name in FORMATS for part in ("-f", name)]
    environment = {**os.environ, "PYTHONHASHSEED": "5", "SOURCE_DATE_EPOCH": "0", "TZ": "Pacific/Auckland"}
    subprocess.run([faketime, "2030-01-01 00:00:00", *command, *chosen], check=True, env=environment)
    assert digests(tmp_path) == reference


@pytest.mark.wheel
def test_a_wheel(reference: dict[str, str], tmp_path: Path, wheel_site: Path) -> None:
    assert built(tmp_path, 6, cwd=tmp_path.parent, PYTHONPATH=str(wheel_site)) == reference
