"""What to do first, as rows of a table: the register of improvements and the opportunities of a journey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jmap.report.names import difference, percent
from jmap.report.registers import address
from jmap.report.score_table import Column, rounded
from jmap.score.effect import changes
from jmap.score.priority import ideas, register
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.report.names import Words
    from jmap.score.effect import Change
    from jmap.score.priority import Quadrant


@dataclass(frozen=True, slots=True)
class Priority:
    """One improvement or opportunity.

    Attributes:
        kind: `improvement` or `opportunity`.
        journey: id of the journey, `title` its title.
        places: names of what it is meant for.
        owner: id of the department, empty for none.
        value: impact / effort.
        opportunity: opportunity score, 0–20.
        reach: share of customers at most, 0–1.
        effects: what an improvement changed.
        open: whether it is still to be done.
    """

    kind: str
    journey: str
    title: str
    id: str
    text: str
    places: tuple[str, ...]
    owner: str
    status: str
    due: str
    impact: int | None
    effort: int | None
    value: float | None
    quadrant: Quadrant | None
    opportunity: float | None
    reach: float | None
    effects: tuple[Change, ...] = ()
    open: bool = True


def improvements(words: Words) -> list[Priority]:
    """The journey's register, the most worthwhile first."""
    project, journey = words.project, words.sheet.journey
    found = []
    for entry in register(project, journey, words.sheet.scores):
        one = entry.improvement
        names = (address(words, reference)["name"] for reference in one.addresses)
        found.append(
            Priority(
                "improvement",
                journey.id,
                words.say(journey.title),
                one.id,
                words.say(one.title),
                tuple(dict.fromkeys(names)),
                one.owner or "",
                one.status,
                one.due.isoformat() if one.due else "",
                one.impact,
                one.effort,
                entry.value,
                entry.quadrant,
                entry.opportunity,
                entry.reach,
                changes(project, one),
                one.open,
            )
        )
    return found


def opportunities(words: Words) -> list[Priority]:
    """The journey's opportunities, those with most to gain first."""
    journey = words.sheet.journey
    return [
        Priority(
            "opportunity",
            journey.id,
            words.say(journey.title),
            f"{idea.place.id}.{idea.opportunity.id}",
            words.say(idea.opportunity.text),
            (words.say(idea.place.name),),
            idea.owner or "",
            "",
            "",
            idea.opportunity.impact,
            idea.opportunity.effort,
            None,
            idea.quadrant,
            idea.score,
            idea.reach,
        )
        for idea in ideas(journey, words.sheet.scores)
    ]


def ranked(found: Iterable[tuple[Words, Priority]], *, grouped: bool) -> list[tuple[Words, Priority]]:
    """Rows of several journeys in one order, that of the register or of the opportunities of each.

    When `grouped`, those of a department stand together, the department of the first row first; what has no
    owner comes last.
    """
    order = sorted(found, key=lambda pair: _rank(pair[1]))
    if grouped:
        first = {owner: place for place, owner in enumerate(dict.fromkeys(row.owner for _, row in order))}
        order.sort(key=lambda pair: (not pair[1].owner, first[pair[1].owner]))
    return order


def _rank(row: Priority) -> tuple[bool, float, float]:
    """Open before done, then what most is gained by; what is unknown after what is known."""
    value, opportunity = (-1.0 if number is None else number for number in (row.value, row.opportunity))
    return not row.open, -value, -opportunity


def priority_columns(label: str, *, several: bool) -> tuple[Column, ...]:
    """The columns of a table of priorities; `label` heads what is to be done."""
    journey = Column("report.journey", number=False, text=lambda _, row: row.title)
    return (
        *((journey,) if several else ()),
        Column(label, number=False, text=lambda _, row: row.text),
        *_COLUMNS,
    )


def data(row: Priority) -> dict[str, Any]:
    """A row as plain data, numbers to six decimals; `None` where something is not known."""
    return {
        "kind": row.kind,
        "journey": row.journey,
        "id": row.id,
        "text": row.text,
        "places": list(row.places),
        "owner": row.owner or None,
        "status": row.status or None,
        "due": row.due or None,
        "impact": row.impact,
        "effort": row.effort,
        "impact_per_effort": rounded(row.value),
        "quadrant": row.quadrant.value if row.quadrant else None,
        "opportunity_score": rounded(row.opportunity),
        "reach": rounded(row.reach),
        "effects": [
            {
                "measure": each.measure,
                "persona": each.persona,
                "before": each.before.shown if each.before else None,
                "after": each.after.shown if each.after else None,
                "change": each.reported.signed if each.reported else None,
                "points": rounded(each.points),
                "low": rounded(each.interval[0]) if each.interval else None,
                "high": rounded(each.interval[1]) if each.interval else None,
            }
            for each in row.effects
        ],
    }


def _effect(words: Words, change: Change) -> str:
    """`Recommendation (NPS) 0 → 30 (+15; 95% interval +5 … +25)`, the difference in points of the score.

    What was only reported stands as `+20%`, and is said to be that.
    """
    none = words.word("value.not-available")
    values = {
        "before": words.shown(change.before) if change.before else none,
        "after": words.shown(change.after) if change.after else none,
    }
    text = " · ".join(filter(None, (words.plan.measure(change.measure), words.persona(change.persona))))
    if change.before or change.after or change.reported is None:
        text = f"{text} {words.word('improvement.effect', **values)}"
    if change.reported is not None:
        text = f"{text} {words.plan.change(change.reported, change.measure)}"
        return f"{text} ({words.word('improvement.reported')})"
    if change.points is None:
        return text
    gain = difference(change.points)
    if change.interval is None:
        return f"{text} ({gain})"
    low, high = map(difference, change.interval)
    return f"{text} ({gain}; {words.word('report.interval')} {low} … {high})"


def _number(value: float | None) -> str:
    return "" if value is None else plain(value, 1)


_COLUMNS: Final = (
    Column("report.addresses", number=False, text=lambda words, row: words.join(row.places)),
    Column("report.owner", number=False, text=lambda words, row: words.department(row.owner)),
    Column(
        "report.status",
        number=False,
        text=lambda words, row: words.word(f"status.{row.status}") if row.status else "",
    ),
    Column("report.due", number=False, text=lambda _, row: row.due),
    Column("report.impact", number=True, text=lambda _, row: _number(row.impact)),
    Column("report.effort", number=True, text=lambda _, row: _number(row.effort)),
    Column(
        "report.quadrant",
        number=False,
        text=lambda words, row: words.word(f"quadrant.{row.quadrant}") if row.quadrant else "",
    ),
    Column("report.opportunity-score", number=True, text=lambda _, row: _number(row.opportunity)),
    Column("report.reach", number=True, text=lambda _, row: percent(row.reach, 0)),
    Column(
        "report.effect",
        number=False,
        text=lambda words, row: words.join(_effect(words, each) for each in row.effects),
    ),
)
