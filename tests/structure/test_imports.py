"""What each command may load: start-up is most of the time of a small map, and imports are most of start-up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jmap.cli.app import COMMANDS

HEAVY = {
    "pydantic", "ruamel", "jinja2", "rich", "graphviz", "budoux", "fontTools", "brotli",
    "multiprocessing", "concurrent", "asyncio", "http", "sqlite3", "xml",
    "argparse", "ctypes", "html", "logging", "markdown_it", "pydoc", "pygments", "ssl", "tarfile", "tomllib",
    "unittest",
}  # fmt: skip
"""Libraries whose import costs 2 ms or more, and which some commands can do without."""
LIBRARIES = {"pydantic", "ruamel"}
"""What a spec is read with."""

MAP = "journey: visit\nstages: [{name: Arrive, touchpoints: [Park, Enter]}]\n"

ALLOWED: dict[str, tuple[list[str], set[str]]] = {
    "help": (["--help"], set()),
    "new": (["new", "project"], {"pydantic"}),  # Typer checks values of options with it
    "import": (["import", "table.csv"], LIBRARIES),
    "check": (["check", "map.yaml"], LIBRARIES),
    "fmt": (["fmt", "map.yaml"], LIBRARIES),
    "score": (["score", "map.yaml"], LIBRARIES),
    "diff": (["diff", "map.yaml", "map.yaml"], LIBRARIES),
    "draw json": (["draw", "map.yaml", "-f", "json"], LIBRARIES),
    "draw mermaid": (["draw", "map.yaml", "-f", "mermaid-journey"], LIBRARIES),
    "draw dot": (
        ["draw", "map.yaml", "-f", "dot"],
        {*LIBRARIES, "graphviz", "logging", "xml"},
    ),  # reads the picture dot made
    "draw svg": (["draw", "map.yaml", "-f", "svg"], LIBRARIES),
    "draw html": (["draw", "map.yaml", "-f", "html"], {*LIBRARIES, "jinja2"}),
    "build": (["build", "map.yaml", "-f", "svg"], LIBRARIES),
    "refresh": (["refresh", "--help"], {"pydantic"}),
    "serve": (["serve", "--help"], {"pydantic", "html", "http", "ssl"}),
    "explain": (["explain", "unknown-key"], {"pydantic"}),
    "rules": (["rules"], {"pydantic"}),
    "schema": (["schema"], {"pydantic"}),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_command_loads_what_it_needs(name: str, tmp_path: Path) -> None:
    arguments, allowed = ALLOWED[name]
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "table.csv").write_text("Stage,Step\nArrive,Door\n", encoding="utf-8")
    assert _heavy(arguments, tmp_path) <= allowed


def test_every_command_has_a_budget() -> None:
    assert {name.split()[0] for name in ALLOWED} >= set(COMMANDS)


def _heavy(arguments: list[str], folder: Path) -> set[str]:
    """Heavy libraries loaded once the command has run; its output goes to a file, as in CI."""
    code = (
        "import sys; from jmap.__main__ import main; code = main();"
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, *arguments]
    with Path(folder, "out").open("w", encoding="utf-8") as out:
        done = subprocess.run(
            command, cwd=folder, stdout=out, stderr=subprocess.PIPE, encoding="utf-8", check=False
        )
    assert done.returncode == 0, done.stderr
    return HEAVY & set(done.stderr.splitlines()[-1].split())  # after what the command had to say
