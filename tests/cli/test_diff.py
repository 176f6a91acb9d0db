"""`jmap diff`: two files, two folders, two revisions; what people read, and what programs do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Jmap

SETTINGS = """\
languages: [en]
departments:
  - {department: sales, name: Sales}
  - {department: service, name: Customer service}
"""
BEFORE = """\
journey: visit
title: A visit
owner: sales
reviewed: 2026-09-01
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        does: Looks for the bell
        emotion: 4
        owner: sales
        pains: [The door sticks]
      - name: Desk
        emotion: 2
        measures: {csat: {value: 84%, n: 304, date: 2026-09-01}}
improvements:
  - {improvement: oil, title: Oil the hinges, status: planned, addresses: [door]}
  - {improvement: bell, title: A second bell, status: idea, addresses: [door]}
"""
AFTER = """\
journey: visit
title: A visit
reviewed: 2026-10-01
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        does: Walks in
        emotion: 5
        owner: service
        pains: [There is a draught]
      - name: Desk
        emotion: 2
        measures: {csat: {value: 61%, n: 304, date: 2026-10-01}}
      - name: Lift
        emotion: 3
improvements:
  - {improvement: oil, title: Oil the hinges, status: done, addresses: [door]}
  - {improvement: mat, title: A mat, status: idea, addresses: [door]}
"""
TOLD = """\
A visit (visit)  65 → 64  −0.4
  Owner: Sales → –
  Reviewed: 2026-09-01 → 2026-10-01
  Pain load: 9% → 6%
  Door  75 → 100  +25
    Emotion: 4/5 → 5/5  +25
    − The door sticks
    + There is a draught
    Owner: Sales → Customer service
    Behaviour: Looks for the bell → Walks in
  Desk  55 → 43  −11.5
    Satisfaction (CSAT): 84% → 61%  −23 ●
  + Lift · new  – → 50
    Emotion: – → 3/5
  Improvements
    Oil the hinges: planned → done
    A second bell: idea → –
    A mat: – → idea

