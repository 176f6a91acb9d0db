"""Views for those who decide, teach, and answer for a part: less to read, the same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.errors import ConfigError
from jmap.render.names import view_folder
from jmap.score import score
from jmap.spec import read_project
from jmap.view import read_view, shown

if TYPE_CHECKING:
    from pathlib import Path

    from jmap.model import Project

EXAMPLES = ("crm-experience-map", "connected-crm", "cx-blueprint", "service-training", "ux-evaluation")


def example(root: Path, name: str = "connected-crm") -> Project:
    return read_project(root / "examples" / name).project


@pytest.mark.parametrize("view", ["executive", "training", "full"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_numbers_are_the_same(root: Path, name: str, view: str) -> None:
    project = example(root, name)
    told = score(shown(project, read_view(view)))
    assert {id_: (one.score, one.pain) for id_, one in told.items()} == {
        id_: (one.score, one.pain) for id_, one in score(project).items()
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_department_sees_the_experience_scores_of_the_whole_map(root: Path, name: str) -> None:
    project = example(root, name)
    everybody = score(project)
    for department in project.departments:
        for id_, one in score(shown(project, read_view(f"department:{department}"))).items():
            assert one.score == everybody[id_].score


def test_executives_see_no_details(root: Path) -> None:
    project = shown(example(root), read_view("executive"))
    assert [lane.id for lane in project.settings.lanes] == ["emotion", "score"]
    places = [place for journey in project.journeys.values() for place in journey.touchpoints]
    assert not any(place.does or place.quotes or place.lanes or place.notes or place.goal for place in places)
    assert any(place.pains for place in places)
    assert any(journey.improvements or project.improvements for journey in project.journeys.values())


def test_a_hand_out_has_what_staff_do_and_no_plans(root: Path) -> None:
    project = shown(example(root, "service-training"), read_view("training"))
    lanes = {lane.id for lane in project.settings.lanes}
    assert {"coaching", "phrase", "frontstage", "does", "feels"} <= lanes
    assert not lanes & {"opportunities", "score", "owner", "measures"}
    journey = project["buying-glasses"]
    assert not any(place.opportunities or place.notes for place in journey.touchpoints)
    assert journey.by_id["welcome"].lanes["coaching"]


def test_a_department_sees_its_own_in_full_and_the_rest_as_context(root: Path) -> None:
    project = example(root)
    mine = shown(project, read_view("department:digital"))
    assert str(mine.settings.title) == f"{project.settings.title} · {project.departments['digital'].name}"
    journey, whole = mine["purifier"], project["purifier"]
    own = {one.id for one in whole.touchpoints if one.owner == "digital"}
    assert own
    for place in journey.touchpoints:
        if place.id in own:
            assert place == whole.by_id[place.id]
        else:
            assert (place.does, place.quotes, place.lanes) == ((), (), {})
            assert place.emotion == whole.by_id[place.id].emotion
            assert all(chance.owner == "digital" for chance in place.opportunities)


def test_private_notes_leave_every_view_unless_asked_for(root: Path) -> None:
    from jmap.model import Statement

    project = example(root, "service-training")
    place = project["buying-glasses"].stages[0].touchpoints[0]
    secret = Statement.model_validate({"text": "SECRET", "private": True})
    vars(place)["does"] = (*place.does, secret)  # as if the file said so
    view = read_view("training")
    assert "SECRET" not in repr(shown(project, view).journeys)
    assert "SECRET" in repr(shown(project, view, private=True).journeys)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pubic", "did you mean public"),
        ("department", "department:ID"),
        ("department:", "department:ID"),
        ("public:sales", "there is no view"),
        ("", "there is no view"),
    ],
)
def test_views_that_are_none(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_view(text)


def test_an_unknown_department_is_an_error_with_a_suggestion(root: Path) -> None:
    with pytest.raises(ConfigError, match=r'no department "digitel", did you mean digital.*departments: '):
        shown(example(root), read_view("department:digitel"))


def test_each_view_has_a_folder_of_its_own() -> None:
    views = ("full", "executive", "training", "public", "department:销售", "department:" + "x" * 200)
    folders = [view_folder(read_view(view)) for view in views]
    assert folders[:5] == [".", "executive", "training", "public", "department-销售"]
    assert len(folders[5].encode()) <= 120
    assert len(set(folders)) == len(folders)


def shared(tmp_path: Path, **files: str) -> Project:
    """What department `d` sees of a project of these files."""
    for name, text in {"jmap": "departments: {d: Dept, o: Other}\n", **files}.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return shown(read_project(tmp_path).project, read_view("department:d"))


def touchpoint(name: str, owner: str) -> str:
    return f"{{touchpoint: pay, name: {name}, owner: {owner}, emotion: 3, needs: Change, pains: [Slow]}}"


def test_a_department_sees_its_stage_although_a_touchpoint_of_others_has_the_same_id(tmp_path: Path) -> None:
    stage = f"{{stage: pay, name: Pay, owner: d, needs: Time, touchpoints: [{touchpoint('Till', 'o')}]}}"
    plan = "improvements: [{title: Quicker till, addresses: [pay.slow], owner: o}]"
    journey = shared(tmp_path, m=f"journey: m\nstages: [{stage}]\n{plan}\n")["m"]
    assert [str(one.text) for one in journey.stages[0].needs] == ["Time"]
    assert (journey.touchpoints[0].needs, journey.improvements) == ((), ())


def test_the_pains_a_department_is_to_ease_are_those_of_the_touchpoint(tmp_path: Path) -> None:
    stage = f"{{stage: pay, name: Pay, owner: o, pains: [Slow], touchpoints: [{touchpoint('Till', 'o')}]}}"
    plan = "improvements: [{title: Quicker till, addresses: [pay.slow], owner: d}]"
    journey = shared(tmp_path, m=f"journey: m\nstages: [{stage}]\n{plan}\n")["m"]
    assert (len(journey.stages[0].pains), len(journey.touchpoints[0].pains)) == (0, 1)


def test_an_improvement_for_another_journey_is_not_the_departments(tmp_path: Path) -> None:
    def journey(name: str, owner: str) -> str:
        return (
            f"journey: {name}\nstages: [{{stage: s, name: S, touchpoints: [{touchpoint('Pay', owner)}]}}]\n"
        )

    theirs = "improvements: [{title: Theirs, addresses: [b/pay], owner: o}]\n"
    project = shared(tmp_path, a=journey("a", "d") + theirs, b=journey("b", "o"))
    assert list(project.journeys) == ["a"]
    assert project["a"].improvements == ()


def test_nothing_leads_to_journeys_the_department_does_not_see(tmp_path: Path) -> None:
    def journey(name: str, owner: str, more: str = "") -> str:
        places = touchpoint("Pay", owner).replace("emotion", "opens: b, emotion")
        return f"journey: {name}\nstages: [{{stage: s, name: S, touchpoints: [{places}]}}]\n{more}"

    plan = "improvements: [{title: Ours, addresses: [pay, b/pay], owner: o}]\nvariant_of: b\n"
    project = shared(tmp_path, a=journey("a", "d", plan), b=journey("b", "o"))
    ours = project["a"]
    assert (list(project.journeys), ours.variant_of, ours.by_id["pay"].opens) == (["a"], None, None)
    assert [one.addresses for one in ours.improvements] == [("pay",)]
    both = shared(tmp_path, a=journey("a", "d", plan), b=journey("b", "d"))["a"]
    assert (both.variant_of, both.by_id["pay"].opens) == ("b", "b")
    assert [one.addresses for one in both.improvements] == [("pay", "b/pay")]
