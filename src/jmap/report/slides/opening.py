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
    words, head = deck.words, content["head"]
    names = words.join(one["name"] for one in content["personas"])
    facts = words.facts(("report.personas", names))
    return _paras(deck, [*facts, *head["facts"], *words.facts(("report.status", head["state"]))])


def _paras(deck: Deck, facts: list[dict[str, str]], *, bold: bool = False) -> list[Para]:
    """Facts, one a line: what it is, and its value."""
    colon, journey = deck.words.word("report.colon"), deck.words.sheet.journey.id
    found = []
    for fact in facts:
        where = Where(fact["name"], f"{fact['key'].rpartition('.')[2]} of {journey}", ("journeys", journey))
        runs = (Run(f"{fact['name']}{colon}", "muted"), Run(writing.clean(fact["value"]), bold=bold))
        found.append(Para(runs, writing.BODY, before=2, where=where))
    return found


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
        _gauge(leaf, x, 196, inner, score)
    facts = [*score["facts"], *words.facts(("report.n", sample(rows(words, By.JOURNEY)[0].n)))]
    for end in score["extremes"]:
        value = f"{end['touchpoint']} ({end['shown']})"
        facts.append({"key": end["key"], "name": end["name"].capitalize(), "value": value})
    facts += words.facts(("value.unknown", score["missing"]))
    leaf.box(Box(x, 222, inner, 174), _paras(leaf.deck, facts, bold=True), name="Facts")
    _coverage(leaf, Box(x, 424, inner, 8), score["coverage"])


def _gauge(leaf: Leaf, x: float, y: float, width: float, score: dict[str, Any]) -> None:
    """The score on the way to 100, and where the target lies."""
    target = leaf.deck.words.sheet.scores.target
    leaf.box(Box(x, y, width, 8), fill="track", name="Track")
    leaf.box(Box(x, y, max(width * score["points"] / 100, 1), 8), fill=score["level"], name="Score bar")
    if target is not None:
        at = x + width * target / 100
        leaf.rule(at, y - 4, at, y + 12, "ink", width=2)


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
