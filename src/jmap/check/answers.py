"""Which pains something is proposed against."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer


def answered(survey: Survey) -> set[Pointer]:
    """Pains that an opportunity beside them answers, or that an improvement takes up.

    An opportunity that does not say what it answers is taken to answer every pain beside it.
    """
    beside = [(part.moment.pointer, part.item.answers) for part in survey.opportunities]
    all_there = {place for place, answers in beside if not answers}
    named = {(place, pain) for place, answers in beside for pain in answers}
    return {
        part.pointer
        for part in survey.pains
        if part.moment.pointer in all_there
        or (part.moment.pointer, part.item.id) in named
        or survey.taking_up(part)
    }
