from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.formats import BY_JMAP

from jmap.build.excerpt import Excerpts
from jmap.build.formats import find_formats
from jmap.build.plan import sheets
from jmap.render.format import Options
from jmap.score import score_journey
from jmap.spec import read_project
from jmap.view import read_view, shown

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = ("connected-crm", "crm-experience-map", "cx-blueprint", "service-training", "ux-evaluation")


@pytest.mark.parametrize("view", ["full", "public"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_formats_find_all_they_need_in_it(root: Path, example: str, view: str) -> None:
    """What a format draws of an excerpt is what it draws of the whole project."""
    project = shown(read_project(root / "examples" / example).project, read_view(view), private=False)
    options, excerpts = Options(embed_fonts=False, view=read_view(view)), Excerpts(project)
    for name, journey in project.journeys.items():
        part = excerpts.of(journey).project
        assert score_journey(part, part[name]) == score_journey(project, journey)
        for format_ in find_formats(BY_JMAP):
            # Slides take as long as all the rest; what they need does not depend on their language.
            languages = project.languages[:1] if format_.id == "pptx" else project.languages
            drawn = [
                [
                    format_.render(sheet)
                    for sheet in sheets(whole, whole[name], scores, languages, options, ())
                ]
                for whole in (project, part)
                for scores in [score_journey(whole, whole[name])]
            ]
            assert drawn[0] == drawn[1], (name, format_.id)


def test_it_leaves_out_what_the_journey_does_not_refer_to(tmp_path: Path) -> None:
    for name, persona in (("one", "guest"), ("two", "clerk")):
        (tmp_path / f"{name}.yaml").write_text(
            f"journey: {name}\npersonas: [{persona}]\nstages: [{{name: A, touchpoints: [B]}}]\n",
            encoding="utf-8",
        )
    (tmp_path / "people.yaml").write_text(
        "personas:\n  - {persona: clerk, name: Clerk, evidence: [talks]}\n  - {persona: guest, name: Guest}\n"
        "evidence: [{evidence: talks, kind: interview}, {evidence: other, kind: survey}]\n",
        encoding="utf-8",
    )
    project = read_project(tmp_path).project
    part = Excerpts(project).of(project["two"]).project
    assert list(part.journeys) == ["two"]
    assert list(part.personas) == ["clerk"]
    assert list(part.evidence) == ["talks"]
    assert project["two"] == part["two"]
    assert vars(project["two"])["home"].project is project


def test_texts_with_quotes_and_backslashes_refer_too(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "journey: one\ntitle: 'a \\ \"b\" c'\npersonas: [guest]\nstages: [{name: A, touchpoints: [B]}]\n",
        encoding="utf-8",
    )
    project = read_project(tmp_path).project
    assert list(Excerpts(project).of(project["one"]).project.personas) == ["guest"]
