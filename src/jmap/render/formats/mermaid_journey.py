"""The `mermaid-journey` format: a Mermaid user journey, with a face for every touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model import Stage
from jmap.render.felt import apart, differ, mean, together, travellers
from jmap.render.flow import named
from jmap.render.format import Format, Output, Rendered
from jmap.render.mermaid import escape, file, findings, heading, left_out
from jmap.text.labels import label
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.model import Touchpoint
    from jmap.render.format import Sheet

SUFFIX = ".journey.mmd"
NEUTRAL = 3.0
"""The face where no emotion is known: Mermaid has no task without a score, and takes a blank for 0."""
_CARRIED = frozenset({"emotion"})


def render(sheet: Sheet) -> Rendered:
    """The journey as a Mermaid `journey` diagram."""
    text = file(lines(sheet), _remarks(sheet), sheet.language)
    return Rendered((Output(SUFFIX, text),), findings(f"{sheet.journey.id}{SUFFIX}", text, _summary(sheet)))


def lines(sheet: Sheet) -> Iterator[str]:
    """The diagram line by line, without remarks on what it cannot carry."""
    journey, language = sheet.journey, sheet.language
    title = named(journey.title, language, journey.id)
    yield "journey"
    yield f"  title {escape(title)}"
    yield from heading(sheet, title)
    actors = ", ".join(escape(named(persona.name, language, persona.id)) for persona in travellers(sheet))
    for stage in journey.stages:
        yield f"  section {escape(named(stage.name, language, stage.id))}"
        for place in _places(stage):
            # Blanks after the colons matter: Mermaid takes `style …:#…;` for a style and drops its semicolon.
            fields = (escape(_task(sheet, place)), _face(sheet, place), actors)
            yield "    " + ": ".join(field for field in fields if field)


def _places(stage: Stage) -> Sequence[Stage | Touchpoint]:
    """What stands in a section: its touchpoints; where there are none, the stage itself if it says how it feels."""
    return stage.touchpoints or ([stage] if stage.emotion else [])


def _task(sheet: Sheet, place: Stage | Touchpoint) -> str:
    if isinstance(place, Stage):
        return label("report.whole-stage", sheet.language)
    name = named(place.name, sheet.language, place.id)
    return name if place.emotion else label("mermaid.no-emotion", sheet.language, name=name)


def _face(sheet: Sheet, place: Stage | Touchpoint) -> str:
    return plain(mean(sheet, place) or NEUTRAL, 2)


def _beside(sheet: Sheet) -> list[Stage]:
    """Stages with an emotion of their own beside their touchpoints: there is no face for it."""
    return [stage for stage in sheet.journey.stages if stage.emotion and stage.touchpoints]


def _drawn(sheet: Sheet) -> list[Stage | Touchpoint]:
    return [place for stage in sheet.journey.stages for place in _places(stage)]


def _remarks(sheet: Sheet) -> list[str]:
    """What the diagram does not tell, for its reader: emotions it has no face for, and counts of the rest."""
    language = sheet.language
    word = label("lane.emotion", language)
    remarks = []
    for place in (*_drawn(sheet), *_beside(sheet)):
        name = named(place.name, language, place.id)
        if not place.emotion:
            remarks.append(f"{name}: {word} {label('value.unknown', language)}")
        elif (isinstance(place, Stage) and place.touchpoints) or differ(sheet, place):
            felt = label("list.separator", language).join(apart(sheet, place)) or together(sheet, place)
            remarks.append(f"{name}: {word} {felt}")
    return [*remarks, *left_out(sheet, _CARRIED, language)]


def _summary(sheet: Sheet) -> list[str]:
    """The same in short, for whoever builds it."""
    drawn = _drawn(sheet)
    counts = {
        "Unknown emotions": sum(not place.emotion for place in drawn),
        "Emotions by persona": sum(differ(sheet, place) for place in drawn),
        "Emotions of whole stages": len(_beside(sheet)),
    }
    return [
        *(f"{name}: {count}" for name, count in counts.items() if count),
        *left_out(sheet, _CARRIED, "en"),
    ]


FORMAT = Format(
    id="mermaid-journey",
    title="Mermaid journey",
    summary=(
        "A Mermaid user journey (.journey.mmd) for GitHub, GitLab and docs sites: stages, touchpoints (of stages "
        "without any the stage), one face each and the personas. Of several personas' emotions it has the mean; "
        "an unknown one is a neutral face that says so. Comments at its end list what it leaves out."
    ),
    render=render,
)
