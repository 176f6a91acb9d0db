from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LIGHT = {
    "__future__",
    "_blake2",
    "_hashlib",
    "hashlib",
    "jmap",
    "jmap.__main__",
    "jmap.build",
    "jmap.build.answer",
    "jmap.cache",
}
"""All that an answer may load beyond what Python has loaded by itself."""

CODE = """
import sys
before = set(sys.modules)
from jmap.__main__ import main
code = main()
print("loaded:", *sorted(set(sys.modules) - before), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    spec = tmp_path / "project" / "map.yaml"
    spec.write_text("journey: visit\ntitle: TODO\nstages: [{name: A, touchpoints: [B]}]\n", encoding="utf-8")
    return tmp_path / "project"


def build(project: Path, *arguments: str, **environment: str) -> tuple[set[str], str, int]:
    """A build in one format."""
    return run(project, "build", "-f", "json", *arguments, **environment)


def run(project: Path, *arguments: str, **environment: str) -> tuple[set[str], str, int]:
    """What was loaded, what was said, and the exit code."""
    surroundings = {**os.environ, "XDG_CACHE_HOME": str(project.parent / "cache"), **environment}
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        cwd=project,
        env=surroundings,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    complaints, _, loaded = done.stderr.rpartition("loaded: ")
    return set(loaded.split()), done.stdout.rpartition(" · ")[0] + complaints, done.returncode


def answered(loaded: set[str]) -> bool:
    return "jmap.cli.app" not in loaded


def test_an_unchanged_build_loads_next_to_nothing(project: Path) -> None:
    first, second = build(project), build(project)
    assert not answered(first[0])
    assert second[0] <= LIGHT | {"jmap.version"}
    assert "1 new" in first[1]
    assert second[1] == first[1].replace("1 new", "1 unchanged")


@pytest.mark.parametrize(
    "arguments",
    [["--notes"], ["-q"], ["--lang", "en"], ["-o", "../other"], ["--private"], ["--view", "public"], ["."]],
)
def test_another_question_has_another_answer(project: Path, arguments: list[str]) -> None:
    build(project)
    assert answered(build(project)[0])
    assert not answered(build(project, *arguments)[0])
    assert answered(build(project, *arguments)[0])
    assert answered(build(project)[0])


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "NO_COLOR", "JMAP_ANYTHING", "PATH"])
def test_other_surroundings_have_another_answer(project: Path, variable: str) -> None:
    build(project)
    assert not answered(build(project, **{variable: "1"})[0])


def test_errors_are_answered_too(project: Path) -> None:
    (project / "bad.yaml").write_text("journey: bad\nstages: [{nam: A}]\n", encoding="utf-8")
    (_, said, code), (loaded, again, same) = build(project), build(project)
    assert answered(loaded)
    assert (again, same) == (said.replace("1 new", "1 unchanged"), code)
    assert code == 1


def test_what_may_pass_is_not_answered(project: Path) -> None:
    """A file that cannot be read today may be tomorrow, without any file having changed."""
    (project / "map.yaml").write_text(
        "journey: visit\nstages: [{name: A, touchpoints: [{name: B, image: none.png}]}]\n", encoding="utf-8"
    )
    for _ in range(2):
        loaded, _, code = build(project)
        assert not answered(loaded)
        assert code == 1


@pytest.mark.parametrize("name", ["../jmap.yaml", "jmap.yaml", "other.yaml", "deeper/other.yaml"])
def test_a_file_that_comes_is_seen(project: Path, name: str) -> None:
    for path in ((), ("map.yaml",)):
        build(project, *path)
        assert answered(build(project, *path)[0])
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("title: Shop\n" if "jmap" in name else "journey: two\n", encoding="utf-8")
    assert answered(build(project)[0]) == name.startswith("..")
    assert answered(build(project, "map.yaml")[0]) == name.endswith("other.yaml")


def test_force_and_no_cache_do_without(project: Path) -> None:
    for _ in range(2):
        assert not answered(build(project, "--force")[0])
        assert not answered(build(project, JMAP_NO_CACHE="1")[0])


def test_check_is_answered_while_nothing_is_stale(project: Path) -> None:
    build(project)
    assert [answered(build(project, "--check")[0]) for _ in range(2)] == [False, True]
    (project / "build" / "visit.json").write_text("edited", encoding="utf-8")
    for _ in range(2):
        loaded, said, code = build(project, "--check")
        assert not answered(loaded)
        assert (code, "stale: visit.json" in said) == (1, True)


def test_what_other_builds_leave_in_the_folder_is_seen(project: Path) -> None:
    (project / "jmap.yaml").write_text("outputs: [json]\n", encoding="utf-8")

    def everything(*arguments: str) -> tuple[bool, str]:
        loaded, said, _ = run(project, "build", *arguments)
        return answered(loaded), said

    assert [everything()[0], everything()[0], everything("--check")[0]] == [False, True, False]
    run(project, "build", "-f", "svg")
    assert "stale: visit.svg" in everything("--check")[1]
    assert "2 deleted" in everything()[1]
    (project / "build" / ".jmap-manifest.json").unlink()
    assert not everything()[0]
    assert everything()[0]
