"""The `json` format: a journey as other programs read it, with all it refers to, its flow and its scores.

The journey, personas and the rest stand as the spec language writes them (`"share": "40%"`, `"duration":
"3min"`), texts as mappings from language tag to text; what a spec leaves out is left out here. Flow and
scores are numbers, and complete: a score that is not known is `null`. The first key names the shape; a change
that a reader could stumble over changes its number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import to_json

from jmap.model.flow import flow
from jmap.render.format import Format, Output, Rendered
from jmap.score import (
    Component,
    Coverage,
    JourneyScore,
    Own,
    PainLoad,
    PathScore,
    Score,
    StageScore,
    TouchpointScore,
    Unscored,
    score_journey,
)
from jmap.score.funnel import funnel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jmap.model import Experience, Improvement, Journey
    from jmap.model.flow import Edge
    from jmap.model.frozen import Value
    from jmap.render.format import Sheet
    from jmap.score.funnel import Passage

SHAPE: Final = "jmap/1"


def render(sheet: Sheet) -> Rendered:
    """The journey's document; the same in whichever language."""
    # Pydantic writes JSON natively; that of the standard library does so only without indentation.
    return Rendered((Output(".json", to_json(document(sheet), indent=2) + b"\n"),))


def document(sheet: Sheet) -> dict[str, Any]:
    """The journey and all it refers to, as plain data."""
    project, private = sheet.project, sheet.options.private
    own = len(sheet.journey.improvements)
    improvements = project.improvements_of(sheet.journey)
    journey = _plain(sheet.journey, private=private)
    others = [_plain(one, private=private) for one in improvements[own:]]
    personas = [
        _plain(project.personas[id_], private=private)
        for id_ in sheet.journey.personas
        if id_ in project.personas
    ]
    channels = {id_ for place in _places(sheet.journey) for id_ in place.channels}
    departments = set(_owners(sheet.journey, improvements))
    evidence = set(_evidence([journey, others, personas]))
    return {
        "format": SHAPE,
        "languages": list(project.languages),
        "journey": journey,
        "improvements": others,
        "personas": personas,
        "channels": _used(project.channels, channels),
        "departments": _used(project.departments, departments),
        "evidence": _used(project.evidence, evidence),
        "flow": [_edge(edge) for edge in flow(sheet.journey)],
        "scores": _data(sheet.scores),
        "funnel": [_passage(each) for each in funnel(project, sheet.journey)],
        **_compared(sheet),
    }


def _compared(sheet: Sheet) -> dict[str, Any]:
    """What a variant changes of the journey it is a variant of; nothing for other journeys."""
    origin = sheet.project.journeys.get(sheet.journey.variant_of or "")
    if origin is None or origin.id == sheet.journey.id:
        return {}
    from jmap.compare import compare
    from jmap.compare.plain import comparison

    scores = score_journey(sheet.project, origin), sheet.scores
    found = compare(origin, sheet.journey, scores, sheet.project.evidence, private=sheet.options.private)
    return {"compared": {"with": origin.id, **comparison(found)}}


def _places(journey: Journey) -> tuple[Experience, ...]:
    return (*journey.stages, *journey.touchpoints)


def _owners(journey: Journey, improvements: Iterable[Improvement]) -> Iterator[str | None]:
    yield journey.owner
    for place in _places(journey):
        yield place.owner
        yield from (opportunity.owner for opportunity in place.opportunities)
    yield from (improvement.owner for improvement in improvements)


def _evidence(plain: Any) -> Iterator[str]:
    """Ids of evidence that plain data rests on: the lists of ids called `evidence`, wherever they stand."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            # A measure may be called so as well; its list is one of values.
            if key == "evidence" and isinstance(value, list) and isinstance(value[0], str):
                yield from value
            else:
                yield from _evidence(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from _evidence(value)


def _used(catalogue: Mapping[str, Value], ids: set[Any]) -> list[Any]:
    """Entries of a catalogue that are referred to, in its order."""
    return [_plain(value, private=False) for id_, value in catalogue.items() if id_ in ids]


def _plain(value: Value, *, private: bool) -> Any:
    """A value of the model in the spec's own form, without what it leaves out or, usually, keeps private."""
    return _said(value.model_dump(mode="json", by_alias=True), private=private)


def _said(plain: Any, *, private: bool) -> Any:
    if isinstance(plain, dict):
        said = ((key, _said(value, private=private)) for key, value in plain.items())
        return {key: value for key, value in said if value not in (None, [], {})}
    if isinstance(plain, list):
        return [_said(value, private=private) for value in plain if private or not _is_private(value)]
    return plain


def _is_private(plain: Any) -> bool:
    """Whether it is a statement marked private."""
    return isinstance(plain, dict) and plain.get("private") is True


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "from": edge.source,
        "to": edge.target,
        "when": dict(edge.when) if edge.when is not None else None,
        "share": edge.share,
        "implied": edge.implied,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    whole = passage.place is passage.stage
    return {
        "stage": passage.stage.id,
        "touchpoint": None if whole else passage.place.id,
        "reach": passage.reach,
        "goes_on": [
            {
                "persona": going.persona,
                "measure": going.measure or None,
                "share": going.share,
                "lost": passage.lost(going),
                "n": going.ground.n if going.ground else None,
                "working": going.working or None,
            }
            for going in passage.goings
        ],
    }


_TOLD: Final[Mapping[type, tuple[str, ...]]] = {
    JourneyScore: (
        "id", "score", "by_persona", "stages", "touchpoints", "coverage", "pain", "lowest", "highest",
        "peak_end", "paths", "target", "gap", "own", "shares",
    ),
    StageScore: ("id", "score", "pain", "by_persona", "own", "stands_in", "weight", "target"),
    TouchpointScore: (
        "id", "score", "by_persona", "components", "basis", "measured", "pain", "weight", "target", "unscored",
    ),
    Own: ("score", "by_persona", "components", "unscored", "basis", "measured"),
    Component: (
        "measure", "persona", "points", "weight", "basis", "n", "variance", "shown", "formula", "interval", "small",
    ),
    Unscored: ("measure", "persona", "shown", "n", "basis", "reason"),
    Score: ("value", "interval", "missing", "variance"),
    PainLoad: ("value", "assumed"),
    Coverage: ("measured", "judged", "unknown"),
    PathScore: ("touchpoints", "peak_end", "seconds"),
}  # fmt: skip
"""What is told of scores, in this order; part of the shape, whatever else they come to hold."""


def _data(value: Any) -> Any:
    """Scores as plain data."""
    if names := _TOLD.get(type(value)):
        return {name: _data(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {key: _data(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_data(inner) for inner in value]
    return value


FORMAT = Format(
    id="json",
    title="JSON",
    summary=(
        "The whole journey for other programs (.json): all texts in all languages, the personas, channels, "
        "departments and evidence it refers to, its flow, and every score with components, formulas and "
        "intervals."
    ),
    render=render,
    localized=False,
)
