"""Maps on paper: cut where nothing stands, and nothing left out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from jmap.layout import arrange
from jmap.layout.paper import SHEET, Cut, sheets
from jmap.layout.scene import Group, Words, walk
from jmap.layout.type import LABELS
from jmap.model import Journey, Project
from jmap.score import score_journey
from jmap.spec import read_project
from jmap.text.metrics import width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jmap.layout.scene import Scene

EXAMPLES = ("crm-experience-map", "connected-crm", "cx-blueprint", "service-training", "ux-evaluation")


def maps(project: Project, language: str) -> Iterator[tuple[Journey, Scene]]:
    for journey in project.journeys.values():
        yield journey, arrange(project, journey, score_journey(project, journey), language)


def cut_words(scene: Scene, columns: tuple[Cut, ...]) -> list[str]:
    """Texts in cells that do not lie on one sheet."""
    found = []
    for item in scene.items:
        if not isinstance(item, Group) or item.role != "lane" or item.lane == "flow":
            continue
        for shape in walk(item.items):
            if isinstance(shape, Words):
                wide = width(shape.text, shape.size, bold=shape.bold)
                left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
                beside = shape.cell.right <= columns[0].start
                if not beside and not any(
                    cut.start - 1 <= left and left + wide <= cut.end + 1 for cut in columns
                ):
                    found.append(shape.text)
    return found


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_text_is_cut(root: Path, name: str, language: str) -> None:
    for journey, scene in maps(read_project(root / "examples" / name).project, language):
        assert cut_words(scene, sheets(scene, journey)) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_sheets_follow_each_other_and_fit(root: Path, name: str) -> None:
    for journey, scene in maps(read_project(root / "examples" / name).project, "en"):
        found = sheets(scene, journey)
        assert found[0].start == scene.left
        assert found[-1].end == scene.width
        assert all(before.end == after.start for before, after in pairwise(found))
        assert all(cut.end - cut.start + LABELS <= SHEET for cut in found)


def test_stages_stay_whole_where_they_can(root: Path) -> None:
    project = read_project(root / "examples" / "connected-crm").project
    journey = project["purifier"]
    scene = arrange(project, journey, score_journey(project, journey), "en")
    starts = {scene.grid[stage.touchpoints[0].id][0] for stage in journey.stages}
    found = sheets(scene, journey)
    assert len(found) >= 2
    assert {cut.start for cut in found} <= starts


def many(touchpoints: int) -> Journey:
    stage = {
        "stage": "long",
        "name": "Long",
        "touchpoints": [
            {"touchpoint": f"t{n}", "name": f"T{n}", "does": [{"text": "Something"}]}
            for n in range(touchpoints)
        ],
    }
    return Journey.model_validate({"journey": "j", "title": "J", "stages": [stage]})


def test_a_stage_too_wide_for_paper_is_cut_between_touchpoints() -> None:
    journey = many(60)
    project = Project(journeys={"j": journey})
    scene = arrange(project, journey, score_journey(project, journey), "en")
    found = sheets(scene, journey)
    assert len(found) >= 8
    assert {cut.start for cut in found} <= {x for x, _ in scene.grid.values()}


def test_a_small_map_is_one_sheet_and_an_empty_one_none() -> None:
    for journey, count in ((many(3), 1), (Journey.model_validate({"journey": "j", "title": "J"}), 0)):
        project = Project(journeys={"j": journey})
        assert len(sheets(arrange(project, journey, score_journey(project, journey), "en"), journey)) == count
