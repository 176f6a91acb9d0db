"""The personas' emotion curves over each other, and where they differ most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jmap.layout.emotion import mood_color
from jmap.model import Touchpoint
from jmap.report.chart import HEIGHT, columns, curve, pen, percent, rows, spans
from jmap.text.number import plain

if TYPE_CHECKING:
    from jmap.layout.plan import Traveller
    from jmap.model import Stage
    from jmap.report.names import Words

MOST = 5
"""Touchpoints listed at most, and marked on the chart."""
_NEAR = 3.0
"""Marks nearer than this, in percent of the chart's width, stand below each other: it is at least 44 rem wide."""


class _Column(NamedTuple):
    """A touchpoint, or a stage that has none, with the emotion of each persona."""

    kind: str
    place: Stage | Touchpoint
    values: tuple[float | None, ...]

    @property
    def range(self) -> float:
        """Between the happiest and the unhappiest persona."""
        known = [value for value in self.values if value is not None]
        return max(known) - min(known) if len(known) > 1 else 0.0


def curves(words: Words) -> dict[str, Any]:
    """Chart and table; empty unless at least two personas are known to feel differently somewhere."""
    travellers = [each for each in words.plan.travellers if each.persona is not None]
    stages = words.sheet.journey.stages
    told = [
        _column(words, place, travellers) for stage in stages for place in (stage.touchpoints or (stage,))
    ]
    differing = sorted(
        (index for index, column in enumerate(told) if column.range > 0),
        key=lambda index: (-told[index].range, index),
    )
    if not differing:
        return {}
    marks = _marks(differing[:MOST], len(told))
    lines = []
    for index, traveller in enumerate(travellers):
        values = [column.values[index] for column in told]
        if any(value is not None for value in values):
            lines.append({"name": words.persona(traveller.id), **pen(traveller), **curve(values)})
    return {
        **columns(len(told)),
        "label": words.word("curves.label", names=words.join(line["name"] for line in lines)),
        "scale": [words.word(f"emotion.{level}") for level in ("high", "middle", "low")],
        "stages": spans(
            [(words.say(stage.name) or stage.id, max(1, len(stage.touchpoints))) for stage in stages]
        ),
        "lines": lines,
        "marks": marks,
        "foot": max(mark["y"] for mark in marks) + 12,
        "personas": [words.persona(traveller.id) for traveller in travellers],
        "rows": [_row(words, told[index], travellers) for index in differing[:MOST]],
    }


def _column(words: Words, place: Stage | Touchpoint, travellers: list[Traveller]) -> _Column:
    felt = (words.plan.felt(place, each) for each in travellers)
    kind = "t" if isinstance(place, Touchpoint) else "s"
    return _Column(kind, place, tuple(None if one is None else one.value for one in felt))


def _marks(indices: list[int], count: int) -> list[dict[str, Any]]:
    """The columns where personas differ most, numbered from the one where they differ most."""
    places = [(index + 0.5) / count * 100 for index in indices]
    return [
        {
            "number": at + 1,
            "x": percent(index + 0.5, count),
            "left": percent(index, count),
            "y": HEIGHT + 10 + 20 * row,
        }
        for at, (index, row) in enumerate(zip(indices, rows(places, _NEAR), strict=True))
    ]


def _row(words: Words, column: _Column, travellers: list[Traveller]) -> dict[str, Any]:
    known = [value for value in column.values if value is not None]
    return {
        "name": words.say(column.place.name) or column.place.id,
        "href": words.href(column.kind, column.place.id),
        "values": [
            {
                "persona": words.persona(traveller.id),
                "value": plain(value) if value is not None else "",
                "level": mood_color(value) if value is not None else "unknown",
                "end": "high" if value == max(known) else "low" if value == min(known) else "",
            }
            for traveller, value in zip(travellers, column.values, strict=True)
        ],
        "range": plain(column.range),
    }
