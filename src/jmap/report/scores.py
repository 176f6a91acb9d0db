"""Scores as a page explains them: in words at the top, and below with every number that entered them."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any

from jmap.report.names import difference, figure, percent, score
from jmap.score.journey import IMPORTANCE
from jmap.score.own import entering
from jmap.text.number import percents, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.model import Experience, Stage
    from jmap.report.names import Words
    from jmap.score.result import Component, Coverage, Own, Score, TouchpointScore, Unscored


def summary(words: Words) -> dict[str, Any]:
    """The journey's score and what is to be said of it beside its number."""
    scores, journey = words.sheet.scores, words.sheet.journey
    return {
        **score(scores.score.value),
        "facts": words.facts(
            ("report.interval", interval(scores.score)),
            ("report.peak-end", figure(scores.peak_end)),
            ("report.target", figure(scores.target)),
            ("report.gap", difference(scores.gap, 0)),
            ("report.pain-load", percent(scores.pain.value, 0)),
        ),
        "coverage": coverage(words, scores.coverage),
        "extremes": [
            {
                "key": key,
                "name": words.word(f"score.{key}"),
                "touchpoint": words.say(here.name),
                "href": words.place(here.id),
                **score(scores.at(here.id).score.value),
            }
            for key, id_ in (("highest", scores.highest), ("lowest", scores.lowest))
            if (here := journey.at(id_ or "")) is not None
        ],
        "missing": words.join(words.persona(id_) for id_ in scores.score.missing),
    }


def interval(value: Score) -> str:
    """The 95 % bounds; empty when unknown."""
    return "" if value.interval is None else "–".join(map(figure, value.interval))


def coverage(words: Words, shares: Coverage) -> list[dict[str, Any]]:
    """What the scores rest on, as `{basis, name, start, width, share}`: a bar of 100 units, and in words."""
    parts, start = [], 0.0
    for basis, share, shown in zip(shares._fields, shares, percents(shares), strict=True):
        bar = {"start": plain(start, 2), "width": plain(share * 100, 2)}
        parts.append({"basis": basis, "name": words.word(f"basis.{basis}"), "share": shown, **bar})
        start += share * 100
    return parts


def table(words: Words) -> list[dict[str, Any]]:
    """Stages with the computations of their touchpoints' scores, so that each can be done again by hand."""
    journey, scores = words.sheet.journey, words.sheet.scores
    found = []
    for stage in journey.stages:
        own = scores.stages[stage.id]
        rows = [_of_touchpoint(words, one, scores.touchpoints[one.id]) for one in stage.touchpoints]
        if own.own.components or own.own.unscored:
            rows.append(_of_stage(words, stage))
        found.append({"name": words.say(stage.name), "score": exact(own.score.value), "rows": rows})
    if scores.own.components or scores.own.unscored:
        row = _row(words, words.word("report.whole-journey"), scores.own, "", None)
        found.append({"name": words.word("report.measured-apart"), "score": "", "rows": [row]})
    return found


def total(words: Words) -> dict[str, str]:
    """How the journey's score follows from the rows of the table."""
    scores = words.sheet.scores
    rows = [(each.weight, each.score.value) for each in scores.touchpoints.values()]
    rows += [(each.weight, each.score.value) for each in scores.stages.values() if each.stands_in]
    known = [(weight, value) for weight, value in rows if value is not None]
    weights, points = fsum(weight for weight, _ in known), fsum(weight * value for weight, value in known)
    if not weights:
        return {}
    return {
        "weight": exact(weights),
        "score": exact(scores.score.value),
        "formula": f"{exact(points)} ÷ {exact(weights)} = {exact(scores.score.value)}",
    }


def exact(value: float | None) -> str:
    """A number precise enough to compute on with; empty when unknown."""
    return "" if value is None else plain(value, 2)


def _of_touchpoint(words: Words, place: Experience, own: TouchpointScore) -> dict[str, Any]:
    row = _row(
        words, words.say(words.sheet.journey.by_id[own.id].name), own, _weight(words, place), own.weight
    )
    return {
        **row,
        "id": own.id,
        "pain": percent(own.pain.value),
        "pain_assumed": own.pain.assumed,
        "target": figure(own.target),
    }


def _of_stage(words: Words, stage: Stage) -> dict[str, Any]:
    """A stage's own values; they count only where they stand in for those of its touchpoints."""
    own = words.sheet.scores.stages[stage.id]
    weight = own.weight if own.stands_in else None
    return _row(
        words, words.word("report.whole-stage"), own.own, _weight(words, stage) if weight else "", weight
    )


