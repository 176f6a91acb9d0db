"""R16: a project's template never ends, or wants more memory than there is. Its journey fails; the others are built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.build import perform, run
from jmap.build.trust import Trust

if TYPE_CHECKING:
    from tests.faults.conftest import Project

BOMBS = {
    "loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "includes": "{% include 'markdown/page.md.j2' %}",
    "memory": "{{ 'a' * 2000000000 }}",
    "number": "{% set n = 9 ** 9 %}{{ n ** n }}",
}


def bombed(project: Project, bomb: str, condition: str) -> None:
    project.maps(3)
    project.write("jmap.yaml", "outputs: [md, json]\ntemplates: look\n")
    project.write(
        "look/markdown/page.md.j2",
        f"{{% if {condition} %}}{BOMBS[bomb]}{{% endif %}}{{{{ page.head.title }}}}\n",
    )


@pytest.mark.parametrize("bomb", BOMBS)
def test_the_others_are_built(project: Project, monkeypatch: pytest.MonkeyPatch, bomb: str) -> None:
    monkeypatch.setattr(perform, "TEMPLATE_SECONDS", 2.0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.cache))
    bombed(project, bomb, "page.head.title == 'The journey j1'")
    report = run.build(project.folder, run.Request(trust=Trust.PROJECT, formats=("md",)))
    assert [finding.code for finding in report.findings if finding.code.startswith("B")] in (
        ["B402"],
        ["B404"],
    )
    assert report.failed
    files = {file.name for built in report.maps for file in built.files}
    assert files == {"j0.md", "j2.md"}


def test_the_whole_program_ends(project: Project) -> None:
    bombed(project, "loops", "page.head.title == 'The journey j1'")
    result = project.build("--trust", "project", "-f", "md")
    assert result.code == 1
    assert (
        "error[B404 takes-too-long] j1 could not be drawn: the project's templates took longer than 8 s"
        in result.err
    )
    assert {"j0.md", "j2.md"} <= set(project.files())


def test_templates_that_never_end_are_given_up(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(perform, "TEMPLATE_SECONDS", 1.0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.cache))
    bombed(project, "loops", "true")
    for number in range(3, 30):
        project.map(f"j{number}")
    report = run.build(project.folder, run.Request(trust=Trust.PROJECT, formats=("md",), jobs=None))
    told = [finding.message for finding in report.findings if finding.code == "B404"]
    assert len([message for message in told if "took longer than 1 s" in message]) == 2
    assert (
        len([message for message in told if "the project's templates do not end" in message]) == 29
    )  # with the portfolio