Differences are points of the 0–100 scale. ● the 95% intervals do not overlap, ○ they overlap; without a sign at least \
one is not known. − a pain that is gone, + a new one.
"""
OTHER = "journey: other\ntitle: Another | one\nstages: [{name: A, touchpoints: [{name: B, emotion: 3}]}]\n"


@pytest.fixture
def repository(jmap: Jmap) -> Jmap:
    """A project whose first version is tagged `v1`, with a second one in the folder."""
    jmap.write("jmap.yaml", SETTINGS)
    jmap.write("visit.yaml", BEFORE)
    jmap.commit()
    jmap.git("tag", "v1")
    jmap.write("visit.yaml", AFTER)
    return jmap


def test_what_changed_since_a_revision(repository: Jmap) -> None:
    result = repository("diff", "v1")
    assert (result.code, result.out, result.err) == (0, TOLD, "")


def test_revisions_folders_and_files_are_told_alike(repository: Jmap) -> None:
    repository.git("commit", "-q", "-a", "-m", "second")
    for name, text in (("old", BEFORE), ("new", AFTER)):
        repository.write(f"sides/{name}/jmap.yaml", SETTINGS)
        repository.write(f"sides/{name}/visit.yaml", text)
    for arguments in (
        ("v1", "HEAD"),
        ("sides/old", "sides/new"),
        ("v1", "visit.yaml"),
        ("sides/old", "HEAD", "-p", "."),
    ):
        assert repository("diff", *arguments).out == TOLD
    (repository.folder / "elsewhere").mkdir()
    repository.folder /= "elsewhere"
    assert repository("diff", "v1", "HEAD", "--project", "..").out == TOLD


def test_one_journey_each_of_two_files_is_compared_whatever_it_is_called(jmap: Jmap) -> None:
    jmap.write("a.yaml", BEFORE)
    jmap.write(
        "b.yaml", BEFORE.replace("journey: visit", "journey: call").replace("emotion: 2", "emotion: 3")
    )
    assert "  Desk  55 → 67  +12.5\n" in jmap("diff", "a.yaml", "b.yaml").out


def test_nothing_differs(repository: Jmap) -> None:
    repository.write("visit.yaml", BEFORE + "# a remark\n")
    assert repository("diff", "v1").out == "nothing differs\n"
    assert repository("diff", "v1", "-f", "md").out == ""
    assert json.loads(repository("diff", "v1", "-f", "json").out)["journeys"] == []


def test_journeys_come_and_go_and_are_known_by_their_former_ids(repository: Jmap) -> None:
    repository.write("visit.yaml", BEFORE.replace("journey: visit", "journey: call\nformerly: visit"))
    repository.write("other.yaml", OTHER)
    assert repository("diff", "v1").out == "+ Another | one (other) · new\n"
    assert repository("diff", "v1", "visit.yaml").out == "nothing differs\n"
    (repository.folder / "visit.yaml").unlink()
    assert repository("diff", "v1").out == "− A visit (visit) · removed\n\n+ Another | one (other) · new\n"
    assert repository("diff", "v1", "other.yaml").out == "+ Another | one (other) · new\n"


def test_markdown_for_a_pull_request(repository: Jmap) -> None:
    repository.write("other.yaml", OTHER)
    lines = repository("diff", "v1", "-f", "md").out.splitlines()
    assert lines[0] == "### Another &#124; one (other) · new"
    assert lines[2] == "### A visit (visit)  65 → 64  **−0.4**"
    assert "- Owner: Sales → –" in lines
    assert "- Improvement Oil the hinges: planned → done" in lines
    assert "| Desk | 55 → 43  **−11.5** | Satisfaction (CSAT): 84% → 61%  **−23** ● |" in lines
    assert "| Lift · new | – → 50 | Emotion: – → 3/5 |" in lines


def test_data_for_programs(repository: Jmap) -> None:
    document = json.loads(repository("diff", "v1", "-f", "json").out)
    (visit,) = document["journeys"]
    assert (document["format"], visit["journey"], visit["was"], visit["change"]) == (
        "jmap-diff/1", "visit", "visit", "kept",
    )  # fmt: skip
    assert visit["score"]["points"] == pytest.approx(visit["score"]["after"] - visit["score"]["before"])
    door, desk, lift = visit["touchpoints"]
    assert door["pains"] == {"gone": ["the-door-sticks"], "new": ["there-is-a-draught"]}
    assert {"name": "Owner", "before": ["Sales"], "after": ["Customer service"]} in door["changes"]
    assert desk["measures"][0]["apart"] is True
    assert (lift["change"], lift["was"]) == ("new", None)
    assert {"name": "A mat", "before": [], "after": ["idea"]} in visit["improvements"]


def test_private_statements_are_told_only_when_asked_for(repository: Jmap) -> None:
    repository.write(
        "visit.yaml", BEFORE.replace("does: Looks for the bell", "does: [{text: Curses, private: true}]")
    )
    assert "Curses" not in repository("diff", "v1").out
    assert "Looks for the bell → Curses" in repository("diff", "v1", "--private").out


def test_names_are_told_in_the_language_asked_for(repository: Jmap) -> None:
    assert "负责部门" not in repository("diff", "v1").out
    assert "负责部门：Sales → –" in repository("diff", "v1", "--lang", "zh-CN").out


def test_what_has_errors_is_neither_new_nor_gone(repository: Jmap) -> None:
    repository.write("other.yaml", OTHER)
    repository.write("visit.yaml", AFTER.replace("emotion: 5", "emotion: 9"))
    result = repository("diff", "v1")
    assert result.code == 1
    assert result.out == "+ Another | one (other) · new\n"
    assert "visit.yaml:9:" in result.err
    repository.git("add", ".")
    repository.git("commit", "-q", "-m", "broken")
    repository.write("visit.yaml", AFTER)
    result = repository("diff", "HEAD")
    assert (result.code, result.out) == (0, "nothing differs\n")
    assert result.err == "note: not readable at a revision, and not compared: visit\n"


def test_a_project_that_was_none_yet(repository: Jmap) -> None:
    repository.write("later/map.yaml", OTHER)
    result = repository("diff", "v1", "later")
    assert (result.code, result.out) == (0, "+ Another | one (other) · new\n")
    assert result.err == "note: at v1 there was no such project to compare with\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["v9"], 'there is no file or folder "v9", and as a revision: this repository has no revision "v9"'),
        (["v1", "nowhere.yaml"], 'there is no file or folder "nowhere.yaml", and as a revision: '),
        (["v1", "--lang", "fr"], 'the project has no language "fr"'),
        (["v1", "v1", "-p", "later"], "at v1 there was no such project"),
        (["v1", "-f", "html"], "Invalid value for '--format'"),
    ],
)
def test_wrong_usage_is_refused(repository: Jmap, arguments: list[str], told: str) -> None:
    repository.write("later/map.yaml", OTHER)
    result = repository("diff", *arguments)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_outside_of_a_repository_files_can_be_compared(jmap: Jmap) -> None:
    jmap.write("a.yaml", BEFORE)
    result = jmap("diff", "main", "a.yaml", GIT_CEILING_DIRECTORIES=str(jmap.folder.parent))
    assert result.code == 2
    assert "lies in no git repository" in result.err
    assert jmap("diff", "a.yaml", "a.yaml", PATH="").out == "nothing differs\n"


ORDER = """\
journey: visit
stages:
  - {name: Arrive, touchpoints: [Door, Hall, Desk, Lift]}
  - {name: Stay, touchpoints: [Room, Bar]}
  - {name: Leave, touchpoints: [Bill, Taxi]}
