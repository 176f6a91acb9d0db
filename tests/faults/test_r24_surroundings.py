"""R24: another hash seed, locale, folder, or number of processes. The same bytes, and the same messages in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.faults.conftest import Project
    from tests.program import Result

SURROUNDINGS = {
    "seed": (["-j1"], {"PYTHONHASHSEED": "1"}),
    "locale": (["-j2"], {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}),
    "two": (["-j2"], {"PYTHONHASHSEED": "2"}),
    "eight": (["-j8"], {"PYTHONHASHSEED": "3"}),
}


@pytest.fixture
def written(project: Project) -> Project:
    """Journeys with findings in their files, one of them with an error."""
    project.maps(12, "TODO 中文", outputs="svg, json")
    project.write("bad.yaml", "journey: bad\nstages: [{name: A, touchpoints: [{name: B, emotion: 9}]}]\n")
    return project


def told(result: Result) -> tuple[int, str, list[str]]:
    return result.code, result.err, result.out.splitlines()[:-1]


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_the_bytes_and_the_messages_are_the_same(written: Project, name: str) -> None:
    first = written.build("-j1", "--notes", PATH="")
    assert first.code == 1
    assert first.err.count("\n") > 12
    before = written.files()
    arguments, environment = SURROUNDINGS[name]
    second = written.build(*arguments, "--notes", "--force", "-o", "other", **{"PATH": "", **environment})
    assert written.files("other") == before
    if name != "locale":
        assert told(second) == told(first)


def test_names_of_files_are_the_same(project: Project) -> None:
    project.maps(1)
    project.map("店")
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    for changes in ("2 new", "2 unchanged", "2 unchanged"):
        built = project.build(**plain)
        assert (built.code, f"({changes})" in built.out) == (0, True)
    before = project.files()
    assert "店.json" in before
    assert "(2 unchanged)" in project.build().out
    (project.folder / "店.yaml").unlink()
    assert "1 deleted" in project.build(**plain).out
    assert before.keys() - project.files().keys() == {"店.json"}


def test_an_unchanged_build_says_the_same(written: Project) -> None:
    results = [written.build("--notes") for _ in range(4)]
    assert {result.code for result in results} == {1}
    assert len({result.err for result in results}) == 1
    assert len({tuple(result.out.splitlines()[:-1]) for result in results}) == 1
    totals = {result.out.splitlines()[-1].rpartition(" · ")[0] for result in results[1:]}
    assert len(totals) == 1
    assert "36 unchanged" in totals.pop()
    assert "12 new" not in results[-1].out
