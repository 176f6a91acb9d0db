"""Prints what differs between two versions of a project: as text, as Markdown for a pull request, as data."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.build.versions import as_data
from jmap.cli.console import styled, write_data
from jmap.cli.findings import shown
from jmap.report.markdown import escape
from jmap.report.touchpoints import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jmap.build.versions import Difference
    from jmap.report.names import Words

    Row = Mapping[str, Any]

_STYLES: Final = {"good": "good", "bad": "error", "new": "good", "removed": "error"}
_SIGNS: Final = {"new": "+", "removed": "−"}
_PAINS: Final = (("pains_gone", "−", "good"), ("pains_new", "+", "bad"))


def as_text(found: Sequence[Difference]) -> None:
    """Print journeys with their touchpoints, indented beneath them."""
    if not found:
        sys.stdout.write("nothing differs\n")
        return
    sys.stdout.write("\n\n".join("\n".join(_journey(each)) for each in found) + "\n")
    if any(_signed(each.told) for each in found if each.told):
        sys.stdout.write(f"\n{styled(found[0].words.word('twins.signs'), 'dim', sys.stdout)}\n")


def as_markdown(found: Sequence[Difference]) -> None:
    """Print a heading for each journey, and a table of its touchpoints."""
    write_data("".join(f"{line}\n" for each in found for line in _section(each)))


def as_json(found: Sequence[Difference]) -> None:
    """Print ids and numbers, and under `changes` what has no number, in words."""
    write_data(json.dumps(as_data(found), ensure_ascii=False, indent=2, allow_nan=False) + "\n")


class _Hand(NamedTuple):
    """How one form is written: what makes a text harmless there, and how a gain or loss stands out."""

    words: Words
    clean: Callable[[str], str]
    stress: Callable[[str, str], str]

    def name(self, *parts: str) -> str:
        return self.clean(joined(*parts))

    def score(self, row: Row) -> str:
        """The score here and there with the difference; only the score where it is the same, nothing without one."""
        before, after = row["scores"]
        return before if before == after and row["level"] not in _STYLES else self._way(before, after, row)

    def change(self, row: Row) -> str:
        before, after = (self.clean(" · ".join(row[side])) for side in ("before", "after"))
        return self._told(self.name(row["name"]), self._way(before, after))

    def reading(self, row: Row) -> str:
        before, after = (self.clean(row[side]) for side in ("before", "after"))
        return self._told(self.name(row["name"], row["persona"]), self._way(before, after, row))

    def _told(self, name: str, value: str) -> str:
        return f"{name}{self.words.word('report.colon')}{value}"

    def _way(self, before: str, after: str, shift: Row | None = None) -> str:
        way = f"{before or '–'} → {after or '–'}"
        if shift is None or shift["level"] not in _STYLES:
            return way
        return f"{way}  {self.stress(shift['shown'], shift['level'])} {shift['sure']}".rstrip()


def _styled(text: str, style: str) -> str:
    return styled(text, _STYLES[style], sys.stdout)


def _called(each: Difference) -> str:
    title = each.words.say(each.journey.title)
    return title if title == each.journey.id else f"{title} ({each.journey.id})"


def _journey(each: Difference) -> Iterator[str]:
    hand = _Hand(each.words, shown, _styled)
    if each.found is None:
        yield _marked(each.kind, hand.name(_called(each), each.words.word(f"twins.{each.kind}")))
        return
    yield f"{styled(hand.name(_called(each)), 'bold', sys.stdout)}  {hand.score(each.told)}".rstrip()
    yield from (f"  {hand.change(row)}" for row in each.told["facts"])
    yield from (f"  {hand.reading(row)}" for row in each.told["whole"])
    for row in each.told["points"]:
        yield f"  {_marked(row['kind'], hand.name(row['name'], row['kind_name']))}  {hand.score(row)}".rstrip()
        yield from (f"    {hand.reading(one)}" for one in row["measures"])
        yield from (
            f"    {_styled(sign, level)} {shown(text)}" for key, sign, level in _PAINS for text in row[key]
        )
        yield from (f"    {hand.change(one)}" for one in row["lanes"])
    if each.told["improvements"]:
        yield f"  {each.words.word('lane.improvements')}"
        yield from (f"    {hand.change(row)}" for row in each.told["improvements"])


def _marked(kind: str, text: str) -> str:
    return _styled(f"{_SIGNS[kind]} {text}", kind) if kind in _SIGNS else text


def _signed(told: Row) -> bool:
    """Whether a sign says how sure a difference is."""
    rows = (
        told,
        *told["whole"],
        *told["points"],
        *(one for row in told["points"] for one in row["measures"]),
    )
    return any(row["sure"] for row in rows)


def _section(each: Difference) -> Iterator[str]:
    words = each.words
    hand = _Hand(words, escape, lambda text, _: f"**{text}**")
    if each.found is None:
        yield from (f"### {hand.name(_called(each), words.word(f'twins.{each.kind}'))}", "")
        return
    yield from (f"### {hand.name(_called(each))}  {hand.score(each.told)}".rstrip(), "")
    listed = [
        *map(hand.change, each.told["facts"]),
        *map(hand.reading, each.told["whole"]),
        *(
            f"{escape(words.word('report.improvement'))} {hand.change(row)}"
            for row in each.told["improvements"]
        ),
    ]
    if listed:
        yield from (*(f"- {item}" for item in listed), "")
    if each.told["points"]:
        heads = ("report.touchpoint", "report.score", "twins.changed")
        yield f"| {' | '.join(escape(words.word(head)) for head in heads)} |"
        yield "| --- | --- | --- |"
        for row in each.told["points"]:
            changed = [
                *map(hand.reading, row["measures"]),
                *(f"{escape(sign)} {escape(text)}" for key, sign, _ in _PAINS for text in row[key]),
                *map(hand.change, row["lanes"]),
            ]
            yield f"| {hand.name(row['name'], row['kind_name'])} | {hand.score(row)} | {'<br>'.join(changed)} |"
        yield ""
