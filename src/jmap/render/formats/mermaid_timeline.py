"""The `mermaid-timeline` format: stages and touchpoints along a line, below each what is felt, hurts and would help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jmap.model import Stage
from jmap.render.felt import apart, together
from jmap.render.flow import MOMENT_OF_TRUTH, named, scored
from jmap.render.format import Format, Output, Rendered
from jmap.render.mermaid import escape, file, findings, heading, left_out, opening
from jmap.text.breaks import is_cjk
from jmap.text.labels import label
from jmap.text.metrics import width
from jmap.text.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.model import Touchpoint
    from jmap.model.experience import Opportunity, Pain
    from jmap.render.format import Sheet

SUFFIX = ".timeline.mmd"
_CARRIED = frozenset({"emotion", "opportunities", "pains", "score"})
_WIDTH: Final = 150
_SIZE: Final = 16
"""What Mermaid gives a line of text in px, and how high it sets it."""


def render(sheet: Sheet) -> Rendered:
    """The journey as a Mermaid `timeline`."""
    text = file(lines(sheet), left_out(sheet, _CARRIED, sheet.language), sheet.language)
    missing = left_out(sheet, _CARRIED, "en")
    return Rendered((Output(SUFFIX, text),), findings(f"{sheet.journey.id}{SUFFIX}", text, missing))


def lines(sheet: Sheet) -> Iterator[str]:
    """The diagram line by line, without remarks on what it cannot carry."""
    journey, language = sheet.journey, sheet.language
    title = named(journey.title, language, journey.id)
    yield "timeline"
    yield f"  title {escape(title)}"
    yield from heading(sheet, title)
    names: dict[str, int] = {}
    for stage in journey.stages:
        name = named(stage.name, language, stage.id)
        names[name] = count = names.get(name, 0) + 1
        # Mermaid draws what stands in one of two sections of the same name in both.
        yield f"  section {escape(_broken(name if count == 1 else f'{name} · {count}'))}"
        for place in _places(stage):
            # A colon without a blank behind it would be part of the text.
            yield "    " + ": ".join([opening(_broken(_name(sheet, place))), *_events(sheet, place)])


def _places(stage: Stage) -> Sequence[Stage | Touchpoint]:
    """What stands in a section: the stage itself if something is known of all of it, then its touchpoints."""
    own = stage.emotion or stage.pains or stage.opportunities
    return (*([stage] if own else []), *stage.touchpoints)


def _name(sheet: Sheet, place: Stage | Touchpoint) -> str:
    if isinstance(place, Stage):
        return label("report.whole-stage", sheet.language)
    name = named(place.name, sheet.language, place.id)
    return f"{MOMENT_OF_TRUTH} {name}" if place.moment_of_truth else name


def _events(sheet: Sheet, place: Stage | Touchpoint) -> Iterator[str]:
    """What stands below a place: how good it is and feels, its pains, what would help."""
    language = sheet.language
    known = sheet.scores.stages if isinstance(place, Stage) else sheet.scores.touchpoints
    yield escape(_broken(scored(known[place.id].score.value, language)))
    word = label("lane.emotion", language)
    for felt in [f"· {each}" for each in apart(sheet, place)] or filter(None, [together(sheet, place)]):
        yield escape(_broken(f"{word} {felt}"))
    for key, things in (("report.pain", place.pains), ("report.opportunity", place.opportunities)):
        for thing in things:
            text = label("mermaid.labelled", language, name=label(key, language), text=_said(sheet, thing))
            yield escape(_broken(text))


def _said(sheet: Sheet, thing: Pain | Opportunity) -> str:
    """The words of a pain or opportunity, with whose it is."""
    text = thing.text.to(sheet.language)
    persona = sheet.project.personas.get(thing.persona or "")
    if persona is None:
        return text
    return label(
        "mermaid.labelled", sheet.language, name=named(persona.name, sheet.language, persona.id), text=text
    )


def _broken(text: str) -> str:
    """The text, with a blank where lines end in Chinese that is too long for one: Mermaid breaks at blanks only."""

    def fit(run: re.Match[str]) -> str:
        found = run.group()
        if width(found, _SIZE) <= _WIDTH or not any(map(is_cjk, found)):
            return found
        return " ".join(wrap(found, _WIDTH, _SIZE))

    return re.sub(r"\S+", fit, text)


FORMAT = Format(
    id="mermaid-timeline",
    title="Mermaid timeline",
    summary=(
        "A Mermaid timeline (.timeline.mmd) for GitHub, GitLab and docs sites: stages and touchpoints along a line, "
        "below each its score, emotions, pain points and opportunities. Comments at its end list what it leaves out."
    ),
    render=render,
)
