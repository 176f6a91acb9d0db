"""Scores of a part of a journey: of a persona, a segment, a channel or a department.

Each is the importance-weighted mean over places, as a journey's own score is: touchpoints, and stages that
stand in for theirs. A channel or department has some of the places with the scores they have; a persona or
segment has all of them with the scores they have for those people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jmap.score.coverage import coverage_of, samples
from jmap.score.mean import mean_of_scores
from jmap.score.own import entering, own_of
from jmap.score.pain import mean_load, pain_load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jmap.model.journey import Journey, Stage, Touchpoint
    from jmap.model.project import Project
    from jmap.model.text import Text
    from jmap.score.own import Own
    from jmap.score.result import JourneyScore
    from jmap.score.value import Component, Coverage, PainLoad, Score


@dataclass(frozen=True, slots=True)
class GroupScore:
    """One persona, segment, channel or department.

    Attributes:
        id: of the persona, channel or department; `None` for what belongs to none, and for segments.
        name: of a segment, which has no id.
        score: importance-weighted mean over the scored places.
        coverage: what it rests on, by weight of its places.
        pain: importance-weighted mean of the loads of its places; pains of a whole stage do not enter.
        places: ids of its places with the scores they have here, in the order of the map.
        n: smallest and largest sample of the values that entered.
    """

    id: str | None
    name: Text | None
    score: Score
    coverage: Coverage
    pain: PainLoad
    places: Mapping[str, Score]
    n: tuple[int, int] | None

    @property
    def lowest(self) -> str | None:
        """Id of the first place with the lowest score; `None` unless two scores differ."""
        known = [(score.value, place) for place, score in self.places.items() if score.value is not None]
        low = min(known, key=lambda pair: pair[0], default=None)
        return low[1] if low is not None and any(value > low[0] for value, _ in known) else None


class Place(NamedTuple):
    """A touchpoint of a stage, or the stage itself where it stands in for its touchpoints."""

    here: Stage | Touchpoint
    stage: Stage
    weight: float
    own: Own

    @property
    def id(self) -> str:
        """Of the touchpoint or stage."""
        return self.here.id

    @property
    def channels(self) -> tuple[str, ...]:
        """Its own, else those of its stage."""
        return self.stage.channels_of(self.here)

    @property
    def owner(self) -> str | None:
        """The department that answers for it: its own, else that of its stage."""
        return self.stage.owner_of(self.here)


def by_channel(journey: Journey, scores: JourneyScore) -> tuple[GroupScore, ...]:
    """By channel, in order of appearance; a touchpoint of several channels counts for each of them.

    A touchpoint without a channel has its stage's; what has none comes last, under `None`.
    """
    return _divided(journey, scores, lambda place: place.channels or (None,))


def by_department(journey: Journey, scores: JourneyScore) -> tuple[GroupScore, ...]:
    """By the department that answers, in order of appearance; the owner of a stage answers for what has none.

    What nobody answers for comes last, under `None`.
    """
    return _divided(journey, scores, lambda place: (place.owner,))


def by_persona(journey: Journey, scores: JourneyScore) -> tuple[GroupScore, ...]:
    """By persona, in the journey's order."""
    return tuple(_of_people(journey, scores, [persona], persona) for persona in scores.shares)


def by_segment(project: Project, journey: Journey, scores: JourneyScore) -> tuple[GroupScore, ...]:
    """By the personas' segment, in order of appearance; personas without a segment come last, under no name."""
    segments: list[tuple[Text | None, list[str]]] = []
    for id_ in scores.shares:
        segment = project.personas[id_].segment if id_ in project.personas else None
        members = next((members for name, members in segments if name == segment), None)
        if members is None:
            segments.append((segment, [id_]))
        else:
            members.append(id_)
    segments.sort(key=lambda pair: pair[0] is None)
    return tuple(_of_people(journey, scores, members, None, name) for name, members in segments)


def places_of(journey: Journey, scores: JourneyScore) -> list[Place]:
    """All that is scored, in the order of the map."""
    found = []
    for stage in journey.stages:
        for here in stage.touchpoints:
            known = scores.touchpoints[here.id]
            found.append(Place(here, stage, known.weight, known.own))
        whole = scores.stages[stage.id]
        if whole.stands_in:
            found.append(Place(stage, stage, whole.weight, whole.own))
    return found


def _divided(
    journey: Journey, scores: JourneyScore, keys_of: Callable[[Place], Sequence[str | None]]
) -> tuple[GroupScore, ...]:
    groups: dict[str | None, list[Place]] = {}
    for place in places_of(journey, scores):
        for key in keys_of(place):
            groups.setdefault(key, []).append(place)
    order = sorted(groups, key=lambda key: key is None)
    return tuple(
        _group(
            key,
            None,
            [(place, place.own, pain_load(place.here.pains)) for place in groups[key]],
            (component for place in groups[key] for component in place.own.components),
        )
        for key in order
    )


def _of_people(
    journey: Journey, scores: JourneyScore, personas: Sequence[str], id_: str | None, name: Text | None = None
) -> GroupScore:
    """The journey as some of its personas know it: their values and everybody's, by their shares."""
    shares = {persona: scores.shares[persona] for persona in personas}
    known = (None, *personas)
    places, entered = [], []
    for place in places_of(journey, scores):
        theirs = tuple(each for each in place.own.components if each.persona in known)
        own = own_of(theirs, (), shares)
        pains = [pain for pain in place.here.pains if pain.persona in known]
        places.append((place, own, pain_load(pains)))
        used = {index for persona in personas for index in entering(persona, theirs)}
        entered += [theirs[index] for index in sorted(used)]
    return _group(id_, name, places, entered)


def _group(
    id_: str | None,
    name: Text | None,
    places: Sequence[tuple[Place, Own, PainLoad]],
    entered: Iterable[Component],
) -> GroupScore:
    return GroupScore(
        id_,
        name,
        mean_of_scores([(place.weight, own.score) for place, own, _ in places]),
        coverage_of((place.weight, own.basis, own.measured) for place, own, _ in places),
        mean_load([(place.weight, load) for place, _, load in places]),
        {place.id: own.score for place, own, _ in places},
        samples(entered),
    )
