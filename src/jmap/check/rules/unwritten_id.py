"""Something refers to an id that is written nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.check.rule import Problem, Remedy, Rule
from jmap.diagnostics import Severity
from jmap.model import Stage
from jmap.model.journey import END
from jmap.spec.edit.changes import AddFirst, Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer


class _Named(NamedTuple):
    """A thing with an id, what its kind is called, and the key of the name its id may be made from."""

    id: str
    kind: str
    name: str
    pointer: Pointer
    address: tuple[str, str, str]


def _check(survey: Survey) -> Iterator[Problem]:
    origin = survey.project.origin
    if origin is None:
        return
    references = _references(survey)
    everywhere = survey.option(RULE, "everywhere")
    for thing in _things(survey):
        reference = references.get(thing.address)
        if (reference or everywhere) and origin.derives_id(thing.pointer, thing.id):
            made = f'the id "{thing.id}" is made from the name'
            message = f"{made}, and something refers to it" if reference else made
            related = (("here", reference),) if reference else ()
            hint = f"write it down, so that the name can change: `{thing.kind}: {thing.id}`"
            yield Problem((*thing.pointer, thing.name), message, hint, related=related)


def _things(survey: Survey) -> Iterator[_Named]:
    for moment in survey.moments:
        journey, here = moment.journey.id, moment.here.id
        kind = "stage" if isinstance(moment.here, Stage) else "touchpoint"
        yield _Named(here, kind, "name", moment.pointer, (journey, here, ""))
        for index, pain in enumerate(moment.here.pains):
            pointer = (*moment.pointer, "pains", index)
            yield _Named(pain.id, "pain", "text", pointer, (journey, here, pain.id))
        for index, opportunity in enumerate(moment.here.opportunities):
            pointer = (*moment.pointer, "opportunities", index)
            yield _Named(opportunity.id, "opportunity", "text", pointer, (journey, here, opportunity.id))


def _references(survey: Survey) -> Mapping[tuple[str, str, str], Pointer]:
    """What is referred to: journey, touchpoint or stage, and pain or opportunity; with the first place that does."""
    found: dict[tuple[str, str, str], Pointer] = {}
    for touchpoint, _, journey, place in survey.touchpoints:
        for index, step in enumerate(touchpoint.next or ()):
            if step.to != END:
                found.setdefault((journey.id, step.to, ""), (*place, "next", index, "to"))
    for opportunity, moment, place in survey.opportunities:
        for number, pain in enumerate(opportunity.answers):
            found.setdefault((moment.journey.id, moment.here.id, pain), (*place, "answers", number))
    for planned in survey.improvements:
        for number, (name, here, part) in enumerate(planned.targets()):
            pointer = (*planned.pointer, "addresses", number)
            found.setdefault((name, here, part), pointer)
            found.setdefault((name, here, ""), pointer)
    return found


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    for thing in _things(survey):
        if thing.pointer == problem.pointer[:-1]:
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
