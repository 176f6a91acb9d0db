"""What one department has to do with: its own places in full, all others as the way there and on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.model import Address, Text
from jmap.view.rebuild import changed, with_fields
from jmap.view.reduced import WORDLESS

if TYPE_CHECKING:
    from collections.abc import Collection

    from jmap.model import Improvement, Journey, Project, Stage, Touchpoint


def department(project: Project, id_: str) -> Project:
    """The journeys the department has a part in.

    Its touchpoints stay as they are. Of the others it sees where they are, how they feel and what was measured
    there, the opportunities that are the department's to take, and the pains it is to ease; so experience
    scores are those of the whole map, and pain load is the department's own.
    """
    owned = _Owned(project, id_)
    shares = {name: _Share(project, journey, id_, owned) for name, journey in project.journeys.items()}
    seen = frozenset(name for name, share in shares.items() if share.any)
    return changed(
        project,
        journeys={name: shares[name].journey(seen) for name in shares if name in seen},
        improvements=tuple(
            _addressed(one, "", seen)
            for one in project.improvements
            if one.owner == id_ or owned.concerned(one)
        ),
        settings=with_fields(project.settings, title=_title(project, id_)),
    )


def _title(project: Project, id_: str) -> Text:
    """The project's title with the department's name, in each language: every page says whose view it is."""
    title, name = project.settings.title, project.departments[id_].name
    if title is None:
        return name
    return Text({language: f"{title.to(language)} · {name.to(language)}" for language in project.languages})


def _addressed(one: Improvement, own: str, seen: Collection[str]) -> Improvement:
    """An improvement without what it is for in journeys that are not `seen`."""
    kept = tuple(each for each in one.addresses if Address.read(each, own).journey in seen)
    return one if kept == one.addresses else with_fields(one, addresses=kept)


class _Owned:
    """The places a department answers for, as references name them."""

    def __init__(self, project: Project, id_: str) -> None:
        self._places = {
            (name, place)
            for name, journey in project.journeys.items()
            for place, owner in _owners(journey).items()
            if owner == id_
        }

    def concerned(self, one: Improvement, own: str = "") -> bool:
        """Whether an improvement, of the journey `own` if of any, is for one of them."""
        addresses = (Address.read(reference, own) for reference in one.addresses)
        return any((each.journey, each.place) in self._places for each in addresses)


def _owners(journey: Journey) -> dict[str, str | None]:
    """Who answers for what references name; the touchpoint, where a stage has the same id."""
    return {
        **{stage.id: stage.owner for stage in journey.stages},
        **{one.id: stage.owner_of(one) for stage in journey.stages for one in stage.touchpoints},
    }


class _Share:
    """A department's part in one journey."""

    def __init__(self, project: Project, journey: Journey, id_: str, owned: _Owned) -> None:
        self._journey, self._id = journey, id_
        self._improvements = tuple(
            one for one in journey.improvements if one.owner == id_ or owned.concerned(one, journey.id)
        )
        works = [(one, journey.id) for one in journey.improvements]
        works += [(one, "") for one in project.improvements]
        addresses = [
            Address.read(each, own) for one, own in works if one.owner == id_ for each in one.addresses
        ]
        self._eased = {each for each in addresses if each.journey == journey.id}
        places = [(stage, here) for stage in journey.stages for here in (stage, *stage.touchpoints)]
        self.any = (
            journey.owner == id_
            or bool(self._improvements)
            or bool(self._eased)
            or any(stage.owner_of(here) == id_ for stage, here in places)
            or any(chance.owner == id_ for _, here in places for chance in here.opportunities)
        )

    def journey(self, seen: Collection[str]) -> Journey:
        """The journey as the department sees it; it leads to no journey that is not `seen`."""
        whole = self._journey
        return with_fields(
            whole,
            stages=tuple(self._stage(stage, seen) for stage in whole.stages),
            improvements=tuple(_addressed(one, whole.id, seen) for one in self._improvements),
            notes=whole.notes if whole.owner == self._id else (),
            variant_of=whole.variant_of if whole.variant_of in seen else None,
        )

    def _stage(self, stage: Stage, seen: Collection[str]) -> Stage:
        touchpoints = tuple(
            one if stage.owner_of(one) == self._id else with_fields(one, **self._context(one), goal=())
            for one in stage.touchpoints
        )
        touchpoints = tuple(
            one if one.opens is None or one.opens in seen else with_fields(one, opens=None)
            for one in touchpoints
        )
        changes = {} if stage.owner == self._id else self._context(stage)
        return with_fields(stage, touchpoints=touchpoints, **changes)

    def _context(self, place: Stage | Touchpoint) -> dict[str, Any]:
        """What is left of a place of others."""
        chances = tuple(chance for chance in place.opportunities if chance.owner == self._id)
        answered = {pain for chance in chances for pain in chance.answers}
        if self._journey.at(place.id) is place:
            answered |= {each.part for each in self._eased if each.place == place.id}
        pains = tuple(pain for pain in place.pains if pain.id in answered)
        return {**WORDLESS, "opportunities": chances, "pains": pains}
