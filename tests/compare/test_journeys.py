from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.compare import compare, moved
from jmap.model import Stage
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from jmap.compare import Comparison
    from jmap.model import Project

PAIR = """\
title: Pair
---
journey: now
personas: [guest, member]
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
        name: Door
        emotion: 2
        does: Looks for the bell
        pains: [{pain: dark, text: Too dark, severity: 4}, {pain: cold, text: Cold, severity: 2}]
        opportunities: [{opportunity: lamp, text: A lamp}, {opportunity: bell, text: A bell}]
        measures: {csat: {value: 40%, n: 400, date: 2026-01-01, source: survey}}
      - touchpoint: form
        name: Paper form
        pains: [{pain: long, text: Long}]
        measures: {ces: 3/7}
      - touchpoint: desk
        name: Desk
        emotion: {guest: 2, member: 4}
        notes: [{text: SECRET, private: true}]
---
journey: next
state: future
variant_of: now
personas: [guest, member]
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: gate
        formerly: door
        name: Gate
        emotion: 4
        does: Walks in
        pains: [{pain: cold, text: Cold, severity: 1}, {pain: loud, text: Loud}]
        opportunities: [{opportunity: bell, text: A louder bell}, {opportunity: sign, text: A sign}]
        measures: {csat: {value: 80%, n: 400, date: 2026-02-01, source: survey}}
      - touchpoint: app
        name: App
      - touchpoint: desk
        name: Desk
        emotion: {guest: 3, member: 4}
        goal: [{text: hidden, private: true}]
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Project]:
    def read_(text: str) -> Project:
        first, *rest = text.split("---\n")
        (tmp_path / "jmap.yaml").write_text(first, "utf-8")
        (tmp_path / "maps.yaml").write_text("---\n".join(rest), "utf-8")
        loaded = read_project(tmp_path)
        assert not [finding for finding in loaded.findings if finding.severity == "error"]
        return loaded.project

    return read_


def compared(project: Project, one: str, other: str, *, private: bool = False) -> Comparison:
    before, after = project[one], project[other]
    scores = score_journey(project, before), score_journey(project, after)
    return compare(before, after, scores, project.evidence, private=private)


@pytest.fixture
def pair(read: Callable[[str], Project]) -> Comparison:
    return compared(read(PAIR), "now", "next")


def test_touchpoints_are_matched_by_id_and_former_id_and_the_rest_stands_where_it_was(
    pair: Comparison,
) -> None:
    assert [(point.kind, point.place.id) for point in pair.points] == [
        ("kept", "gate"), ("removed", "form"), ("new", "app"), ("kept", "desk"),
    ]  # fmt: skip
    assert pair.points[0].before is not None
    assert pair.points[0].before.id == "door"


def test_what_is_new_in_a_stage_stands_there_whatever_is_gone_from_later_ones(
    read: Callable[[str], Project],
) -> None:
    project = read("""\
title: x
---
journey: a
stages:
  - {stage: see, name: See, touchpoints: [{touchpoint: wait, name: Wait}]}
  - {stage: take, name: Take, touchpoints: [{touchpoint: queue, name: Queue}, {touchpoint: move, name: Move}]}
  - {stage: follow, name: Follow, touchpoints: [{touchpoint: call, name: Call}]}
---
journey: b
variant_of: a
stages:
  - {stage: see, name: See, touchpoints: [{touchpoint: wait, name: Wait}, {touchpoint: move, name: Move}]}
  - {stage: take, name: Take, touchpoints: [{touchpoint: send, name: Send}]}
""")
    assert [(point.kind, point.place.id) for point in compared(project, "a", "b").points] == [
        ("kept", "wait"), ("kept", "move"), ("removed", "queue"), ("new", "send"), ("removed", "call"),
    ]  # fmt: skip


def test_they_are_matched_the_other_way_round_too(read: Callable[[str], Project]) -> None:
    back = compared(read(PAIR), "next", "now")
    assert [(point.kind, point.place.id) for point in back.points] == [
        ("kept", "door"), ("removed", "app"), ("new", "form"), ("kept", "desk"),
    ]  # fmt: skip


def test_an_id_of_today_goes_before_a_former_one(read: Callable[[str], Project]) -> None:
    project = read("""\
