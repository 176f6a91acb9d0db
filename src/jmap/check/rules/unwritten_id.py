"""Something refers to an id that is written nowhere."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from jmap.check.rule import Problem, Remedy, Rule
from jmap.diagnostics import Severity
from jmap.model import Address, Stage
from jmap.model.journey import END
from jmap.spec.edit.changes import AddFirst, Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.check.survey import Moment, Survey
    from jmap.diagnostics import Pointer
    from jmap.model import Touchpoint


class _Named(NamedTuple):
    """A thing with an id, what its kind is called, and the key of the name its id may be made from."""

    id: str
    kind: str
    name: str
    pointer: Pointer
    place: tuple[Pointer, str]


def _check(survey: Survey) -> Iterator[Problem]:
    origin = survey.project.origin
    if origin is None:
        return
    references = _references(survey)
    everywhere = survey.option(RULE, "everywhere")
    for thing in chain.from_iterable(map(_things, survey.moments)):
        reference = references.get(thing.place)
        if (reference or everywhere) and origin.derives_id(thing.pointer, thing.id):
            made = f'the id "{thing.id}" is made from the name'
            message = f"{made}, and something refers to it" if reference else made
            related = (("here", reference),) if reference else ()
            hint = f"write it down, so that the name can change: `{thing.kind}: {thing.id}`"
            yield Problem((*thing.pointer, thing.name), message, hint, related=related)


def _things(moment: Moment[Stage] | Moment[Touchpoint]) -> Iterator[_Named]:
    """A stage or touchpoint, its pains and its opportunities."""
    kind = "stage" if isinstance(moment.here, Stage) else "touchpoint"
    yield _Named(moment.here.id, kind, "name", moment.pointer, (moment.pointer, ""))
    for index, pain in enumerate(moment.here.pains):
        pointer = (*moment.pointer, "pains", index)
        yield _Named(pain.id, "pain", "text", pointer, (moment.pointer, pain.id))
    for index, opportunity in enumerate(moment.here.opportunities):
        pointer = (*moment.pointer, "opportunities", index)
        yield _Named(opportunity.id, "opportunity", "text", pointer, (moment.pointer, opportunity.id))


def _references(survey: Survey) -> Mapping[tuple[Pointer, str], Pointer]:
    """What is referred to: a place, and a pain or opportunity there; with the first place that does."""
    found: dict[tuple[Pointer, str], Pointer] = {}

    def refer(address: Address, pointer: Pointer) -> None:
        if (moment := survey.leads_to(address)) is not None:
            found.setdefault((moment.pointer, address.part), pointer)
            found.setdefault((moment.pointer, ""), pointer)

    for touchpoint, _, journey, place in survey.touchpoints:
        for index, step in enumerate(touchpoint.next or ()):
            if step.to != END:
                refer(Address(journey.id, step.to, ""), (*place, "next", index, "to"))
    for opportunity, moment, place in survey.opportunities:
        for number, pain in enumerate(opportunity.answers):
            found.setdefault((moment.pointer, pain), (*place, "answers", number))
    for planned in survey.improvements:
        for number, address in enumerate(planned.targets()):
            refer(address, (*planned.pointer, "addresses", number))
    return found


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    place = problem.pointer[:-1]
    moment = survey.moment_at(place) or survey.moment_at(place[:-2])
    for thing in _things(moment) if moment is not None else ():
        if thing.pointer == place:
            yield AddFirst(thing.pointer, thing.kind, thing.id, thing.name)


RULE = Rule(
    code="T118",
    name="unwritten-id",
    severity=Severity.INFO,
    summary="Something refers to a stage, touchpoint, pain or opportunity whose id is made from its name.",
    why="When the name is put better, the id changes with it and the reference leads nowhere.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next: desk
      - name: Desk
""",
    at=(7, 15),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next: desk
      - touchpoint: desk
        name: Desk
""",
    not_for="What nothing refers to needs no id of its own; with the option `everywhere: 1` all are wanted.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [Door, Desk]
""",
    check=_check,
    options={"everywhere": 0},
    remedy=Remedy("Writes the id down before the name.", safe=True, changes=_changes),
)
