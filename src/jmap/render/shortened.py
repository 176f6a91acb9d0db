"""Tells of texts for which the map had no room: whoever looks at the picture only should know that there is more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.diagnostics import Finding, Severity
from jmap.render.codes import SHORTENED

if TYPE_CHECKING:
    from jmap.diagnostics import Pointer
    from jmap.model import Journey
    from jmap.render.format import Sheet

_NAMED: Final = 2
"""Texts that a finding names one by one."""


def shortened(sheet: Sheet) -> tuple[Finding, ...]:
    """A finding about the texts that the sheet's map shows in part, if there are any.

    Every format that draws the map says the same, so that it is told once for all of them. Where the texts were
    written is known to whoever has the project's files.
    """
    pointers = [*dict.fromkeys(cut.pointer for cut in sheet.scene.truncated)]
    if not pointers:
        return ()
    named = ", ".join(_named(sheet.journey, pointer) for pointer in pointers[:_NAMED])
    more = ", …" if len(pointers) > _NAMED else ""
    count = f"{len(pointers)} texts" if len(pointers) > 1 else "a text"
    return (
        Finding(
            SHORTENED.code,
            SHORTENED.name,
            Severity.INFO,
            f"{sheet.stem}: the map has room for the beginning of {count} only: {named}{more}",
            hint="say it in fewer words; the tables of html and md have all of them",
            pointers=tuple(("journeys", sheet.journey.id, *pointer) for pointer in pointers[:_NAMED]),
        ),
    )


def _named(journey: Journey, pointer: Pointer) -> str:
    """What a text is, and of which touchpoint, stage or improvement."""
    match pointer:
        case ("stages", int(stage), "touchpoints", int(number), *rest):
            place = journey.stages[stage].touchpoints[number].id
        case ("stages", int(stage), *rest):
            place = journey.stages[stage].id
        case ("improvements", int(number), *rest):
            place = journey.improvements[number].id
        case _:
            return str(pointer[0])
    return f"{rest[1] if rest[0] == 'lanes' else rest[0]} of {place}"