def _weight(words: Words, place: Experience) -> str:
    """Where a weight comes from."""
    importance = str(place.importance or IMPORTANCE)
    if not place.moment_of_truth:
        return ""
    return f"{importance} × {plain(words.project.settings.scoring.moment_of_truth, 2)}"


def _row(
    words: Words, name: str, own: TouchpointScore | Own, origin: str, weight: float | None
) -> dict[str, Any]:
    # Of several values the interval can be computed again from theirs.
    joined = own.score.interval is not None and len(own.components) > 1
    parts = [_part(words, part, bounds=joined) for part in own.components]
    parts += [_unscored(words, part) for part in own.unscored]
    return {
        "id": "",
        "name": name,
        **score(own.score.value),
        "exact": exact(own.score.value),
        "interval": interval(own.score),
        "weight": exact(weight),
        "weight_formula": origin,
        "basis": own.basis.value,
        "basis_name": words.word(f"basis.{own.basis.value}"),
        "parts": parts,
        "steps": _steps(words, own),
        "missing": words.join(words.persona(id_) for id_ in own.score.missing) if own.components else "",
        "pain": "",
        "pain_assumed": False,
        "target": "",
    }


def _steps(words: Words, own: TouchpointScore | Own) -> list[dict[str, str]]:
    """From the parts to the score, as `{name, formula}`: each persona's mean, then the mean over personas."""
    if len(own.components) < 2:  # noqa: PLR2004 -- one value is the score
        return []
    if all(part.persona is None for part in own.components):
        return [{"name": "", "formula": _mean(own.components, own.score.value)}]
    known = own.by_persona
    # Personas of share 0 are all that is known here: then they count alike.
    shares = {id_: words.sheet.scores.shares[id_] for id_ in known}
    shares = shares if any(shares.values()) else dict.fromkeys(known, 1 / len(known))
    steps, terms, entered = [], [], fsum(shares.values())
    for id_, value in known.items():
        parts = [own.components[index] for index in entering(id_, own.components)]
        name = words.persona(id_)
        if len(parts) > 1:
            steps.append({"name": name, "formula": _mean(parts, value.value)})
        terms.append(f"{percent(shares[id_])} × {exact(value.value)}")
    if len(terms) > 1:
        divisor = "" if abs(entered - 1) < 1e-9 else f" ÷ {percent(entered)}"  # noqa: PLR2004 -- rounding errors
        sum_ = f"({' + '.join(terms)})" if divisor else " + ".join(terms)
        steps.append(
            {
                "name": words.word("report.all-personas"),
                "formula": f"{sum_}{divisor} = {exact(own.score.value)}",
            }
        )
    return steps


def _mean(parts: Sequence[Component], value: float | None) -> str:
    if all(part.weight == 1 for part in parts):
        terms = " + ".join(exact(part.points) for part in parts)
        return f"({terms}) ÷ {len(parts)} = {exact(value)}"
    terms = " + ".join(f"{exact(part.weight)} × {exact(part.points)}" for part in parts)
    return f"({terms}) ÷ {exact(fsum(part.weight for part in parts))} = {exact(value)}"


def _part(words: Words, part: Component, *, bounds: bool) -> dict[str, Any]:
    formula = part.formula.replace(" - ", " − ")
    if bounds and part.interval is not None:
        formula += f" (95 %: {'–'.join(map(exact, part.interval))})"
    value = _value(words, part)
    if part.sd is not None:
        value["shown"] += f" (sd {plain(part.sd, 4)})"
    return {
        **value,
        "formula": formula,
        "points": exact(part.points),
        "weight": exact(part.weight),
        "few": part.small,
        "reason": "",
    }


def _unscored(words: Words, part: Unscored) -> dict[str, Any]:
    reason = words.word(f"report.unscored-{part.reason}")
    return {**_value(words, part), "formula": "", "points": "", "weight": "", "few": False, "reason": reason}


def _value(words: Words, part: Component | Unscored) -> dict[str, Any]:
    return {
        "measure": words.plan.measure(part.measure),
        "persona": words.who(part.persona),
        "shown": words.shown(part),
        "n": part.n or 0,
        "basis": part.basis.value,
        "basis_name": words.word(f"basis.{part.basis.value}"),
    }
