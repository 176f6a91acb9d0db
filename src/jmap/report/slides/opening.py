"""The first slide: which journey, for whom, how well it does and what that rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jmap.layout.scene import Box
from jmap.report import explained
from jmap.report.score_rows import By, rows
from jmap.report.score_table import sample
from jmap.report.slides import writing
from jmap.report.slides.design import MARGIN
from jmap.report.slides.writing import Para, Run, Where, para

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.report.slides.deck import Deck
    from jmap.report.slides.leaf import Leaf

_LEFT: Final = 620.0
_WIDE: Final = 300.0
"""The panel of scores."""
_IN: Final = 22.0
_COLORS: Final = {"measured": "good", "judged": "warn", "unknown": "line"}


def opening(deck: Deck, content: dict[str, Any]) -> None:
    """Title, scenario and facts at the left, the score at the right."""
    words, head = deck.words, content["head"]
    leaf = deck.leaf(head["title"], cover=True)
    logo = words.project.settings.theme.logo
    if logo:
        leaf.picture(logo, Box(MARGIN, 36, 220, 48), head["project"] or words.word("report.journey"))
    if head["project"] and head["project"] != head["title"]:
        where = Where(words.word("report.journey"), "title of the project", ("settings", "title"))
        leaf.box(
            Box(MARGIN, 96, 520, 20),
            [para(head["project"], writing.LEAD, "muted", where=where)],
            name="Project",
        )
    where = Where(
        words.word("persona.scenario"), "scenario", ("journeys", words.sheet.journey.id, "scenario")
    )
    leaf.subtitle([para(head["scenario"], writing.LEAD, "muted", where=where)] if head["scenario"] else [])
    leaf.box(Box(MARGIN, 366, 540, 136), _facts(deck, content), name="Facts", anchor="b")
    _score(leaf, content["score"])
    for note in head["notes"]:
        leaf.say(note["text"])
    told = next(explained.explanations(words, words.sheet.journey.id))
    leaf.say(
        words.word("report.method"),
        *_lines(told.facts, words.word("report.colon")),
        *told.apart,
        *told.steps,
        *told.method,
    )


def _lines(facts: Iterable[tuple[str, str]], colon: str) -> list[str]:
    return [f"{name}{colon}{value}" for name, value in facts]


def _facts(deck: Deck, content: dict[str, Any]) -> list[Para]:
    words = deck.words
    names = words.join(one["name"] for one in content["personas"])
    facts = [(words.word("report.personas"), names)]
    facts += [(fact["name"], fact["value"]) for fact in content["head"]["facts"]]
    facts.append((words.word("report.status"), content["head"]["state"]))
    journey = words.sheet.journey.id
    return [
        Para(
            (Run(f"{name}{words.word('report.colon')}", "muted"), Run(writing.clean(value))),
            writing.BODY, before=2, where=Where(name, name, ("journeys", journey)),
        )
        for name, value in facts
        if value
    ]  # fmt: skip


def _score(leaf: Leaf, score: dict[str, Any]) -> None:
    words = leaf.deck.words
    x, inner = _LEFT + _IN, _WIDE - 2 * _IN
    leaf.box(Box(_LEFT, 88, _WIDE, 414), fill="panel", name="Panel")
    leaf.box(Box(x, 104, inner, 18), [para(words.word("report.score"), writing.HEAD, "muted")], name="Label")
    if not score["shown"]:
        leaf.box(Box(x, 128, inner, 48), [para(words.word("score.none"), writing.LEAD)], name="Score")
    else:
        number = (Run(score["shown"], score["level"], bold=True),)
        leaf.box(Box(x, 120, inner, 72), [Para(number, writing.NUMBER)], name="Score")
        _gauge(leaf, x, 196, inner, score["points"])
    own = rows(words, By.JOURNEY)[0]
    facts = [(fact["name"], fact["value"]) for fact in score["facts"]]
    facts.append((words.word("report.n"), sample(own.n)))
    facts += [
        (end["name"].capitalize(), f"{end['touchpoint']} ({end['shown']})") for end in score["extremes"]
    ]
    facts.append((words.word("value.unknown"), score["missing"]))
    paras = [
        Para((Run(f"{name}{words.word('report.colon')}", "muted"), Run(writing.clean(value), bold=True)), writing.BODY,
             before=2, where=Where(name, name))
        for name, value in facts
        if value
    ]  # fmt: skip
    leaf.box(Box(x, 222, inner, 174), paras, name="Facts")
    _coverage(leaf, Box(x, 424, inner, 8), score["coverage"])


def _gauge(leaf: Leaf, x: float, y: float, width: float, points: float) -> None:
    """The score on the way to 100, and where the target lies."""
    scores = leaf.deck.words.sheet.scores
    leaf.box(Box(x, y, width, 8), fill="track", name="Track")
    leaf.box(Box(x, y, max(width * points / 100, 1), 8), fill=_level(leaf), name="Score bar")
    if scores.target is not None:
        at = x + width * scores.target / 100
        leaf.rule(at, y - 4, at, y + 12, "ink", width=2)


def _level(leaf: Leaf) -> str:
    from jmap.render.flow import level

    return str(level(leaf.deck.words.sheet.scores.score.value))


def _coverage(leaf: Leaf, at: Box, shares: list[dict[str, str]]) -> None:
    """What the score rests on: a bar in three parts, and in words."""
    words = leaf.deck.words
    leaf.box(
        Box(at.x, at.y - 20, at.width, 16),
        [para(words.word("report.coverage"), writing.HEAD, "muted")],
        name="Label",
    )
    for part in shares:
        start, width = float(part["start"]) / 100 * at.width, float(part["width"]) / 100 * at.width
        if width:
            leaf.box(Box(at.x + start, at.y, width, at.height), fill=_COLORS[part["basis"]], name="Coverage")
    runs: list[Run] = []
    for part in shares:
        runs += [Run("■ ", _COLORS[part["basis"]]), Run(f"{part['name']} {part['share']}   ")]
    leaf.box(Box(at.x, at.y + 14, at.width, 40), [Para(tuple(runs))], name="Coverage")
