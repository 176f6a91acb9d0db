"""What `import jmap` offers: drawing leaves no trace in what is drawn."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

import jmap
from jmap.model import Journey, Persona, Project, Settings
from jmap.render.format import Options
from jmap.view import read_view

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("view", ["executive", "training", "public", "department:sales-ops"])
def test_a_view_that_was_drawn_does_not_change_what_is_drawn_next(view: str) -> None:
    project = jmap.load(ROOT / "examples" / "crm-experience-map")
    journey = project["crm-daily-work"]
    plain = Options(embed_fonts=False)
    before = jmap.draw(journey, "svg", options=plain)
    jmap.draw(journey, "svg", options=plain._replace(view=read_view(view)))
    assert jmap.draw(journey, "svg", options=plain) == before
    assert project["crm-daily-work"] is journey


def test_a_project_made_of_another_has_journeys_of_its_own() -> None:
    project = jmap.load(ROOT / "examples" / "crm-experience-map")
    journey = project["crm-daily-work"]
    before = jmap.draw(journey, "json")
    bare = replace(project, personas={}, settings=Settings())
    assert jmap.draw(journey, "json") == before
    assert jmap.draw(bare["crm-daily-work"], "json") != before
    assert bare["crm-daily-work"] == journey


def test_a_journey_of_no_project_still_belongs_to_none_when_it_was_drawn() -> None:
    journey = Journey.model_validate({"journey": "visit", "title": {"en": "Visit"}, "personas": ["ann"]})
    jmap.draw(journey, "json")
    ann = Persona.model_validate({"persona": "ann", "name": {"en": "Ann Miller"}})
    project = Project(personas={"ann": ann}, journeys={"visit": journey})
    assert jmap.draw(journey, "json") == jmap.draw(journey, "json", project=project)


def test_what_is_no_journey_is_not_drawn_and_told_what_is() -> None:
    project = jmap.load(ROOT / "examples" / "crm-experience-map")
    for wrong, name in ((project, "Project"), ("crm-daily-work", "str")):
        with pytest.raises(
            TypeError, match=rf'draws a journey, not a {name}: pass one of .*project\["visit"\]'
        ):
            jmap.draw(wrong, "svg")  # type: ignore[arg-type]


def test_a_whole_project_is_drawn_by_what_shows_all_its_journeys_in_one() -> None:
    project = jmap.load(ROOT / "examples" / "connected-crm")
    chart = jmap.draw(project, "mermaid-gantt", language="en").decode()
    assert "title Customer journeys of a water-purifier brand · Improvements" in chart
    # An improvement for several journeys stands there once.
    assert chart.count("One customer view beside every chat") == 1
    own = (each for journey in project.journeys.values() for each in journey.improvements)
    dated = [each for each in (*project.improvements, *own) if each.due]
    assert chart.count("milestone") == len(dated)
    service = jmap.draw(project, "mermaid-gantt", language="en", options=Options(view="department:service"))
    assert b"No pre-ticked subscription" not in service
    assert b"all back at peak times" in service


def test_a_journey_of_another_project_is_not_there() -> None:
    journey = jmap.load(ROOT / "examples" / "crm-experience-map")["crm-daily-work"]
    other = jmap.load(ROOT / "examples" / "cx-blueprint")
    with pytest.raises(jmap.ConfigError, match='the project has no journey "crm-daily-work"'):
        jmap.draw(journey, "svg", project=other)


def test_a_changed_copy_of_a_journey_is_drawn_as_it_is() -> None:
    project = jmap.load(ROOT / "examples" / "crm-experience-map")
    journey = project["crm-daily-work"]
    before = jmap.draw(journey, "json")
    changed = journey.model_copy(update={"target": 12.0})
    for drawn in (jmap.draw(changed, "json"), jmap.draw(changed, "json", project=project)):
        assert b'"target": 12' in drawn
    assert jmap.draw(journey, "json") == before


@pytest.mark.parametrize("names", ["json", ["json"], ("json",)])
def test_one_name_needs_no_list(tmp_path: Path, names: str | list[str]) -> None:
    (tmp_path / "map.yaml").write_text("journey: visit\nlanguages: [en]\nstages: [Arrive]\n")
    report = jmap.build(tmp_path, formats=names, languages="en" if isinstance(names, str) else ["en"])
    assert [path.name for path in report.out.glob("visit*")] == ["visit.json"]


def test_options_take_views_and_files_as_people_write_them() -> None:
    assert Options(view="department:sales").view == read_view("department:sales")
    assert Options(font="a.ttf", templates="own") == Options(font=Path("a.ttf"), templates=Path("own"))
    with pytest.raises(jmap.ConfigError, match="did you mean public"):
        Options(view="publik")


def test_options_stay_what_they_are_when_they_are_sent_to_another_process() -> None:
    chosen = Options(private=True, font="a.ttf", view="training")
    assert pickle.loads(pickle.dumps(chosen)) == chosen  # noqa: S301 — its own
    assert type(pickle.loads(pickle.dumps(chosen))) is Options  # noqa: S301


def test_what_a_notebook_prints_of_projects_and_builds_is_a_line(tmp_path: Path) -> None:
    example = ROOT / "examples" / "crm-experience-map"
    assert repr(jmap.load(example)) == "Project(journeys=['crm-daily-work'])"
    report = jmap.build(example, out=tmp_path, formats="json", languages="en")
    assert repr(report) == f"Report(out={str(tmp_path)!r}, files=1, findings={len(report.findings)})"


def test_a_diff_is_what_the_command_writes_for_programs(tmp_path: Path) -> None:
    spec = "journey: visit\ntitle: Visit\nstages: [{stage: arrive, touchpoints: [{touchpoint: desk, emotion: 4}]}]\n"
    (tmp_path / "a.yaml").write_text(spec)
    (tmp_path / "b.yaml").write_text(spec.replace("emotion: 4", "emotion: 2"))
    told = jmap.diff(tmp_path / "a.yaml", tmp_path / "b.yaml")
    assert told["format"] == "jmap-diff/1"
    (journey,) = told["journeys"]
    assert (journey["change"], journey["score"]["points"]) == ("kept", -50)
    assert jmap.diff(tmp_path / "a.yaml", tmp_path / "a.yaml") == {"format": "jmap-diff/1", "journeys": []}
    (tmp_path / "b.yaml").write_text(spec.replace("emotion", "emotoin"))
    with pytest.raises(jmap.SpecError) as raised:
        jmap.diff(tmp_path / "a.yaml", tmp_path / "b.yaml")
    assert [finding.code for finding in raised.value.findings] == ["S201"]


def test_a_build_that_checks_writes_nothing_and_says_what_is_stale(tmp_path: Path) -> None:
    project = ROOT / "examples" / "crm-experience-map"
    report = jmap.build(project, out=tmp_path / "out", formats="json", check=True)
    assert report.stale == ("crm-daily-work.json",)
    assert not (tmp_path / "out").exists()
    jmap.build(project, out=tmp_path / "out", formats="json")
    assert jmap.build(project, out=tmp_path / "out", formats="json", check=True).stale == ()


def test_data_are_counted_and_written_unless_only_checked(tmp_path: Path) -> None:
    pytest.importorskip("ibis")
    spec = tmp_path / "visit.yaml"
    spec.write_text(
        "journey: visit\nstages: [{stage: arrive, touchpoints: [{touchpoint: desk}]}]\n"
        "evidence:\n  - evidence: survey\n"
        "    kind: survey\n    data: {file: answers.csv, binds: [{at: desk, measures: {csat: score}}]}\n"
    )
    (tmp_path / "answers.csv").write_text("score\n" + "5\n" * 12)
    before = spec.read_bytes()
    found = jmap.refresh(tmp_path, check=True)
    assert ([read.n for read in found.read], [*found.after]) == ([12], ["visit.yaml"])
    assert spec.read_bytes() == before
    jmap.refresh(tmp_path)
    assert spec.read_bytes() == found.after["visit.yaml"] != before
    assert jmap.refresh(tmp_path, evidence="survey").after == {}
    with pytest.raises(jmap.ConfigError, match='there is no evidence "other"'):
        jmap.refresh(tmp_path, evidence=["other"])
