"""What an improvement changed: points before and after, and how sure the difference is."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from jmap.model.reading import Z
from jmap.score.known import Knowledge
from jmap.score.value import Component

if TYPE_CHECKING:
    from jmap.model.experience import Measurement
    from jmap.model.journey import Improvement
    from jmap.model.project import Project
    from jmap.score.value import Unscored


@dataclass(frozen=True, slots=True)
class Change:
    """The same measure before and after.

    Attributes:
        before: its value then, as scored or only shown; `None` when not given; and so is `after`.
        points: after − before, −100 to 100; `None` unless both are scored.
        interval: 95 % bounds of `points`, where both have a variance: difference ± z √(var + var), for two
            samples drawn independently.
    """

    measure: str
    before: Component | Unscored | None
    after: Component | Unscored | None
    points: float | None
    interval: tuple[float, float] | None


def changes(project: Project, improvement: Improvement) -> tuple[Change, ...]:
    """The effects of an improvement, in the order given."""
    knowledge = Knowledge(project)
    return tuple(
        _change(
            effect.measure,
            _known(knowledge, effect.measure, effect.before),
            _known(knowledge, effect.measure, effect.after),
        )
        for effect in improvement.effects
    )


def _known(knowledge: Knowledge, measure: str, value: Measurement | None) -> Component | Unscored | None:
    if value is None:
        return None
    personas = (value.persona,) if value.persona is not None else ()
    scored, shown = knowledge.read((), {measure: (value,)}, (), personas)
    return scored[0] if scored else shown[0]


def _change(measure: str, before: Component | Unscored | None, after: Component | Unscored | None) -> Change:
    if not isinstance(before, Component) or not isinstance(after, Component):
        return Change(measure, before, after, None, None)
    points = after.points - before.points
    if before.variance is None or after.variance is None:
        return Change(measure, before, after, points, None)
    reach = Z * sqrt(before.variance + after.variance)
    return Change(measure, before, after, points, (max(-100.0, points - reach), min(100.0, points + reach)))
