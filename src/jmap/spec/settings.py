"""Checks what single values of a project's settings cannot know: lanes, measures and weights make sense together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model import Stage, Touchpoint
from jmap.model.measure import measure_for, measure_ids
from jmap.model.project import LANES, ROWS
from jmap.model.values import RESERVED
from jmap.spec.forms import keys_of
from jmap.spec.hints import did_you_mean, listed
from jmap.spec.locate import locate

if TYPE_CHECKING:
    from jmap.model import Settings
    from jmap.spec.nodes import YamlMap
    from jmap.spec.notebook import Notebook
    from jmap.spec.outline import Outline


def check_settings(settings: Settings, root: YamlMap | Outline, notebook: Notebook) -> None:
    """Lanes, own measures and weights of a project mean something."""
    _check_lanes(settings, root, notebook)
    for name, own in settings.measures.items():
        measure = measure_for(name, settings.measures)
        refusal = measure.refuse_settings(own) if measure else None
        if refusal is not None:
            notebook.report(refusal.code, refusal.message, locate(root, ("measures", name), prefer="key"))
    known = (*measure_ids(), *settings.measures)
    for name in settings.scoring.weights:
        if measure_for(name, settings.measures) is None:
            message = f'"{name}" is not a known measure; known: {listed(known, 30)}'
            place = locate(root, ("scoring", "weights", name), prefer="key")
            notebook.report("S205", message, place, hint=did_you_mean(name, known))


def _check_lanes(settings: Settings, root: YamlMap | Outline, notebook: Notebook) -> None:
    """Own lanes have a name and take their content from somewhere that exists; none is there twice."""
    sources = (*LANES, *(f"measures.{name}" for name in (*measure_ids(), *settings.measures)))
    taken = {*keys_of(Touchpoint), *keys_of(Stage), *RESERVED, *ROWS} - {*LANES}
    seen: set[str] = set()
    for index, lane in enumerate(settings.lanes):
        place = locate(root, ("lanes", index, "id"))
        if lane.origin is not None and lane.origin not in sources:
            shown = lane.origin.removeprefix("measures.")
            measure_for(shown, settings.measures)  # raises if it is known, and broken
            message = f'a lane cannot come from "{lane.origin}"; known: {listed(sources, 30)}'
            where = locate(root, ("lanes", index, "from"))
            notebook.report("S205", message, where, hint=did_you_mean(lane.origin, sources))
        if lane.id in taken:
            kind = "a row of every map" if lane.id in ROWS else "a key of the language"
            message = f'"{lane.id}" is {kind} and cannot be a lane of your own'
            notebook.report("S207", message, place, hint="give the lane another id")
        elif lane.id not in LANES and lane.name is None:
            message = f'"{lane.id}" is not a lane of the language; known: {listed(LANES, 30)}'
            own = f"for a lane of your own write {{id: {lane.id}, name: …}}"  # which may be close to another
            close = did_you_mean(lane.id, LANES)
            notebook.report("S205", message, place, hint=f"{close} {own}" if close else own)
        if lane.id in seen:
            notebook.report("S206", f'the lane "{lane.id}" is listed twice', place)
        seen.add(lane.id)