"""


def test_another_order_is_a_change(jmap: Jmap) -> None:
    jmap.write("a.yaml", ORDER)
    jmap.write("b.yaml", ORDER.replace("Door, Hall, Desk, Lift", "Hall, Desk, Door, Lift"))
    told = "visit\n  Door\n    Order: first → after Desk\n"
    assert jmap("diff", "a.yaml", "b.yaml").out == told
    first, *stages = ORDER.rsplit("  - {", 3)
    jmap.write("b.yaml", "  - {".join((first, stages[2], stages[0], stages[1])))
    result = jmap("diff", "a.yaml", "b.yaml", "-f", "json").out
    (journey,) = json.loads(result)["journeys"]
    (change,) = journey["touchpoints"]
    assert change["stage"] == "leave"
    assert change["changes"] == [{"name": "Order", "before": ["after Stay"], "after": ["first"]}]


def test_who_moves_to_another_stage_is_told_once(jmap: Jmap) -> None:
    jmap.write("a.yaml", ORDER)
    jmap.write("b.yaml", ORDER.replace("Lift", "Bar").replace("Room, Bar", "Room, Lift"))
    result = jmap("diff", "a.yaml", "b.yaml").out
    assert "Order" not in result
    assert "Stage: Arrive → Stay" in result


def test_another_name_of_the_end_or_of_a_touchpoint_changes_no_way(jmap: Jmap) -> None:
    before = """\
journey: visit
title: A visit
end: Home
stages:
  - name: Arrive
    touchpoints:
      - {touchpoint: door, name: Door, next: [{to: desk, share: 40%}, {to: end, share: 60%}]}
      - {touchpoint: desk, name: Desk, next: end}
"""
    jmap.write("a.yaml", before)
    jmap.write("b.yaml", before.replace("end: Home", "end: On the way").replace("Desk", "Till"))
    told = jmap("diff", "a.yaml", "b.yaml").out
    assert "End: Home → On the way" in told
    assert "Touchpoint: Desk → Till" in told
    assert "Next" not in told
    jmap.write("b.yaml", before.replace("share: 40%", "share: 30%"))
    assert "Next: Desk · 40%, Home · 60% → Desk · 30%, Home · 60%" in jmap("diff", "a.yaml", "b.yaml").out
