from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from jmap.errors import RenderError, ToolMissingError
from jmap.render.graphviz import draw, engine

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = "digraph { a }"


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH; `pygraphviz` is hidden."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("jmap.render.graphviz.find_spec", lambda _: None)
    return folder


def install(folder: Path, body: str) -> None:
    program = folder / "dot"
    program.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
    program.chmod(0o755)


def test_the_program_gets_the_graph_and_a_guarded_environment(tools: Path) -> None:
    install(tools, "import os, sys; print(os.environ['SERVER_NAME'], sys.argv[1:], sys.stdin.read())")
    assert draw(GRAPH, "svg") == b"jmap ['-Tsvg'] digraph { a }\n"


def test_an_endless_layout_is_stopped(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tools, "import time; time.sleep(60)")
    monkeypatch.setattr("jmap.render.graphviz.SECONDS", 0.2)
    with pytest.raises(RenderError, match=r"no png after 0\.2 s"):
        draw(GRAPH, "png")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("import sys; sys.exit(7)", "exit code 7"),
        ("import os; os.kill(os.getpid(), 11)", "exit code -11"),
        ("pass", "exit code 0"),
        (
            "import sys; sys.stderr.buffer.write(b'bad \\xff\\x1b]0;x\\x07\\nworse\\n\\n'); sys.exit(1)",
            "1.: worse$",
        ),
    ],
)
def test_a_failure_is_told(tools: Path, body: str, message: str) -> None:
    install(tools, body)
    with pytest.raises(RenderError, match=message):
        draw(GRAPH, "svg")


def test_what_cannot_be_started_is_told(tools: Path) -> None:
    program = tools / "dot"
    program.write_bytes(b"\x7fELF")
    program.chmod(0o755)
    with pytest.raises(RenderError, match="could not be started"):
        draw(GRAPH, "svg")


def test_no_graphviz_is_told_with_a_hint(tools: Path) -> None:
    with pytest.raises(ToolMissingError) as raised:
        draw(GRAPH, "svg")
    assert 'pip install "jmap[graphviz]"' in raised.value.hint
    assert tools.is_dir()


def test_the_wheel_stands_in_for_the_program(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "pygraphviz"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "import os\n"
        "class AGraph:\n"
        "    def __init__(self, string):\n"
        "        self.string = string\n"
        "    def draw(self, format, prog):\n"
        "        return f'{self.string} {format} {prog} {os.environ[\"SERVER_NAME\"]}'.encode()\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    monkeypatch.setattr("jmap.render.graphviz.find_spec", lambda name: name)
    engine.cache_clear()
    assert tools.is_dir()
    try:
        assert draw("digraph { 图 }", "svg").decode() == "digraph { 图 } svg dot jmap"
    finally:
        engine.cache_clear()


@pytest.mark.dot
def test_files_named_by_a_graph_stay_closed(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(draw(GRAPH, "png"))
    graph = f'digraph {{ a [image="{picture}"] }}'
    unguarded = subprocess.run(["dot", "-Tsvg"], input=graph.encode(), capture_output=True, check=True)
    assert b"picture.png" in unguarded.stdout  # so the guard is what keeps it out
    assert b"picture.png" not in draw(graph, "svg")
