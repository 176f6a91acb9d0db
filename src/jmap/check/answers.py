"""Whether anything is proposed against a pain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jmap.check.survey import Part, Survey
    from jmap.model import Pain


def answered(survey: Survey, part: Part[Pain]) -> bool:
    """Whether an opportunity beside a pain answers it, or an improvement takes it up.

    An opportunity that does not say what it answers is taken to answer every pain beside it.
    """
    pain, moment = part.item, part.moment
    if any(pain.id in each.answers or not each.answers for each in moment.here.opportunities):
        return True
    return bool(survey.taking_up(part))
