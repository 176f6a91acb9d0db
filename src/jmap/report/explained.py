"""How the score of one touchpoint, stage or journey came about, told with every number that entered it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.report.names import difference, percent
from jmap.report.score_table import Table, curve, score_in_words
from jmap.score.coverage import coverage_of
from jmap.score.explain import (
    explain_coverage,
    explain_journey,
    explain_own,
    explain_pain_of_journey,
    explain_pain_of_stage,
    explain_peak_end,
    explain_stage,
    explain_touchpoint,
)
from jmap.score.journey import IMPORTANCE
from jmap.score.path import times
from jmap.text.number import percents, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jmap.model import Experience, Stage, Touchpoint
    from jmap.report.names import Words
    from jmap.score.result import Own, PainLoad, Score, TouchpointScore
    from jmap.score.value import Coverage


class Explanation(NamedTuple):
    """Everything to be said of one score.

    Attributes:
        title: what is explained, and where it stands.
        facts: names and values.
        heading: of `values`, where they do not make up the score.
        values: what entered, and what is only shown.
        apart: the computation of such values.
        steps: the computation, line by line.
        method: the formulas in words.
    """

    title: str
    facts: list[tuple[str, str]]
    heading: str
    values: Table
    apart: tuple[str, ...]
    steps: tuple[str, ...]
    method: tuple[str, ...]


def explanations(words: Words, name: str) -> Iterator[Explanation]:
    """Explanations of the journey, its stages and touchpoints, as far as `name` is their id or name in any language."""
    journey = words.sheet.journey
    if name in (journey.id, *journey.title.values()):
        yield _journey(words)
    for stage in journey.stages:
        if name in (stage.id, *stage.name.values()):
            yield _stage(words, stage)
        for touchpoint in stage.touchpoints:
            if name in (touchpoint.id, *touchpoint.name.values()):
                yield _touchpoint(words, touchpoint)


def of_places(words: Words, stages: Iterable[str], touchpoints: Iterable[str]) -> Iterator[Explanation]:
    """Explanations of some stages, then of some touchpoints, by their ids."""
    journey, wanted = words.sheet.journey, frozenset(stages)
    yield from (_stage(words, stage) for stage in journey.stages if stage.id in wanted)
    yield from (_touchpoint(words, journey.by_id[id_]) for id_ in touchpoints)


def _touchpoint(words: Words, here: Touchpoint) -> Explanation:
    scores = words.sheet.scores
    own = scores.touchpoints[here.id]
    coverage = coverage_of([(1.0, own.basis, own.measured)])
    facts = [
        *_head(words, own.score, own.pain, own.target, own.gap),
        ("report.coverage", _shares(words, coverage)),
        ("report.weight", _weight(words, here, own.weight)),
    ]
    method = ["report.method.touchpoint", "report.method.interval", "report.method.basis"]
    if here.pains:
        method.append("report.method.pain")
    return Explanation(
        _title(words, words.say(here.name), "report.touchpoint"),
        _told(words, facts),
        "",
        _values(words, own),
        (),
        explain_touchpoint(here, scores),
        tuple(words.word(key) for key in method),
    )


def _stage(words: Words, stage: Stage) -> Explanation:
    scores = words.sheet.scores
    own = scores.stages[stage.id]
    points = [scores.touchpoints[each.id].score.value for each in stage.touchpoints]
    facts = [*_head(words, own.score, own.pain, own.target, own.gap), ("report.curve", curve(points))]
    if own.stands_in:
        facts.append(("report.weight", _weight(words, stage, own.weight)))
    pain = ("pain", "pain-mean") if own.pain.value is not None else ()
    return Explanation(
        _title(words, words.say(stage.name), "report.stage"),
        _told(words, facts),
        words.word("report.whole-stage"),
        _values(words, own.own),
        () if own.stands_in else explain_own(own.own),
        (*explain_stage(stage, scores), *explain_pain_of_stage(stage, scores)),
        tuple(words.word(f"report.method.{key}") for key in ("journey", "interval", *pain)),
    )


def _journey(words: Words) -> Explanation:
    journey, scores = words.sheet.journey, words.sheet.scores
    points = [each.score.value for each in scores.touchpoints.values()]
    facts = [
        *_head(words, scores.score, scores.pain, scores.target, scores.gap),
        ("report.coverage", _shares(words, scores.coverage)),
        ("report.curve", curve(points)),
        ("lane.duration", _times(words)),
    ]
    steps = (
        *explain_journey(journey, scores),
        *explain_pain_of_journey(journey, scores),
        *explain_peak_end(scores),
        *explain_coverage(scores),
    )
    keys = ["journey", "interval", "basis", "peak-end"]
    if scores.pain.value is not None:
        keys[3:3] = ["pain", "pain-mean"]
    return Explanation(
        words.say(journey.title),
        _told(words, facts),
        words.word("report.measured-apart"),
        _values(words, scores.own),
        explain_own(scores.own),
        steps,
        tuple(words.word(f"report.method.{key}") for key in keys),
    )


def _head(
    words: Words, score: Score, pain: PainLoad, target: float | None, gap: float | None
) -> list[tuple[str, str]]:
    bounds = score.interval
    load = percent(pain.value)
    return [
        ("report.score", score_in_words(words, score)),
        ("report.interval", "–".join(plain(bound, 2) for bound in bounds) if bounds else ""),
        ("value.unknown", words.join(words.persona(id_) for id_ in score.missing)),
        ("report.pain-load", f"{load} ({words.word('report.assumed')})" if pain.assumed else load),
        ("report.target", "" if target is None else plain(target)),
        ("report.gap", difference(gap, 2)),
    ]


def _told(words: Words, facts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(words.word(key), value) for key, value in facts if value]


def _title(words: Words, name: str, kind: str) -> str:
    return " · ".join((name, words.word(kind), words.say(words.sheet.journey.title)))


def _shares(words: Words, shares: Coverage) -> str:
    named = zip(shares._fields, percents(shares, 1), strict=True)
    return " · ".join(f"{words.word(f'basis.{name}')} {share}" for name, share in named)


def _weight(words: Words, here: Experience, weight: float) -> str:
    importance = f"{words.word('report.importance')} {here.importance or IMPORTANCE}"
    if not here.moment_of_truth:
        return f"{plain(weight, 2)} = {importance}"
    factor = plain(words.project.settings.scoring.moment_of_truth, 2)
    return f"{plain(weight, 2)} = {importance} × {words.word('lane.moment')} {factor}"


def _times(words: Words) -> str:
    found = times(words.sheet.journey, words.sheet.scores.paths)
    if found is None:
        return ""
    ends = dict.fromkeys(words.plan.duration(seconds) for seconds in (found.shortest, found.longest))
    text = "–".join(ends)
    if len(ends) == 1 or found.expected is None:
        return text
    return f"{text}, {words.word('report.expected', value=words.plan.duration(found.expected))}"


def _values(words: Words, own: TouchpointScore | Own) -> Table:
    keys = ("measure", "persona", "value", "n", "basis", "points", "weight")
    rows = [[words.word(f"report.{key}") for key in keys]]
    for part in own.components:
        few = f" ({words.word('measure.few')})" if part.small else ""
        rows.append(
            [
                words.plan.measure(part.measure),
                words.who(part.persona),
                words.shown(part),
                f"{part.n or ''}{few}",
                words.word(f"basis.{part.basis}"),
                plain(part.points, 2),
                plain(part.weight, 2),
            ]
        )
    for shown in own.unscored:
        measure, who = words.plan.measure(shown.measure), words.who(shown.persona)
        reason = words.word(f"report.unscored-{shown.reason}")
        basis = words.word(f"basis.{shown.basis}")
        rows.append([measure, who, words.shown(shown), str(shown.n or ""), basis, reason, ""])
    return Table(rows if len(rows) > 1 else [], frozenset({2, 3, 6}))
