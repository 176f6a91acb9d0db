"""Hostile templates of a trusted project: each is refused with its place, and does nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

import pytest

import jmap
from jmap.build import perform
from jmap.errors import RenderError
from jmap.render.format import Options

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program, Result

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
SECONDS = 60
"""What the program may take of a busy machine; a template has 8 of its own."""

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

OWN_BOMBS = {
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "a number": "{% set n = 9 ** 9 %}{{ n ** n }}",
    "a text": "{{ 'a' * 2000000000 }}",
    "a list": "{{ [1] * 10 ** 10 }}",
    "padding": "{{ 'a'.ljust(4000000000) }}",
    "a format": "{{ '%1000000000d'|format(1) }}",
    "replaced": "{{ ('x' * 1000000)|replace('x', 'y' * 100000) }}",
    "centred": "{{ range(99999)|map('string')|map('center', 99999)|list|length }}",
    "indented": "{{ ('a' * 60000)|wordwrap(1)|indent(100000) }}",
    "joined": "{{ range(99999)|map('string')|join('x' * 100000) }}",
    "a name": "{{ page|attr('x' * 1000000000) }}",
    "sums": "{% for a in range(99999) %}{% if range(99999)|sum < 0 %}x{% endif %}{% endfor %}",
    "macros": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(90) }}",
}
STOPPED = ("took longer than 1 s", "MemoryError", "not enough memory", "process that did it died")


def write(folder: Path, template: str) -> None:
    (folder / "own" / "markdown").mkdir(parents=True)
    (folder / "own" / "markdown" / "page.md.j2").write_text(template)
    (folder / "own" / "self-include.html").write_text(template)
    (folder / "jmap.yaml").write_text("templates: own\n")
    (folder / "j.yaml").write_text("journey: j\nstages: [S]\n")


class Run(Protocol):
    def __call__(self, template: str, command: str = "build") -> Result: ...


@pytest.fixture
def run(tmp_path: Path, program: Program) -> Run:
    """Builds or draws a project with this template of the Markdown page."""

    def run_(template: str, command: str = "build") -> Result:
        write(tmp_path, template)
        arguments = (command, ".", "-f", "md", "--trust", "project")
        return program(tmp_path, *arguments, changes={"NO_COLOR": "1"})

    return run_


def check(folder: Path, done: Result, told: str) -> None:
    assert done.code == 1, done.err
    assert told in done.err
    assert "Traceback" not in done.err
    assert not list(folder.glob("**/jmap-pwned"))
    assert not list(folder.glob("build/j.md"))


@pytest.mark.parametrize("name", TOLD)
def test_each_is_refused_with_its_place(tmp_path: Path, corpora: Path, run: Run, name: str) -> None:
    template = (corpora / "hostile" / "templates" / f"{name}.html").read_text()
    done = run(template)
    check(tmp_path, done, TOLD[name])
    assert ":1: " in done.err


def test_every_file_is_judged(corpora: Path) -> None:
    found = {path.stem for path in (corpora / "hostile" / "templates").iterdir()}
    assert found == {*TOLD, *BOMBS}


@pytest.mark.parametrize("name", OWN)
def test_ways_out_are_closed(tmp_path: Path, run: Run, name: str) -> None:
    check(tmp_path, run(OWN[name]), "markdown/page.md.j2:1: ")


@pytest.mark.parametrize("name", ["class", "syntax", "self-include"])
def test_drawing_refuses_as_building_does(tmp_path: Path, corpora: Path, run: Run, name: str) -> None:
    template = (corpora / "hostile" / "templates" / f"{name}.html").read_text()
    done = run(template, "draw")
    check(tmp_path, done, TOLD[name])
    assert ":1: " in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    ("name", "command"),
    # How long a build waits for loops is waited for by tests/faults/test_r16_template_hangs.py.
    [
        (name, command)
        for name in BOMBS
        for command in ("build", "draw")
        if (name, command) != ("loops", "build")
    ],
)
def test_a_bomb_is_stopped(tmp_path: Path, corpora: Path, run: Run, name: str, command: str) -> None:
    template = (corpora / "hostile" / "templates" / f"{name}.html").read_text()
    began = time.monotonic()
    done = run(template, command)
    check(tmp_path, done, "j could not be drawn" if command == "build" or name == "loops" else "MemoryError")
    assert done.out.count("\n") <= 3
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("name", OWN_BOMBS)
def test_a_program_that_draws_survives_a_bomb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whoever calls `jmap.draw` is not the one whose memory and time a template takes."""
    monkeypatch.setattr(perform, "TEMPLATE_SECONDS", 1.0)
    write(tmp_path, OWN_BOMBS[name])
    project = jmap.load(tmp_path)
    options = Options(templates=tmp_path / "own", embed_fonts=False)
    with pytest.raises(RenderError) as raised:
        jmap.draw(project["j"], "md", options=options)
    assert any(word in str(raised.value) for word in STOPPED), str(raised.value)


def test_a_project_is_drawn_with_its_own_templates(run: Run) -> None:
    done = run("{{ page.head.title }} of {{ range(3)|list|length }}\n", "draw")
    assert (done.code, done.out, done.err) == (0, "j of 3\n", "")
