"""Any project that loads goes all the way: checked, scored, and drawn in every format, always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from tests.formats import BY_JMAP
from tests.strategies import sound_projects, write

import jmap
from jmap.model.project import Project
from jmap.render.format import Options
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = Options(embed_fonts=False)


@given(sound_projects())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=12)
def test_from_files_to_every_output(tmp_path: Path, files: dict[str, str]) -> None:
    write(tmp_path, files)
    loaded = read_project(tmp_path)
    assert [each.message for each in loaded.findings if each.severity == "error"] == []
    project = loaded.project
    assert isinstance(project, Project)
    jmap.check(project)
    jmap.score(project)
    again = jmap.load(tmp_path)
    for name, journey in project.journeys.items():
        for form in BY_JMAP:
            for language in project.languages:
                drawn = jmap.draw(journey, form, language=language, options=OPTIONS)
                assert drawn
                assert jmap.draw(again[name], form, language=language, options=OPTIONS) == drawn
