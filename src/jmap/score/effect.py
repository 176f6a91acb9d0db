"""What an improvement changed: points before and after, and how sure the difference is; or what was reported of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

from jmap.model.measure import direction
from jmap.model.reading import Z
from jmap.score.known import Knowledge
from jmap.score.value import Component

if TYPE_CHECKING:
    from jmap.model.experience import Measurement, ReportedChange
    from jmap.model.journey import Effect, Improvement
    from jmap.model.project import Project
    from jmap.model.quantity import Quantity
    from jmap.score.value import Unscored


@dataclass(frozen=True, slots=True)
class Change:
    """The same measure before and after, or its change as it was reported.

    Attributes:
        before: its value then, as scored or only shown; `None` when not given; and so is `after`.
        points: after − before, −100 to 100; `None` unless both are scored.
        interval: 95 % bounds of `points`, where both have a variance: difference ± z √(var + var), for two
            samples drawn independently.
        reported: a change as it was reported, which is shown and never computed with; `None` when not given.
        good: whether it is for the better; `None` where nothing changed or nobody says which way is good.
        persona: whose, where all its values are one persona's; `None` for everybody.
    """

    measure: str
    before: Component | Unscored | None
    after: Component | Unscored | None
    points: float | None = None
    interval: tuple[float, float] | None = None
    reported: Quantity | None = None
    good: bool | None = None
    persona: str | None = None


def changes(project: Project, improvement: Improvement) -> tuple[Change, ...]:
    """The effects of an improvement, in the order given."""
    knowledge = Knowledge(project)
    return tuple(_change(project, knowledge, effect) for effect in improvement.effects)


def _change(project: Project, knowledge: Knowledge, effect: Effect) -> Change:
    before, after = (_known(knowledge, effect.measure, wave) for wave in (effect.before, effect.after))
    found = Change(effect.measure, before, after, persona=effect.persona)
    if effect.change is not None:
        good = is_good(project, effect.measure, effect.change)
        return replace(found, reported=effect.change.value, good=good)
    if not isinstance(before, Component) or not isinstance(after, Component):
        return found
    points = after.points - before.points
    found = replace(found, points=points, good=points > 0 if points else None)
    if before.variance is None or after.variance is None:
        return found
    reach = Z * sqrt(before.variance + after.variance)
    return replace(found, interval=(max(-100.0, points - reach), min(100.0, points + reach)))


def _known(knowledge: Knowledge, measure: str, value: Measurement | None) -> Component | Unscored | None:
    if value is None:
        return None
    personas = (value.persona,) if value.persona is not None else ()
    scored, shown = knowledge.read((), {measure: (value,)}, (), personas)
    return scored[0] if scored else shown[0]


def is_good(project: Project, measure: str, change: ReportedChange) -> bool | None:
    """Whether a reported change is for the better; `None` where nothing changed or nobody says which way is good."""
    better = change.better or direction(measure, project.settings.measures)
    amount = change.value.amount
    return None if not amount or better is None else (amount > 0) == (better == "higher")
