"""Measured values as a page shows them: with sample, day, target and source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.layout.bars import told
from jmap.report.names import difference
from jmap.score.goal import nearness, target_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.model import Measurement, ReportedChange
    from jmap.report.names import Words

_GROUPS = ("promoters", "passives", "detractors")


def measures(
    words: Words, known: Mapping[str, Sequence[Measurement]], around: Sequence[str]
) -> list[dict[str, Any]]:
    """Measures with their values. `around` is the evidence of their place."""
    return [
        {
            "id": id_,
            "name": words.plan.measure(id_),
            "waves": [wave_of(words, wave, id_, around) for wave in waves],
        }
        for id_, waves in known.items()
        if waves
    ]


def wave_of(words: Words, wave: Measurement, measure: str, around: Sequence[str] = ()) -> dict[str, Any]:
    """One measured value; every entry is empty where it is unknown.

    `goal` says whether its target is reached, `gap` by how many points of the 0–100 scale it is not, or is surpassed.
    """
    target = target_of(words.project, measure, wave)
    near = nearness(words.project, measure, wave)
    return {
        "value": told(words.plan, measure, wave),
        "counts": _counts(words, wave),
        "target": words.plan.quantity(target, measure) if target else "",
        "goal": words.reached(reached=near.reached),
        "level": "bad" if near.reached is False else "good",
        "gap": difference(near.gap).replace("±0", ""),
        **_basis(words, wave, around),
    }


def change_of(words: Words, change: ReportedChange, measure: str) -> dict[str, Any]:
    """A change as it was reported; every entry is empty where it is unknown."""
    return {"value": words.plan.change(change.value, measure), **_basis(words, change)}


def _basis(words: Words, told: Measurement | ReportedChange, around: Sequence[str] = ()) -> dict[str, Any]:
    """Whose it is, and what it rests on."""
    ground = words.plan.ground(told, around)
    return {
        "persona": words.persona(told.persona),
        "n": ground.n or 0,
        "few": bool(ground.n and ground.n < words.project.settings.scoring.small_sample),
        "date": ground.date.isoformat() if ground.date else "",
        "source": words.say(told.source),
        "evidence": words.evidence(told.evidence),
    }


def _counts(words: Words, wave: Measurement) -> str:
    """The answers a value was counted from."""
    if wave.counts:
        return " · ".join(f"{point}: {count}" for point, count in wave.counts.items())
    if any(getattr(wave, group) is not None for group in _GROUPS):
        return " · ".join(f"{words.word(f'report.{group}')} {getattr(wave, group) or 0}" for group in _GROUPS)
    return f"{wave.count} / {wave.n}" if wave.count is not None and wave.n else ""


def table(words: Words, stages: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """All measures of the page: of the journey as a whole, of each stage, of each touchpoint."""
    found: list[dict[str, Any]] = [
        {
            "name": words.word("report.whole-journey"),
            "id": "",
            "measures": measures(words, words.sheet.journey.measures, words.sheet.journey.evidence),
        }
    ]
    for stage in stages:
        found.append({"name": stage["name"], "id": "", "measures": stage["measures"]})
        found.extend(
            {"name": one["name"], "id": one["id"], "measures": one["measures"]}
            for one in stage["touchpoints"]
        )
    return [
        {**row, "rows": sum(len(m["waves"]) for m in row["measures"])} for row in found if row["measures"]
    ]
