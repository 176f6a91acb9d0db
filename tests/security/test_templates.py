"""Hostile templates of a trusted project: each is refused with its place, and does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# What is said about each of the shared corpora, run as the template of the Markdown page.
TOLD = {
    "attr-format": "unsafe",
    "autoescape-off": "not available",
    "class": "unsafe",
    "include-abs": "there is no template `/etc/hostname`",
    "lipsum": "'lipsum' is undefined",
    "safe": "not available",
    "self-include": "never end",
    "syntax": "Expected an expression",
    "undefined": "'nope' is undefined",
}
BOMBS = ("loops", "mulstr")
OWN = {
    "pickle": "{{ page.parse_raw('x', proto='pickle', allow_pickle=True) }}",
    "file": "{{ page.parse_file('/etc/passwd') }}",
    "init": "{{ page.__init__.__globals__ }}",
    "subclasses": "{{ ().__class__.__bases__[0].__subclasses__() }}",
    "builtins": "{{ self.__init__.__globals__.__builtins__ }}",
    "import": "{% import '../../secret' as s %}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('touch jmap-pwned') }}",
    "write": "{{ page.update({'a': 1}) }}",
    "mro by filter": "{{ ''|attr('__class__')|attr('__mro__') }}",
    "format map": "{{ '{0.__class__.__init__.__globals__}'.format(page) }}",
}


def build(folder: Path, template: str) -> subprocess.CompletedProcess[str]:
    (folder / "own" / "markdown").mkdir(parents=True)
    (folder / "own" / "markdown" / "page.md.j2").write_text(template)
    (folder / "own" / "self-include.html").write_text(template)
    (folder / "jmap.yaml").write_text("templates: own\n")
    (folder / "j.yaml").write_text("journey: j\nstages: [S]\n")
    return subprocess.run(
        [sys.executable, "-m", "jmap", "build", "-f", "md", "--trust", "project"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def check(folder: Path, done: subprocess.CompletedProcess[str], told: str) -> None:
    assert done.returncode == 1, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(folder.glob("**/jmap-pwned"))
    assert not list(folder.glob("build/j.md"))


@pytest.mark.parametrize("name", TOLD)
def test_each_is_refused_with_its_place(tmp_path: Path, corpora: Path, name: str) -> None:
    template = (corpora / "hostile" / "templates" / f"{name}.html").read_text()
    done = build(tmp_path, template)
    check(tmp_path, done, TOLD[name])
    assert ":1: " in done.stderr


def test_every_file_is_judged(corpora: Path) -> None:
    found = {path.stem for path in (corpora / "hostile" / "templates").iterdir()}
    assert found == {*TOLD, *BOMBS}


@pytest.mark.parametrize("name", OWN)
def test_ways_out_are_closed(tmp_path: Path, name: str) -> None:
    check(tmp_path, build(tmp_path, OWN[name]), "markdown/page.md.j2:1: ")


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_stopped(tmp_path: Path, corpora: Path, name: str) -> None:
    template = (corpora / "hostile" / "templates" / f"{name}.html").read_text()
    done = build(tmp_path, template)
    check(tmp_path, done, "j could not be drawn")
