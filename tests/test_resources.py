from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import jmap.resources
from jmap.errors import JmapError
from jmap.resources import templates_dir


def test_an_editable_install_uses_the_checkout(root: Path) -> None:
    assert templates_dir() == root / "templates"


def test_an_installation_without_templates_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jmap.resources, "__file__", str(tmp_path / "lib" / "jmap" / "resources.py"))
    with pytest.raises(JmapError, match="reinstall jmap"):
        templates_dir()


@pytest.mark.wheel
def test_a_wheel_carries_the_templates(root: Path, wheel_site: Path, tmp_path: Path) -> None:
    code = "from jmap.resources import templates_dir; print(templates_dir())"
    environment = {**os.environ, "PYTHONPATH": str(wheel_site)}
    command = [sys.executable, "-c", code]
    printed = subprocess.check_output(command, env=environment, cwd=tmp_path, encoding="utf-8")
    folder = Path(printed.strip())
    assert folder == wheel_site / "jmap" / "templates"
    assert _contents(folder) == _contents(root / "templates")


@pytest.mark.wheel
def test_a_wheel_holds_the_package_and_nothing_else(root: Path, wheel_site: Path) -> None:
    assert {path.name for path in wheel_site.iterdir()} == {
        "bin",
        "jmap",
        f"jmap-{jmap.__version__}.dist-info",
    }
    installed = set(_contents(wheel_site / "jmap"))
    assert {Path("py.typed"), Path("__main__.py")} <= installed
    source = set(_contents(root / "src" / "jmap"))
    beside = {"templates", "compiled_templates"}
    assert {path for path in installed if path.parts[0] not in beside} == source


@pytest.mark.wheel
def test_a_wheel_carries_its_templates_compiled(wheel_site: Path, tmp_path: Path) -> None:
    """They are used as long as the Jinja here is the one that compiled them."""
    site = tmp_path / "site"
    shutil.copytree(wheel_site, site)
    code = "from jmap.render.templates import environment as e; print(e().get_template('html/page.html').filename)"
    command, environment = [sys.executable, "-c", code], {**os.environ, "PYTHONPATH": str(site)}

    def used() -> Path:
        return Path(subprocess.check_output(command, env=environment, encoding="utf-8").strip())

    compiled = site / "jmap" / "compiled_templates"
    assert used().parent == compiled
    (compiled / "jinja-version.txt").write_text("0.1")
    assert used() == site / "jmap" / "templates" / "html" / "page.html"


@pytest.mark.wheel
def test_both_console_names_run(wheel_site: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(wheel_site)}
    for name in ("jmap", "journeymap"):
        program = shutil.which(name, path=str(wheel_site / "bin"))
        assert program
        printed = subprocess.check_output([program, "--version"], env=environment, encoding="utf-8")
        assert printed == f"jmap {jmap.__version__}\n"


def _contents(folder: Path) -> dict[Path, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder): path.read_bytes() for path in files}
