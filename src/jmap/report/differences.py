"""What differs between a journey and its twin, touchpoint by touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import quote

from jmap.compare import moved, pairs
from jmap.model import Stage, Touchpoint
from jmap.model.flow import edges_from
from jmap.model.journey import END
from jmap.report.names import difference, figure, percent, score
from jmap.report.touchpoints import joined, lane_name, weight_of, worth_of
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jmap.compare import Comparison, LaneChange, MeasureShift, PointChange, Shift
    from jmap.model import Journey, Opportunity, Pain, Statement
    from jmap.model.flow import Edge
    from jmap.report.names import Words

P = TypeVar("P", "Pain", "Opportunity")


class Course(NamedTuple):
    """One of both journeys, with the stage and the ways on of each touchpoint by its id.

    Attributes:
        homes: ids of stages as the second journey calls them.
        stages: their names.
        behind: of stages and touchpoints that moved, what they stand behind, by their anchors.
        names: of touchpoints and the end, those of both as the second journey calls them: then ways are the same ones.
    """

    journey: Journey
    homes: Mapping[str, str]
    stages: Mapping[str, str]
    ways: Mapping[str, Sequence[Edge]]
    behind: Mapping[str, str]
    names: Mapping[str, str]


def courses(words: Words, found: Comparison) -> tuple[Course, Course]:
    """Of both journeys."""
    stages = {each.before.id: each.after.id for each in found.stages if each.before and each.after}
    names: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for each in found.points:
        for known, side in zip(names, (each.before, each.after), strict=True):
            known.update({side.id: words.say(each.place.name)} if side is not None else {})

    def course(
        journey: Journey, called: Mapping[str, str], behind: Mapping[str, str], names: Mapping[str, str]
    ) -> Course:
        stage_of = {one.id: stage for stage in journey.stages for one in stage.touchpoints}
        homes = {id_: called.get(stage.id, stage.id) for id_, stage in stage_of.items()}
        told = {id_: words.say(stage.name) or stage.id for id_, stage in stage_of.items()}
        end = words.say(found.after.end) or words.word("flow.end")
        return Course(journey, homes, told, edges_from(journey), behind, {**names, END: end})

    behind = _behind(words, found)
    return course(found.before, stages, behind[0], names[0]), course(found.after, {}, behind[1], names[1])


def _behind(words: Words, found: Comparison) -> tuple[dict[str, str], dict[str, str]]:
    """What stands elsewhere among its like: the name of what it follows, in each journey."""
    kept = [(one, other) for one, other in pairs(found.before.stages, found.after.stages) if one and other]
    orders: list[tuple[str, Sequence[Stage | Touchpoint], Sequence[Stage | Touchpoint]]] = [
        ("s", found.before.stages, found.after.stages),
        *(("t", one.touchpoints, other.touchpoints) for one, other in kept),
    ]
    told: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for kind, *sides in orders:
        for at, side, rearranged in zip(told, sides, zip(*moved(*sides), strict=True), strict=False):
            names = _followed(words, side)
            at.update({f"{kind}-{one.id}": names[one.id] for one in rearranged})
    return told


def _followed(words: Words, order: Sequence[Stage | Touchpoint]) -> dict[str, str]:
    names = [words.word("twins.behind", name=words.say(one.name) or one.id) for one in order]
    return {one.id: name for one, name in zip(order, (words.word("twins.first"), *names), strict=False)}


def shift(found: Shift | MeasureShift) -> dict[str, Any]:
    """A difference in points as `{shown, level, sure}`; the last is a sign for whether intervals overlap."""
    points = found.points
    apart = found.apart
    return {
        "shown": difference(points),
        "level": "unknown" if points is None or not points else "good" if points > 0 else "bad",
        "sure": "" if apart is None else "●" if apart else "○",
    }


def point(words: Words, both: tuple[Course, Course], found: PointChange, there: str) -> dict[str, Any]:
    """One row; what stands on the page of the twin only is linked `there`.

    A stage has one for what is said of it as a whole; without touchpoints it stands `by_itself`.
    """
    stage = found.place if isinstance(found.place, Stage) else None
    kind = "t" if stage is None else "s"
    own = found.before if both[0].journey.id == words.sheet.journey.id else found.after
    address = words.href(kind, own.id) if own is not None else f"{there}#{kind}-{quote(found.place.id)}"
    measures = [measure(words, each) for each in found.measures if each.differs]
    by_itself = stage is None or not stage.touchpoints
    told = {
        "measures": measures,
        "pains_gone": _texts(words, (pain.text for pain in found.pains_gone)),
        "pains_new": _texts(words, (pain.text for pain in found.pains_new)),
        "lanes": [
            *_plain(words, both, found),
            *_reworded(words, "lane.pains", found.pains_kept, weight_of),
            *_chances(words, found),
            *_reworded(words, "lane.opportunities", found.chances_kept, worth_of),
            *(row for lane in found.lanes for row in _lane(words, lane)),
        ],
    }
    return {
        "name": words.say(found.place.name) or found.place.id,
        "href": address,
        "kind": found.kind,
        "kind_name": joined(
            words.word("report.whole-stage") if stage is not None else "",
            words.word(f"twins.{found.kind}") if found.kind != "kept" else "",
        ),
        "scores": [score(side.value)["shown"] for side in found.score],
        **shift(found.score),
        **told,
        "by_itself": by_itself,
        "differs": (by_itself and found.kind != "kept") or any(told.values()) or bool(found.score.points),
    }


def measure(words: Words, found: MeasureShift) -> dict[str, Any]:
    """A measured value here and there."""
    return {
        "name": words.plan.measure(found.measure),
        "persona": words.persona(found.persona),
        "before": words.shown(found.before) if found.before is not None else "–",
        "after": words.shown(found.after) if found.after is not None else "–",
        **shift(found),
    }


def persona(words: Words, id_: str, found: Shift) -> dict[str, Any]:
    """The journey's score for one persona, told like a measure."""
    sides = [score(side.value)["shown"] for side in found]
    return {
        "name": words.word("report.score"),
        "persona": words.persona(id_),
        "before": sides[0],
        "after": sides[1],
        **shift(found),
    }


