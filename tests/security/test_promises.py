"""What SECURITY.md promises about whole commands: nothing is fetched, nothing private gets out, nothing is believed."""

from __future__ import annotations

import os
import shutil
import socket
from typing import TYPE_CHECKING, Any

import pytest
from tests.formats import WITHOUT_BROWSER
from tests.security.everywhere import write_project
from tests.security.inert import COMMENT, SECRET

import jmap
from jmap.cli.app import COMMANDS, run
from jmap.render.format import Options

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY = "journey: j\nstages: [S]\n"
ADDRESSES = [
    "http://169.254.169.254/",
    "http://2130706433/",
    "file:///etc/passwd",
    "//127.0.0.1:9/x",
    "https://127.0.0.1:9/s.json",
]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever makes or uses a socket, or asks for an address, fails."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("something was to be fetched")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


ARGUMENTS = {
    "new": ["new", "made", "--lang", "en"],
    "import": ["import", "table.csv"],
    "check": ["check", "."],
    "fmt": ["fmt", "--check", "."],
    "score": ["score", "."],
    "build": ["build", ".", "--no-embed-fonts", "-f", "html", "-f", "svg", "-f", "md", "-f", "json"],
    "draw": ["draw", ".", "-j", "j"],
    "refresh": ["refresh", "."],
    "serve": ["serve", "--help"],
    "diff": ["diff", ".", "."],
    "explain": ["explain", "A302"],
    "rules": ["rules"],
    "schema": ["schema"],
}
"""How each command is called; a new one has to be added."""


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_fetches_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    texts = ", ".join(f'"{each}"' for each in ADDRESSES)
    (tmp_path / "jmap.yaml").write_text(
        f"# yaml-language-server: $schema={ADDRESSES[-1]}\ntitle: '{ADDRESSES[0]}'\n"
    )
    (tmp_path / "j.yaml").write_text(
        f"journey: j\nstages: [{{name: S, pains: [{texts}], touchpoints: [{texts}]}}]\n"
    )
    (tmp_path / "table.csv").write_text("Step,Pain\n" + "".join(f"Door,{each}\n" for each in ADDRESSES))
    if command == "refresh":
        for number, name in enumerate(("table.csv", *ADDRESSES)):
            data = f"data: {{file: '{name}', binds: {{at: s, measures: {{csat: Step}}}}}}"
            (tmp_path / f"{number}.yaml").write_text(f"evidence: e{number}\nkind: survey\n{data}\n")
    assert run(ARGUMENTS[command]) in (0, 1)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "setting", ["theme: {{logo: '{}'}}", "templates: '{}'", "include: ['{}']", "check: {{baseline: '{}'}}"]
)
@pytest.mark.parametrize("trust", ["none", "full"])
def test_no_setting_fetches_anything(tmp_path: Path, setting: str, address: str, trust: str) -> None:
    (tmp_path / "jmap.yaml").write_text(setting.format(address) + "\n")
    (tmp_path / "j.yaml").write_text(JOURNEY)
    arguments = ["build", str(tmp_path), "--no-embed-fonts", "-f", "html", "--trust", trust]
    assert run(arguments) in (0, 1, 2)


@pytest.mark.parametrize("private", [False, True])
def test_private_notes_comments_and_places_stay_inside(tmp_path: Path, *, private: bool) -> None:
    write_project(tmp_path / "project", "Plain words")
    options = Options(embed_fonts=False, private=private)
    report = jmap.build(tmp_path / "project", formats=WITHOUT_BROWSER, options=options)
    told = set()
    for path in report.out.iterdir():
        data = path.read_bytes()
        assert COMMENT.encode() not in data, path.name
        for machine in (str(tmp_path), os.path.expanduser("~"), socket.gethostname()):  # noqa: PTH111
            assert len(machine) < 6 or machine.encode() not in data, path.name
        if SECRET.encode() in data:
            told.add(path.suffix)
    assert told == ({".csv", ".html", ".json", ".md", ".pptx", ".xlsx"} if private else set())


def test_a_build_follows_no_link_out_of_the_project(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    outside.mkdir()
    (project / "map.yaml").write_text(JOURNEY)
    (project / "build").symlink_to(outside)
    assert run(["build", str(project), "-f", "json"]) == 2
    assert list(outside.iterdir()) == []
    (project / "build").unlink()
    (project / "build").mkdir()
    (outside / "victim").write_text("untouched")
    (project / "build" / "j.json").symlink_to(outside / "victim")
    (project / "build" / ".jmap-manifest.json").symlink_to(outside / "manifest")
    assert run(["build", str(project), "-f", "json"]) in (0, 1, 2)
    assert (outside / "victim").read_text() == "untouched"
    assert not (outside / "manifest").exists()


def test_trust_given_once_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    project = tmp_path / "project"
    (project / "own" / "markdown").mkdir(parents=True)
    (project / "own" / "markdown" / "page.md.j2").write_text("mine")
    (project / "map.yaml").write_text(JOURNEY)
    (project / "jmap.yaml").write_text("templates: own\n")
    once = ["build", str(project), "-f", "md"]
    assert run([*once, "--trust", "project"]) == 0
    assert run([*once, "--trust", "project"]) == 0
    assert run(once) == 2
    assert run([*once, "--trust", "none"]) == 2
    assert run([*once, "--check"]) == 2
    assert run(["draw", str(project), "-f", "md"]) == 2


def test_what_a_project_brings_is_no_cache(tmp_path: Path) -> None:
    """A manifest or cache that a pull request adds is not believed: outputs are as those of a clean build."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "map.yaml").write_text(JOURNEY)
    clean = jmap.build(project, formats=["json"])
    right = (clean.out / "j.json").read_bytes()
    (clean.out / "j.json").write_bytes(b"poisoned")
    for kept in project.rglob(".jmap*"):
        (project / f"{kept.name}.copy").write_bytes(kept.read_bytes()) if kept.is_file() else None
    jmap.build(project, formats=["json"])
    assert (clean.out / "j.json").read_bytes() == right
    shutil.rmtree(clean.out)
    jmap.build(project, formats=["json"])
    assert (clean.out / "j.json").read_bytes() == right


@pytest.mark.parametrize(
    "text", ["\x1b]52;c;aGk=\x07", "\x9b2J", "\u202e", "[link=file:///x]y", "[/]", "::error::x"]
)
@pytest.mark.parametrize("command", ["check", "build", "score", "draw"])
def test_nothing_steers_the_terminal(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], command: str, text: str
) -> None:
    name = f"{text}.yaml" if "/" not in text else "x.yaml"
    (tmp_path / name).write_text(f'journey: j\ntitle: "{text}"\n"{text}": 1\nstages: [S]\n', encoding="utf-8")
    (tmp_path / "good.yaml").write_text("journey: good\ntitle: '::error::x'\nstages: [S]\n", encoding="utf-8")
    run(
        [command, str(tmp_path)]
        if command != "draw"
        else [command, str(tmp_path), "-j", "good", "-f", "json"]
    )
    captured = capfdbinary.readouterr()
    for shown in (captured.out.decode(), captured.err.decode()):
        assert not {*"\x1b\x07\x9b\u202e"} & {*shown}
        if command != "draw":
            assert not [line for line in shown.splitlines() if line.lstrip().startswith("::")]
