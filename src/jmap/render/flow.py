"""The flow of a journey as boxes and arrows: stages hold nodes, arrows lead from node to node.

Formats that draw boxes and arrows differ in syntax only, so what is said in them is settled here once, in
plain text that each of them escapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from jmap.layout.bars import grade
from jmap.model.flow import flow
from jmap.model.journey import END
from jmap.render.palette import palette
from jmap.text.labels import label
from jmap.text.number import percent, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.model.flow import Edge
    from jmap.model.text import Text
    from jmap.render.format import Sheet

_LIGHT = palette("light")
LEVELS: Mapping[str, tuple[str, str]] = {
    "good": (_LIGHT["good-tint"], _LIGHT["good"]),
    "warn": (_LIGHT["warn-tint"], _LIGHT["warn"]),
    "bad": (_LIGHT["bad-tint"], _LIGHT["bad"]),
    "unknown": (_LIGHT["muted-tint"], _LIGHT["muted"]),
}
"""Ground and edge of a node by its level, in the colours of the map."""

INK, MUTED, PANEL, RULE = _LIGHT["ink"], _LIGHT["muted"], _LIGHT["panel"], _LIGHT["line"]
"""Text, secondary text and arrows, ground of a stage, its edge."""

MOMENT_OF_TRUTH = "★"


@dataclass(frozen=True, slots=True)
class Node:
    """A touchpoint, a stage of a journey that has none, or the end.

    Attributes:
        key: made-up id, safe in every syntax: `t1`, `t2` … and `e` for the end.
        name: as people call it.
        score: its experience score as shown, `Score 75`, or the word for unknown; empty for the end.
        level: how well it does, one of `LEVELS`.
        kind: `step`, `decision` or `end`.
        moment: whether it is a moment of truth.
    """

    key: str
    name: str
    score: str
    level: str
    kind: Literal["step", "decision", "end"]
    moment: bool = False

    @property
    def title(self) -> str:
        """The name, marked if it is a moment of truth."""
        return f"{MOMENT_OF_TRUTH} {self.name}" if self.moment else self.name


@dataclass(frozen=True, slots=True)
class Group:
    """A stage, `s1`, `s2` …, with the nodes in it."""

    key: str
    name: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way on, between the keys of two nodes; `places` says how many ahead it leads, 0 or less in a loop."""

    source: str
    target: str
    text: str
    places: int


@dataclass(frozen=True, slots=True)
class Chart:
    """All of it; `end` is `None` where no way leads to it."""

    title: str
    groups: tuple[Group, ...]
    end: Node | None
    arrows: tuple[Arrow, ...]


def chart(sheet: Sheet) -> Chart:
    """The flow of the sheet's journey in its language."""
    journey, language = sheet.journey, sheet.language
    if not journey.touchpoints:
        return _of_stages(sheet)
    keys = {touchpoint.id: f"t{number}" for number, touchpoint in enumerate(journey.touchpoints, 1)}
    places = {key: place for place, key in enumerate((*keys.values(), "e"))}
    keys[END] = "e"
    edges = flow(journey)
    arrows = tuple(
        Arrow(source, target, _condition(edge, language), places[target] - places[source])
        for edge in edges
        for source, target in [(keys[edge.source], keys[edge.target])]
    )
    ends = any(edge.target == END for edge in edges)
    return Chart(
        title=named(journey.title, language, journey.id),
        groups=tuple(
            Group(
                f"s{number}",
                named(stage.name, language, stage.id),
                tuple(_node(sheet, touchpoint.id, keys[touchpoint.id]) for touchpoint in stage.touchpoints),
            )
            for number, stage in enumerate(journey.stages, 1)
        ),
        end=Node("e", _end(sheet), "", "unknown", "end") if ends else None,
        arrows=arrows,
    )


def _of_stages(sheet: Sheet) -> Chart:
    """A journey without touchpoints: its stages, each with its score, one after the other."""
    whole = label("report.whole-stage", sheet.language)
    groups = []
    for number, stage in enumerate(sheet.journey.stages, 1):
        value = sheet.scores.stages[stage.id].score.value
        node = Node(
            f"t{number}", whole, scored(value, sheet.language), level(value), "step", stage.moment_of_truth
        )
        groups.append(Group(f"s{number}", named(stage.name, sheet.language, stage.id), (node,)))
    keys = [node.key for group in groups for node in group.nodes]
    arrows = tuple(Arrow(source, target, "", 1) for source, target in pairwise(keys))
    return Chart(named(sheet.journey.title, sheet.language, sheet.journey.id), tuple(groups), None, arrows)


def named(name: Text, language: str, id_: str) -> str:
    """A name in `language`; the id where the name is blank, since every syntax needs something to show."""
    text = name.to(language)
    return text if text.strip() else id_


def level(score: float | None) -> str:
    """How well a score from 0 to 100 is; the same bounds as on the map."""
    return "unknown" if score is None else grade(score)


def scored(value: float | None, language: str) -> str:
    """An experience score as shown, `Score 75`, or the words for an unknown one."""
    if value is None:
        return label("score.none", language)
    return label("flow.score", language, value=plain(value, 0))


def _node(sheet: Sheet, id_: str, key: str) -> Node:
    touchpoint = sheet.journey.by_id[id_]
    value = sheet.scores.touchpoints[id_].score.value
    return Node(
        key=key,
        name=named(touchpoint.name, sheet.language, id_),
        score=scored(value, sheet.language),
        level=level(value),
        kind="decision" if touchpoint.is_decision else "step",
        moment=touchpoint.moment_of_truth,
    )


def _end(sheet: Sheet) -> str:
    text = sheet.journey.end.to(sheet.language) if sheet.journey.end is not None else ""
    return text if text.strip() else label("flow.end", sheet.language)


def _condition(edge: Edge, language: str) -> str:
    when = edge.when.to(language) if edge.when is not None else ""
    share = percent(edge.share) if edge.share is not None else ""
    return " · ".join(part for part in (when, share) if part.strip())
