"""Names in lists that look like several, because a comma between them parts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.spec.punctuation import unparted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer


class Unparted(NamedTuple):
    """One text that looks like several names; `sign` stands between them, `what` is what each names."""

    pointer: Pointer
    written: str
    sign: str
    what: str


def unparted_names(survey: Survey) -> Iterator[Unparted]:
    """The stages, touchpoints and systems that look like several, in the order of the maps."""
    for name, what, pointer, key in _names(survey):
        if not unparted(name, alone=True):
            continue
        item, listed = survey.project.span(*pointer), survey.project.span(*pointer[:-1])
        if item is None or listed is None or item != survey.project.span(*pointer, key):  # not in short
            continue
        alone = item == listed
        written = survey.written(*pointer)
        in_list = alone or listed.text.startswith("[", listed.column - 1)
        if in_list and written[0] not in "\"'" and (sign := unparted(written, alone=alone)):
            yield Unparted(pointer, written, sign, what)


def _names(survey: Survey) -> Iterator[tuple[str, str, Pointer, str]]:
    """Every name, what it names, the place of that in its list, and the key of the name there."""
    for moment in survey.moments:
        what = "stage" if moment.here is moment.stage else "touchpoint"
        yield str(moment.here.name), what, moment.pointer, "name"
        for index, system in enumerate(moment.here.systems):
            yield str(system.text), "system", (*moment.pointer, "systems", index), "text"