title: x
---
journey: a
stages: [{name: S, touchpoints: [{touchpoint: one, name: One}, {touchpoint: two, name: Two}]}]
---
journey: b
stages: [{name: S, touchpoints: [{touchpoint: three, name: 3, formerly: one}, {touchpoint: one, name: 1}]}]
""")
    points = compared(project, "a", "b").points
    assert [(p.kind, p.before.id if p.before else "", p.after.id if p.after else "") for p in points] == [
        ("new", "", "three"), ("kept", "one", "one"), ("removed", "two", ""),
    ]  # fmt: skip


def test_scores_and_whether_their_intervals_overlap(pair: Comparison) -> None:
    gate, form, app, desk = pair.points
    (csat,) = [shift for shift in gate.measures if shift.measure == "csat"]
    assert csat.points == pytest.approx(40)
    assert csat.apart is True
    assert csat.differs
    assert gate.score.points == pytest.approx(45)
    assert gate.score.apart is None  # an emotion without a sample has no interval
    assert form.score.points is None
    assert app.score.points is None
    assert desk.score.points == pytest.approx(12.5)
    assert pair.score.points is not None


def test_what_only_one_gives_differs_by_no_points(pair: Comparison) -> None:
    (ces,) = pair.points[1].measures
    assert (ces.differs, ces.points, ces.apart) == (True, None, None)
    (csat,) = [shift for shift in pair.points[0].measures if shift.measure == "csat"]
    for shift in (csat._replace(before=None), csat._replace(after=None)):
        assert (shift.differs, shift.points, shift.apart) == (True, None, None)


def test_same_values_do_not_differ(read: Callable[[str], Project]) -> None:
    pair = compared(read(PAIR), "now", "now")
    assert {point.kind for point in pair.points} == {"kept"}
    assert not any(shift.differs for point in pair.points for shift in point.measures)
    assert not any(point.lanes or point.pains_gone or point.pains_new for point in pair.points)
    assert pair.score.points == 0
    assert pair.points[0].measures[1].apart is False


def test_pains_and_opportunities(pair: Comparison) -> None:
    gate, form, *_ = pair.points
    assert [pain.id for pain in gate.pains_gone] == ["dark"]
    assert [pain.id for pain in gate.pains_new] == ["loud"]
    assert [(one.severity, other.severity) for one, other in gate.pains_kept] == [(2, 1)]
    assert [chance.id for chance in gate.chances_gone] == ["lamp"]
    assert [chance.id for chance in gate.chances_new] == ["sign"]
    assert [(str(one.text), str(other.text)) for one, other in gate.chances_kept] == [
        ("A bell", "A louder bell")
    ]
    assert [pain.id for pain in form.pains_gone] == ["long"]


def test_mood_is_the_mean_over_personas(pair: Comparison) -> None:
    gate, form, app, desk = pair.points
    assert gate.mood == (2, 4)
    assert form.mood == app.mood == (None, None)
    assert desk.mood == (3, 3.5)


def test_lanes_that_say_something_else_without_what_is_private(read: Callable[[str], Project]) -> None:
    project = read(PAIR)
    gate, *_, desk = compared(project, "now", "next").points
    ((lane, before, after),) = gate.lanes
    assert (lane, [str(s.text) for s in before], [str(s.text) for s in after]) == (
        "does", ["Looks for the bell"], ["Walks in"],
    )  # fmt: skip
    assert desk.lanes == ()
    assert [change.lane for change in compared(project, "now", "next", private=True).points[-1].lanes] == [
        "goal"
    ]


def test_personas_of_both(read: Callable[[str], Project]) -> None:
    project = read(PAIR.replace("personas: [guest, member]", "personas: [guest, member, staff]", 1))
    for one, other in (("now", "next"), ("next", "now")):
        assert [persona for persona, _ in compared(project, one, other).by_persona] == ["guest", "member"]


def test_twins_are_found_from_both_sides(read: Callable[[str], Project]) -> None:
    project = read(PAIR + "---\njourney: other\nvariant_of: now\nstages: []\n")
    assert [journey.id for journey in project.twins_of(project["now"])] == ["next", "other"]
    assert [journey.id for journey in project.twins_of(project["next"])] == ["now"]


def test_a_journey_is_no_twin_of_itself(read: Callable[[str], Project]) -> None:
    project = read("title: x\n---\njourney: me\nvariant_of: me\nstages: []\n")
    assert project.twins_of(project["me"]) == ()


@given(st.permutations(range(7)), st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)))
def test_the_fewest_move_that_explain_another_order(order: list[int], gone: set[int], new: set[int]) -> None:
    def stages(numbers: Iterable[int]) -> list[Stage]:
        return [Stage.model_validate({"stage": f"s{each}", "name": {"en": "S"}}) for each in numbers]

    before, after = stages(set(range(7)) - gone), stages(each for each in order if each not in new)
    went = [one.id for one, _ in moved(before, after)]
    both = {one.id for one in before} & {one.id for one in after}

    def left(side: list[Stage], without: Iterable[str]) -> list[str]:
        return [one.id for one in side if one.id in both and one.id not in without]

    assert left(before, went) == left(after, went)
    for fewer in combinations(sorted(both), len(went) - 1) if went else ():
        assert left(before, fewer) != left(after, fewer)