def _plain(words: Words, both: tuple[Course, Course], found: PointChange) -> list[dict[str, Any]]:
    """What is no statement and differs: name, stage, duration, channels, ways on, what it counts for."""
    if found.before is None or found.after is None:
        return []
    sides = (found.before, found.after)
    name, kind = ("report.stage", "s") if isinstance(found.place, Stage) else ("report.touchpoint", "t")
    pairs = (
        (name, [words.say(one.name) for one in sides]),
        (
            "lane.duration",
            [words.plan.duration(one.duration) if one.duration is not None else "" for one in sides],
        ),
        ("lane.channel", [words.join(words.channel(id_) for id_ in one.channels) for one in sides]),
        ("lane.owner", [words.department(one.owner) for one in sides]),
        ("report.reach", [percent(one.reach) for one in sides]),
        ("report.importance", [plain(one.importance) if one.importance else "" for one in sides]),
        ("report.target", [figure(one.target) for one in sides]),
        (
            "twins.order",
            [at.behind.get(f"{kind}-{one.id}", "") for at, one in zip(both, sides, strict=True)],
        ),
        ("legend.moment", ["★" if one.moment_of_truth else "" for one in sides]),
        *_led(words, both, found),
    )
    return [
        {"name": words.word(key), "before": [old] if old else [], "after": [new] if new else []}
        for key, (old, new) in pairs
        if old != new
    ]


def _led(
    words: Words, both: tuple[Course, Course], found: PointChange
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Where touchpoints stand and lead to."""
    before, after = found.before, found.after
    if not (isinstance(before, Touchpoint) and isinstance(after, Touchpoint)):
        return
    first, second = both
    if first.homes[before.id] != second.homes[after.id]:
        yield "report.stage", (first.stages[before.id], second.stages[after.id])
    yield "legend.opens", (_opened(words, before.opens), _opened(words, after.opens))
    if before.next is not None or after.next is not None:  # else it is the order of the map that says it
        yield "report.next", (_ways(words, first, before.id), _ways(words, second, after.id))


def _opened(words: Words, id_: str | None) -> str:
    journey = words.project.journeys.get(id_ or "")
    return words.say(journey.title) if journey is not None else id_ or ""


def _ways(words: Words, at: Course, id_: str) -> str:
    return words.join(
        joined(at.names[edge.target], words.say(edge.when), percent(edge.share))
        for edge in at.ways.get(id_, ())
    )


def _reworded(
    words: Words, key: str, kept: Iterable[tuple[P, P]], more: Callable[[Words, P], str]
) -> list[dict[str, Any]]:
    """Pains or opportunities both have that are told in other words; `more` says what is known of one besides."""
    told = ([joined(words.say(each.text), more(words, each)) for each in pair] for pair in kept)
    return [{"name": words.word(key), "before": [old], "after": [new]} for old, new in told if old != new]


def _chances(words: Words, found: PointChange) -> list[dict[str, Any]]:
    """Opportunities that only one of both has."""
    gone, new = (
        [words.say(chance.text) for chance in chances] for chances in (found.chances_gone, found.chances_new)
    )
    return [{"name": words.word("lane.opportunities"), "before": gone, "after": new}] if gone or new else []


def _lane(words: Words, change: LaneChange) -> Iterator[dict[str, Any]]:
    """What a lane says here and there, unless it differs in another language only."""
    before, after = ([_said(words, each) for each in side] for side in (change.before, change.after))
    if before != after:
        yield {"name": lane_name(words, change.lane), "before": before, "after": after}


def _said(words: Words, statement: Statement) -> str:
    persona = words.persona(statement.persona)
    text = words.say(statement.text)
    return f"{persona}{words.word('report.colon')}{text}" if persona else text


def _texts(words: Words, texts: Iterable[Any]) -> list[str]:
    return [words.say(text) for text in texts]
