"""How a score came about, as computations with their numbers that a reader can do again.

The lines are arithmetic and ids, the same in every language. Inputs are rounded to four decimals and results
to two, so a result redone by hand agrees to within 0.01.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from jmap.model.measures._estimate import exact, precise
from jmap.score.own import entering
from jmap.score.pain import FREQUENCY, SEVERITY, chance
from jmap.score.path import NEUTRAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jmap.model.experience import Pain
    from jmap.model.journey import Journey, Stage, Touchpoint
    from jmap.score.own import Own
    from jmap.score.result import JourneyScore
    from jmap.score.value import Component, PainLoad, Score

_PAIN = "pain-load"


def explain_touchpoint(touchpoint: Touchpoint, scores: JourneyScore) -> tuple[str, ...]:
    """The computation of a touchpoint's score and pain load, step by step; empty when nothing is known."""
    return (*_known(scores.touchpoints[touchpoint.id].own), *_pain(touchpoint.pains))


def explain_stage(stage: Stage, scores: JourneyScore) -> tuple[str, ...]:
    """The computation of a stage's score."""
    result = scores.stages[stage.id]
    if result.stands_in:
        return tuple(_known(result.own))
    touchpoints = [scores.touchpoints[each.id] for each in stage.touchpoints]
    return tuple(_mean([(each.id, each.weight, each.score) for each in touchpoints], result.score))


def explain_journey(journey: Journey, scores: JourneyScore) -> tuple[str, ...]:
    """The computation of a journey's score."""
    items = [(each.id, each.weight, each.score) for each in scores.touchpoints.values()]
    stages = (scores.stages[each.id] for each in journey.stages)
    items += [(each.id, each.weight, each.score) for each in stages if each.stands_in]
    return tuple(_mean(items, scores.score))


def explain_own(own: Own) -> tuple[str, ...]:
    """The computation of what is known of a stage or journey as a whole."""
    return tuple(_known(own))


def explain_pain_of_stage(stage: Stage, scores: JourneyScore) -> tuple[str, ...]:
    """The computation of a stage's pain load: the mean of its touchpoints, joined with the stage's own pains."""
    loads = [
        (scores.touchpoints[each.id].weight, scores.touchpoints[each.id].pain) for each in stage.touchpoints
    ]
    return tuple(_loads(loads, stage.pains, scores.stages[stage.id].pain))


def explain_pain_of_journey(journey: Journey, scores: JourneyScore) -> tuple[str, ...]:
    """The computation of a journey's pain load: the mean of its stages, by the weight of their touchpoints."""
    loads = []
    for stage in journey.stages:
        result = scores.stages[stage.id]
        span = sum(scores.touchpoints[each.id].weight for each in stage.touchpoints)
        loads.append((span or result.weight, result.pain))
    return tuple(_loads(loads, (), scores.pain))


def explain_peak_end(scores: JourneyScore) -> tuple[str, ...]:
    """The computation of the main way's peak–end."""
    if scores.peak_end is None:
        return ()
    known = [(each.score.value, each.id) for each in scores.main_moments if each.score.value is not None]
    peak, end = max(reversed(known), key=lambda pair: abs(pair[0] - NEUTRAL)), known[-1]
    names = " + ".join(f"{name} {precise(value)}" for value, name in (peak, end))
    return (f"peak–end: ({names}) / 2 = {exact(scores.peak_end)}",)


def explain_coverage(scores: JourneyScore) -> tuple[str, ...]:
    """The computation of the measured share, where anything is measured."""
    terms = [f"{precise(weight)} × {precise(own.measured)}" for weight, own in scores.places if own.measured]
    if not terms:
        return ()
    total = precise(sum(weight for weight, _ in scores.places))
    return (f"measured: ({' + '.join(terms)}) / {total} = {exact(scores.coverage.measured)}",)


def _known(own: Own) -> Iterator[str]:
    components = own.components
    for component in components:
        bounds = _bounds(component.interval)
        yield f"{_label(component)}: {component.formula}" + (f" ({bounds})" if bounds else "")
    if len(components) < 2:  # noqa: PLR2004  one value is the score
        return
    if all(component.persona is None for component in components):
        yield f"{_sum(components)} = {_value(own.score)}{_reach(own.score)}"
        return
    scores = own.by_persona
    for persona, score in scores.items():
        entered = [components[index] for index in entering(persona, components)]
        yield f"{persona}: {_sum(entered)} = {_value(score)}"
    if len(scores) > 1:
        weights = [own.shares[persona] for persona in scores]
        weights = weights if sum(weights) else [1.0] * len(weights)
        terms = zip(weights, scores.values(), strict=True)
        total = precise(sum(weights))
        products = " + ".join(f"{precise(weight)} × {_value(score)}" for weight, score in terms)
        yield f"({products}) / {total} = {_value(own.score)}{_reach(own.score)}"


def _mean(items: Iterable[tuple[str, float, Score]], result: Score) -> Iterator[str]:
    known = [(name, weight, score) for name, weight, score in items if score.value is not None and weight]
    for name, _, score in known:
        yield f"{name}: {_value(score)}"
    if len(known) > 1:
        products = " + ".join(f"{precise(weight)} × {_value(score)}" for _, weight, score in known)
        total = precise(sum(weight for _, weight, _ in known))
        yield f"({products}) / {total} = {_value(result)}{_reach(result)}"


def _loads(loads: Sequence[tuple[float, PainLoad]], pains: Sequence[Pain], result: PainLoad) -> Iterator[str]:
    if result.value is None:
        return
    total = sum(weight for weight, _ in loads)
    products = " + ".join(
        f"{precise(weight)} × {precise(load.value)}" for weight, load in loads if load.value
    )
    mean = f"({products or 0}) / {precise(total)}" if total else "0"
    if not pains:
        yield f"{_PAIN}: {mean} = {exact(result.value)}"
        return
    factors = " × ".join(_factor(pain) for pain in pains)
    yield f"{_PAIN}: 1 - (1 - {mean}) × {factors} = {exact(result.value)}"


def _factor(pain: Pain) -> str:
    severity = SEVERITY if pain.severity is None else pain.severity
    frequency = FREQUENCY if pain.frequency is None else pain.frequency
    return f"(1 - {severity} / 5 × {precise(frequency)})"


def _pain(pains: Sequence[Pain]) -> Iterator[str]:
    if not pains:
        return
    left = prod(1 - chance(pain) for pain in pains)
    yield f"{_PAIN}: 1 - {' × '.join(map(_factor, pains))} = {exact(1 - left)}"


def _label(component: Component) -> str:
    return f"{component.measure} · {component.persona}" if component.persona else component.measure


def _sum(components: Sequence[Component]) -> str:
    products = " + ".join(f"{precise(each.weight)} × {precise(each.points)}" for each in components)
    return f"({products}) / {precise(sum(each.weight for each in components))}"


def _value(score: Score) -> str:
    return "" if score.value is None else exact(score.value)


def _bounds(interval: tuple[float, float] | None) -> str:
    return f"95 %: {exact(interval[0])}–{exact(interval[1])}" if interval else ""


def _reach(score: Score) -> str:
    """The interval of a mean of several values."""
    if score.interval is None or score.variance is None or score.value is None:
        return ""
    return f" ± 1.96 × √{precise(score.variance)} ({_bounds(score.interval)})"
