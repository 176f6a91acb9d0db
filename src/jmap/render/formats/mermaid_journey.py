"""The `mermaid-journey` format: a Mermaid user journey, with a face for every touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model.ground import emotion_of
from jmap.render.flow import named
from jmap.render.format import Format, Output, Rendered
from jmap.render.mermaid import escape, file, findings, heading, left_out
from jmap.text.labels import label
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.model import Persona, Touchpoint
    from jmap.render.format import Sheet

SUFFIX = ".journey.mmd"
NEUTRAL = 3.0
"""The face where no emotion is known: Mermaid has no task without a score, and takes a blank for 0."""
_CARRIED = frozenset({"emotion"})


def render(sheet: Sheet) -> Rendered:
    """The journey as a Mermaid `journey` diagram."""
    text = file(lines(sheet), _remarks(sheet), sheet.language)
    return Rendered((Output(SUFFIX, text),), findings(sheet, SUFFIX, text, _summary(sheet)))


def lines(sheet: Sheet) -> Iterator[str]:
    """The diagram line by line, without remarks on what it cannot carry."""
    journey, language = sheet.journey, sheet.language
    title = named(journey.title, language, journey.id)
    yield "journey"
    yield f"  title {escape(title)}"
    yield from heading(sheet, title)
    actors = ", ".join(escape(named(persona.name, language, persona.id)) for persona in _travellers(sheet))
    for stage in journey.stages:
        yield f"  section {escape(named(stage.name, language, stage.id))}"
        for touchpoint in stage.touchpoints:
            # Blanks after the colons matter: Mermaid takes `style …:#…;` for a style and drops its semicolon.
            fields = (escape(_task(sheet, touchpoint)), _face(sheet, touchpoint), actors)
            yield "    " + ": ".join(field for field in fields if field)


def _travellers(sheet: Sheet) -> list[Persona]:
    """The journey's personas, the main one first."""
    return [sheet.project.personas[id_] for id_ in sheet.journey.personas if id_ in sheet.project.personas]


def _task(sheet: Sheet, touchpoint: Touchpoint) -> str:
    name = named(touchpoint.name, sheet.language, touchpoint.id)
    return name if touchpoint.emotion else label("mermaid.no-emotion", sheet.language, name=name)


def _face(sheet: Sheet, touchpoint: Touchpoint) -> str:
    return plain(emotion(sheet, touchpoint) or NEUTRAL, 2)


def emotion(sheet: Sheet, touchpoint: Touchpoint) -> float | None:
    """The touchpoint's emotion from 1 to 5: of several personas' the mean, by their shares as in scores."""
    felt = _felt(sheet, touchpoint)
    if not felt:
        everybody = emotion_of(touchpoint, "", sheet.project.evidence)
        return everybody.value if everybody else None
    weights = [sheet.scores.shares.get(persona.id, 0.0) for persona, _ in felt]
    if not any(weights):
        weights = [1.0] * len(felt)
    return sum(weight * value for weight, (_, value) in zip(weights, felt, strict=True)) / sum(weights)


def _felt(sheet: Sheet, touchpoint: Touchpoint) -> list[tuple[Persona, float]]:
    """Each persona with a known emotion here."""
    found = [
        (persona, emotion_of(touchpoint, persona.id, sheet.project.evidence))
        for persona in _travellers(sheet)
    ]
    return [(persona, felt.value) for persona, felt in found if felt is not None]


def _differ(sheet: Sheet, touchpoint: Touchpoint) -> bool:
    """Whether the mean hides something: personas that feel differently, or of whom nothing is known."""
    values = [value for _, value in _felt(sheet, touchpoint)]
    return bool(values) and (len(set(values)) > 1 or len(values) < len(_travellers(sheet)))


def _remarks(sheet: Sheet) -> list[str]:
    """What the diagram does not tell, for its reader: emotions it has no face for, and counts of the rest."""
    language = sheet.language
    word, separator = label("lane.emotion", language), label("list.separator", language)
    remarks = []
    for touchpoint in sheet.journey.touchpoints:
        name = named(touchpoint.name, language, touchpoint.id)
        if not touchpoint.emotion:
            remarks.append(f"{name}: {word} {label('value.unknown', language)}")
        elif _differ(sheet, touchpoint):
            each = (
                f"{named(persona.name, language, persona.id)} {plain(value)}"
                for persona, value in _felt(sheet, touchpoint)
            )
            remarks.append(f"{name}: {word} {separator.join(each)}")
    return [*remarks, *_rest(sheet, language)]


def _summary(sheet: Sheet) -> list[str]:
    """The same in short, for whoever builds it."""
    touchpoints = sheet.journey.touchpoints
    unknown = sum(not touchpoint.emotion for touchpoint in touchpoints)
    differ = sum(_differ(sheet, touchpoint) for touchpoint in touchpoints)
    counts = {"Unknown emotions": unknown, "Emotions by persona": differ}
    return [*(f"{name}: {count}" for name, count in counts.items() if count), *_rest(sheet, "en")]


def _rest(sheet: Sheet, language: str) -> list[str]:
    """Counts of what the diagram has no place for, in words of `language`."""
    steps = sum(len(touchpoint.next or ()) for touchpoint in sheet.journey.touchpoints)
    flow = [f"{label('lane.flow', language)}: {steps}"] if steps else []
    return [*flow, *left_out(sheet, _CARRIED, language)]


FORMAT = Format(
    id="mermaid-journey",
    title="Mermaid journey",
    summary=(
        "A Mermaid user journey (.journey.mmd) for GitHub, GitLab and docs sites: stages, touchpoints, one "
        "face each and the personas. Of several personas' emotions it has the mean; an unknown one is a "
        "neutral face that says so. Comments at its end list what it leaves out."
    ),
    render=render,
)
