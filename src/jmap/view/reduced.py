"""Views that need less: what everybody decides by, and what staff have to know.

What is scored stays in both, so that every view shows the same numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jmap.model import Lane, Statement
from jmap.model.project import DEFAULT_LANES, LANES
from jmap.view.rebuild import changed, rebuilt, with_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from jmap.model import Journey, Project

WORDLESS: Final[Mapping[str, Any]] = {
    **dict.fromkeys(
        ("does", "needs", "thinks", "feels", "physical", "frontstage", "backstage", "support", "systems",
         "quotes", "notes"), ()),
    "lanes": {}, "image": None,
}  # fmt: skip
"""What empties the lanes of words, and of pictures; a stage keeps its goal, a touchpoint loses that, too."""
_DECIDING: Final = ("emotion", "score")
_TEACHING: Final = ("goal", "does", "needs", "thinks", "feels", "emotion", "channel", "duration", "image",
                    "physical", "frontstage", "backstage", "pains", "quotes")  # fmt: skip


def executive(project: Project) -> Project:
    """Stages, curve and scores, with pains, opportunities and improvements to choose among; no details."""

    def decided(journey: Journey) -> Journey:
        stages = (
            with_fields(
                stage,
                touchpoints=tuple(with_fields(one, **WORDLESS, goal=()) for one in stage.touchpoints),
                **WORDLESS,
            )
            for stage in journey.stages
        )
        return with_fields(journey, stages=tuple(stages), notes=())

    return _of_each(_with_lanes(project, _DECIDING, own=False), decided)


def training(project: Project) -> Project:
    """What customers do, need and feel, and what staff do; no plans."""
    untold = {"opportunities": (), "support": (), "systems": (), "notes": ()}

    def taught(journey: Journey) -> Journey:
        stages = (
            with_fields(
                stage, touchpoints=tuple(with_fields(one, **untold) for one in stage.touchpoints), **untold
            )
            for stage in journey.stages
        )
        return with_fields(journey, stages=tuple(stages), notes=(), improvements=())

    taught_project = _of_each(_with_lanes(project, _TEACHING, own=True), taught)
    return changed(taught_project, improvements=())


def without_private(project: Project) -> Project:
    """Everything but what is marked private."""

    def change(_: str, part: Any) -> Any:
        return public_statements(part)

    return changed(
        project,
        journeys={id_: rebuilt(journey, change) for id_, journey in project.journeys.items()},
        improvements=tuple(rebuilt(one, change) for one in project.improvements),
    )


def public_statements(part: Any) -> Any:
    """Statements without the private ones; anything else as it is."""
    if isinstance(part, tuple) and any(isinstance(one, Statement) and one.private for one in part):
        return tuple(one for one in part if not one.private)
    return part


def _of_each(project: Project, change: Callable[[Journey], Journey]) -> Project:
    return changed(project, journeys={id_: change(one) for id_, one in project.journeys.items()})


def _with_lanes(project: Project, wanted: Collection[str], *, own: bool) -> Project:
    """Only the `wanted` lanes, and the project's `own` ones, in the project's order."""
    lanes = project.settings.lanes or tuple(Lane(id=lane) for lane in DEFAULT_LANES)
    kept = tuple(
        lane
        for lane in lanes
        if (lane.origin or lane.id) in wanted or (own and lane.origin is None and lane.id not in LANES)
    )
    if not kept:  # no lanes at all would mean the usual ones
        kept = tuple(Lane(id=lane) for lane in DEFAULT_LANES if lane in wanted)
    return changed(project, settings=with_fields(project.settings, lanes=kept))
