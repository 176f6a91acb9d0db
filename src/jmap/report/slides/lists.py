"""Lists as native tables: pains, opportunities, improvements, measures, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.report import executive, priorities
from jmap.report.priorities import priority_columns
from jmap.report.score_table import in_words
from jmap.report.slides.table import Sheet, spread
from jmap.report.slides.writing import Where
from jmap.report.touchpoints import joined

if TYPE_CHECKING:
    from jmap.report.names import Words
    from jmap.report.priorities import Priority
    from jmap.report.slides.deck import Deck


def pains(deck: Deck) -> None:
    """All pain points, those that weigh most first."""
    words = deck.words
    found = executive.pains(words)
    head = [words.word(f"report.{key}") for key in ("pain", "place")] + [
        words.word("lane.pains.sub").capitalize()
    ]
    rows = [
        (
            Where(words.word("report.pain"), f"pain of {one['place']}"),
            [one["text"], one["place"], one["meta"]],
        )
        for one in found
    ]
    spread(deck, _whole(words.word("lane.pains"), head, rows))


def opportunities(deck: Deck) -> None:
    """All opportunities, those with most to gain first."""
    _priorities(
        deck, priorities.opportunities(deck.words), "opportunity", deck.words.word("lane.opportunities")
    )


def improvements(deck: Deck) -> None:
    """The register of what is done, the most worthwhile first."""
    found = priorities.improvements(deck.words)
    _priorities(deck, found, "improvement", deck.words.word("report.improvements"))


def _priorities(deck: Deck, found: list[Priority], kind: str, title: str) -> None:
    words = deck.words
    table = in_words(priority_columns(f"report.{kind}", several=False), [(words, one) for one in found])
    if table.rows:
        told = [
            (Where(words.word(f"report.{kind}"), f"{kind} {one.id}"), texts)
            for one, texts in zip(found, table.rows[1:], strict=True)
        ]
        spread(deck, Sheet(title, table.rows[0], told, table.right))


def losses(deck: Deck, funnel: dict[str, Any]) -> None:
    """Where customers are lost, in the order of the map."""
    words = deck.words
    keys = ("report.place", "funnel.come", "funnel.on", "funnel.leave", "funnel.lost")
    rows = [
        (
            Where(words.word("report.funnel"), f"losses of {row['id'] or stage['name']}"),
            [
                joined(row["name"], stage["name"]),
                row["reach"],
                joined(one["on"], one["about"], one["date"]),
                joined(one["leaves"], "" if one["lost"] else one["most"]),
                joined(one["lost"], one["most"] if one["lost"] else ""),
            ],
        )
        for stage in funnel["stages"]
        for row in stage["rows"]
        for one in row["goings"]
    ]
    spread(deck, _whole(words.word("report.funnel"), [words.word(key) for key in keys], rows, {1, 3, 4}))


def measures(deck: Deck, content: dict[str, Any]) -> None:
    """Every measured value with sample, day and source."""
    words = deck.words
    keys = ("place", "measure", "persona", "value", "target", "n", "date", "source")
    rows = []
    for place in content["measures"]:
        for measure in place["measures"]:
            where = Where(
                f"{measure['name']} · {place['name']}", f"{measure['id']} of {place['id'] or place['name']}"
            )
            rows += [
                (where, _measured(words, place["name"], measure["name"], wave)) for wave in measure["waves"]
            ]
    spread(
        deck,
        _whole(words.word("report.measures"), [words.word(f"report.{key}") for key in keys], rows, {3, 4, 5}),
    )


def _measured(words: Words, place: str, measure: str, wave: dict[str, Any]) -> list[str]:
    target = joined(wave["target"], " ".join(filter(None, (wave["goal"], wave["gap"]))))
    told = [wave["persona"], wave["value"], target, _told(wave["n"]), wave["date"]]
    return [place, measure, *told, wave["source"] or words.join(item["name"] for item in wave["evidence"])]


def evidence(deck: Deck, content: dict[str, Any]) -> None:
    """What all of this rests on, newest first."""
    words = deck.words
    keys = ("evidence", "kind", "persona", "n", "date", "source")
    rows = [
        (
            Where(words.word("report.evidence"), f"evidence {item['id']}", ("evidence", item["id"])),
            [
                item["title"],
                item["kind_name"],
                item["persona"],
                _told(item["n"]),
                item["date"],
                item["source"],
            ],
        )
        for item in content["evidence"]
    ]
    spread(
        deck, _whole(words.word("report.evidence"), [words.word(f"report.{key}") for key in keys], rows, {3})
    )


def _told(value: Any) -> str:
    return str(value or "")


def _whole(
    title: str, head: list[str], rows: list[tuple[Where, list[str]]], right: set[int] | None = None
) -> Sheet:
    """A table without columns that say nothing."""
    kept = [index for index in range(len(head)) if any(texts[index] for _, texts in rows)]
    return Sheet(
        title,
        [head[index] for index in kept],
        [(where, [texts[index] for index in kept]) for where, texts in rows],
        frozenset(number for number, index in enumerate(kept) if index in (right or ())),
    )
