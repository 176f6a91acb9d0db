"""Where customers are lost, as rows of a table: of a hundred who come, how many go on and how many do not."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from jmap.report.names import percent
from jmap.report.touchpoints import joined
from jmap.score.funnel import funnel as passages_of
from jmap.score.funnel import worst
from jmap.text.number import plain

if TYPE_CHECKING:
    from jmap.report.names import Words
    from jmap.score.funnel import Going, Passage

_NOBODY_KNOWS: Final = dict.fromkeys(
    ("on", "about", "date", "leaves", "leaves_bar", "lost", "lost_bar", "most"), ""
)


def funnel(words: Words) -> dict[str, Any]:
    """What is known of losses, by stage; empty where fewer than two places are known, or nothing of who goes on."""
    passages = passages_of(words.project, words.sheet.journey)
    if len(passages) < 2 or not any(each.goings for each in passages):  # noqa: PLR2004 - a place and another one
        return {}
    most = worst(passages)
    marked = most[1] if most else None
    return {
        "stages": [
            {
                "name": words.say(first.stage.name) or first.stage.id,
                "rows": [_row(words, each, marked) for each in (first, *others)],
            }
            for _, (first, *others) in groupby(passages, key=lambda each: each.stage.id)
        ],
        "reached": any(each.reach is not None for each in passages),
        "lost": any(each.lost(going) is not None for each in passages for going in each.goings),
    }


def _row(words: Words, passage: Passage, marked: Going | None) -> dict[str, Any]:
    """A place with those who come there, as `{id, name, reach, goings}`; `id` is empty for a stage as a whole."""
    whole = passage.place is passage.stage
    return {
        "id": "" if whole else passage.place.id,
        "name": words.word("report.whole-stage")
        if whole
        else words.say(passage.place.name) or passage.place.id,
        "reach": _of_hundred(passage.reach),
        "goings": [_going(words, passage, going, most=going is marked) for going in passage.goings]
        or [_NOBODY_KNOWS],
    }


def _going(words: Words, passage: Passage, going: Going, *, most: bool) -> dict[str, Any]:
    ground = going.ground
    few = words.project.settings.scoring.small_sample
    lost = passage.lost(going)
    return {
        "on": _of_hundred(going.share),
        "about": joined(
            words.persona(going.persona),
            words.plan.measure(going.measure) if going.measure else going.working,
            f"n = {ground.n}" if ground and ground.n else "",
            words.word("measure.few") if ground and ground.n and ground.n < few else "",
        ),
        "date": ground.date.isoformat() if ground and ground.date else "",
        "leaves": _of_hundred(going.leaves),
        "leaves_bar": plain(going.leaves * 100, 1),
        "lost": _of_hundred(lost),
        "lost_bar": plain(lost * 100, 1) if lost is not None else "",
        "most": words.word("funnel.most") if most else "",
    }


def _of_hundred(share: float | None) -> str:
    """How many of a hundred; `<0.1` where that is not quite nobody; empty when unknown."""
    return percent(share).removesuffix("%")
