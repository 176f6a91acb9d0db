from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from jmap import VERSION
from jmap.__main__ import main


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_answered_before_anything_is_loaded(option: str) -> None:
    code = f"""
import sys
before = set(sys.modules)
sys.argv = ["jmap", {option!r}]
from jmap.__main__ import main
code = main()
print(*sorted(set(sys.modules) - before))
sys.exit(code)
"""
    printed = subprocess.check_output([sys.executable, "-c", code], encoding="utf-8")
    assert printed == f"jmap {VERSION}\n__future__ jmap jmap.__main__ jmap.version\n"


def test_python_m_jmap_answers_too() -> None:
    printed = subprocess.check_output([sys.executable, "-m", "jmap", "--version"], encoding="utf-8")
    assert printed == f"jmap {VERSION}\n"


def test_a_full_disk_is_an_error_of_the_environment() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123  # a device, written by its file descriptor
        done = subprocess.run(
            [sys.executable, "-m", "jmap", "-V"], stdout=full, stderr=subprocess.PIPE, check=False, text=True
        )
    assert (done.returncode, done.stderr) == (2, "error: standard output: No space left on device\n")


def test_everything_else_goes_to_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ModuleType("jmap.cli.app")
    app.run = lambda **_: 7  # type: ignore[attr-defined]
    for name in ("jmap.cli", "jmap.cli.app"):
        monkeypatch.setitem(sys.modules, name, app)
    for arguments in ([], ["--version", "x"], ["build", "-V"]):
        monkeypatch.setattr(sys, "argv", ["jmap", *arguments])
        assert main() == 7
