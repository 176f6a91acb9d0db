"""The house is built as drawn."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from jmap.discovery import names

SCRIPTS = Path(sys.executable).parent
NO_NAMES = re.compile(r"(^|_)(base|common|factory|handler|helpers?|manager|misc|processor|utils?)(_|$)")


def _python(files: list[Path], folder: str) -> list[Path]:
    return [path for path in files if path.suffix == ".py" and path.parts[0] == folder]


def test_a_floor_imports_only_floors_below_it(root: Path) -> None:
    done = subprocess.run(
        [SCRIPTS / "lint-imports", "--no-cache"], cwd=root, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_has_a_name_that_says_nothing(project_files: list[Path]) -> None:
    assert [path for path in _python(project_files, "src") if NO_NAMES.search(path.stem)] == []


def test_every_folder_of_code_is_a_package(root: Path, project_files: list[Path]) -> None:
    folders = {path.parent for path in _python(project_files, "src")}
    assert [folder for folder in sorted(folders) if not (root / folder / "__init__.py").is_file()] == []


def test_no_test_is_passed_over(pytestconfig: pytest.Config, project_files: list[Path]) -> None:
    patterns = pytestconfig.getini("norecursedirs")
    folders = {part for path in _python(project_files, "tests") for part in path.parent.parts}
    assert [folder for folder in folders for pattern in patterns if fnmatch(folder, pattern)] == []


def test_no_file_is_passed_over_by_the_linter(root: Path, project_files: list[Path]) -> None:
    shown = subprocess.check_output([SCRIPTS / "ruff", "check", "--show-files"], cwd=root, encoding="utf-8")
    linted = {Path(line).relative_to(root) for line in shown.splitlines()}
    assert set(_python(project_files, "src") + _python(project_files, "tests")) <= linted


def test_every_exception_to_the_linter_has_its_reason(root: Path) -> None:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^ignore = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert block
    assert [line for line in block[1].splitlines() if "#" not in line] == []
    for line in tomllib.loads(text)["tool"]["ruff"]["lint"]["ignore"]:
        assert line in block[1]


@pytest.mark.parametrize("package", ["jmap.render.formats", "jmap.report.formats", "jmap.model.measures"])
def test_a_plugin_is_called_like_its_module(package: str) -> None:
    from importlib import import_module

    constant = package.rpartition(".")[2].removesuffix("s").upper()
    found = names(package)
    assert found
    for name in found:
        module = import_module(f"{package}.{name.replace('-', '_')}")
        assert getattr(module, constant).id == name
