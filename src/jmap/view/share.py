"""What one department has to do with: its own places in full, all others as the way there and on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.model import Text
from jmap.view.rebuild import changed, with_fields
from jmap.view.reduced import WORDLESS

if TYPE_CHECKING:
    from collections.abc import Collection

    from jmap.model import Experience, Improvement, Journey, Project, Stage


def department(project: Project, id_: str) -> Project:
    """The journeys the department has a part in.

    Its touchpoints stay as they are. Of the others it sees where they are, how they feel and what was measured
    there, the opportunities that are the department's to take, and the pains it is to ease; so experience
    scores are those of the whole map, and pain load is the department's own.
    """
    journeys = {}
    for name, journey in project.journeys.items():
        share = _Share(project, journey, id_)
        if share.any:
            journeys[name] = share.journey()
    improvements = [
        one for one in project.improvements if one.owner == id_ or _named(one, project, id_, set(journeys))
    ]
    return changed(
        project,
        journeys=journeys,
        improvements=tuple(improvements),
        settings=with_fields(project.settings, title=_title(project, id_)),
    )


def _title(project: Project, id_: str) -> Text:
    """The project's title with the department's name, in each language: every page says whose view it is."""
    title, name = project.settings.title, project.departments[id_].name
    if title is None:
        return name
    return Text({language: f"{title.to(language)} · {name.to(language)}" for language in project.languages})


def _named(one: Improvement, project: Project, id_: str, journeys: Collection[str]) -> bool:
    """Whether an improvement of the project is for a place of the department."""
    for reference in one.addresses:
        journey, _, place = reference.partition("/")
        if place and journey in journeys:
            owners = _owners(project.journeys[journey])
            if owners.get(place.partition(".")[0]) == id_:
                return True
    return False


def _owners(journey: Journey) -> dict[str, str | None]:
    """Who answers for each stage and touchpoint: a touchpoint without an owner is its stage's."""
    found: dict[str, str | None] = {}
    for stage in journey.stages:
        found[stage.id] = stage.owner
        found |= {one.id: stage.owner_of(one) for one in stage.touchpoints}
    return found


class _Share:
    """A department's part in one journey."""

    def __init__(self, project: Project, journey: Journey, id_: str) -> None:
        self._journey, self._id = journey, id_
        self._owners = _owners(journey)
        self._improvements = tuple(
            one for one in journey.improvements if one.owner == id_ or self._concerns(one)
        )
        prefix = f"{journey.id}/"
        works = [one for one in (*journey.improvements, *project.improvements) if one.owner == id_]
        self._eased = {ref.removeprefix(prefix) for one in works for ref in one.addresses}
        places = (*journey.stages, *journey.touchpoints)
        ideas = (chance for place in places for chance in place.opportunities)
        self.any = (
            id_ in (journey.owner, *self._owners.values())
            or bool(self._improvements)
            or any(reference.startswith(prefix) for one in works for reference in one.addresses)
            or any(chance.owner == id_ for chance in ideas)
        )

    def _concerns(self, one: Improvement) -> bool:
        places = (reference.rpartition("/")[2].partition(".")[0] for reference in one.addresses)
        return any(self._owners.get(place) == self._id for place in places)

    def journey(self) -> Journey:
        """The journey as the department sees it."""
        stages = tuple(self._stage(stage) for stage in self._journey.stages)
        notes = self._journey.notes if self._journey.owner == self._id else ()
        return with_fields(self._journey, stages=stages, improvements=self._improvements, notes=notes)

    def _stage(self, stage: Stage) -> Stage:
        touchpoints = tuple(
            one if self._owners[one.id] == self._id else with_fields(one, **self._context(one), goal=())
            for one in stage.touchpoints
        )
        changes = {} if self._owners[stage.id] == self._id else self._context(stage)
        return with_fields(stage, touchpoints=touchpoints, **changes)

    def _context(self, place: Experience) -> dict[str, Any]:
        """What is left of a place of others."""
        chances = tuple(chance for chance in place.opportunities if chance.owner == self._id)
        answered = {pain for chance in chances for pain in chance.answers}
        name = getattr(place, "id", "")
        pains = tuple(
            pain for pain in place.pains if pain.id in answered or f"{name}.{pain.id}" in self._eased
        )
        return {**WORDLESS, "opportunities": chances, "pains": pains}
