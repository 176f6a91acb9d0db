"""Tells of texts for which the map had no room: whoever looks at the picture only should know that there is more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.diagnostics import Finding, Severity
from jmap.render.codes import SHORTENED

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    pointers = dict.fromkeys(cut.pointer for cut in sheet.scene.truncated)
    told = [
        (_named(sheet.journey, pointer), ("journeys", sheet.journey.id, *pointer)) for pointer in pointers
    ]
    return shortened_texts(sheet, "the map has", "the tables of html and md have all of them", told)


def shortened_texts(
    sheet: Sheet, subject: str, elsewhere: str, told: Sequence[tuple[str, Pointer]]
) -> tuple[Finding, ...]:
    """A finding about texts, each by name and pointer, of which something `has` room for the beginning only."""
    if not told:
        return ()
    named = ", ".join(name for name, _ in told[:_NAMED])
    more = ", …" if len(told) > _NAMED else ""
    count = f"{len(told)} texts" if len(told) > 1 else "a text"
    return (
        Finding(
            SHORTENED.code,
            SHORTENED.name,
            Severity.INFO,
            f"{sheet.stem}: {subject} room for the beginning of {count} only: {named}{more}",
            hint=f"say it in fewer words; {elsewhere}",
            pointers=tuple(pointer for _, pointer in told[:_NAMED] if pointer),
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
