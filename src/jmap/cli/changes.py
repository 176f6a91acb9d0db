"""Prints what differs between two versions of a project: as text, as Markdown for a pull request, as data."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from jmap.cli.console import styled, write_data
from jmap.cli.findings import shown
from jmap.compare.plain import comparison, point
from jmap.report.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.build.versions import Difference

SHAPE: Final = "jmap-diff/1"
"""First key of the JSON; a change that a reader could stumble over changes its number."""
_STYLES: Final = {"good": "good", "bad": "error", "new": "good", "removed": "error"}
_SIGNS: Final = {"new": "+", "removed": "−"}


def as_text(found: Sequence[Difference]) -> None:
    """Print journeys with their touchpoints, indented beneath them."""
    if not found:
        sys.stdout.write("nothing differs\n")
        return
    sys.stdout.write("\n\n".join("\n".join(_journey(each)) for each in found) + "\n")
    if any(_signed(each.told) for each in found):
        sys.stdout.write(f"\n{styled(found[0].words.word('twins.signs'), 'dim', sys.stdout)}\n")


def _journey(each: Difference) -> Iterator[str]:
    told, name = each.told, shown(_name(each))
    if each.found is None:
        yield _mark(each.kind, f"{name} ({each.words.word(f'twins.{each.kind}')})")
        return
    yield styled(name, "bold", sys.stdout) + _score(told)
    for row in told["facts"]:
        yield f"  {_change(row)}"
    for row in told["whole"]:
        yield f"  {_reading(row)}"
    for row in told["points"]:
        yield from _point(row)
    if told["improvements"]:
        yield f"  {each.words.word('lane.improvements')}"
        for row in told["improvements"]:
            yield f"    {_change(row)}"


def _point(row: dict[str, Any]) -> Iterator[str]:
    kind = f" ({row['kind_name']})" if row["kind_name"] else ""
    yield f"  {_mark(row['kind'], shown(row['name']) + kind)}{_score(row)}"
    for one in row["measures"]:
        yield f"    {_reading(one)}"
    for key, sign, level in (("pains_gone", "−", "good"), ("pains_new", "+", "bad")):
        for text in row[key]:
            yield f"    {styled(sign, _STYLES[level], sys.stdout)} {shown(text)}"
    for one in row["lanes"]:
        yield f"    {_change(one)}"


def _mark(kind: str, text: str) -> str:
    return styled(f"{_SIGNS[kind]} {text}", _STYLES[kind], sys.stdout) if kind in _SIGNS else text


def _name(each: Difference) -> str:
    title = each.words.say(each.journey.title)
    return title if title == each.journey.id else f"{title} ({each.journey.id})"


def _way(before: str, after: str) -> str:
    return f"{before or '–'} → {after or '–'}"


def _scores(row: dict[str, Any]) -> str:
    """A score here and there; one where they are the same, nothing where there is none."""
    return (
        _way(*row["scores"])
        if row["level"] in _STYLES or row["scores"][0] != row["scores"][1]
        else row["scores"][0]
    )


def _score(row: dict[str, Any]) -> str:
    scores = _scores(row)
    return f"  {scores}{_shift(row)}" if scores else ""


def _shift(row: dict[str, Any]) -> str:
    """Points gained or lost, and the sign for how sure that is."""
    if row["level"] not in _STYLES:
        return ""
    points = styled(row["shown"], _STYLES[row["level"]], sys.stdout)
    return f"  {points} {row['sure']}".rstrip()


def _reading(row: dict[str, Any]) -> str:
    who = f" ({shown(row['persona'])})" if row["persona"] else ""
    return f"{shown(row['name'])}{who}: {shown(_way(row['before'], row['after']))}{_shift(row)}"


def _change(row: dict[str, Any]) -> str:
    return f"{shown(row['name'])}: {shown(_way(*(' · '.join(row[side]) for side in ('before', 'after'))))}"


def _signed(told: dict[str, Any]) -> bool:
    return bool(told) and (
        bool(told["sure"])
        or any(one["sure"] for one in told["whole"])
        or any(one["sure"] for row in told["points"] for one in (row, *row["measures"]))
    )


def as_markdown(found: Sequence[Difference]) -> None:
    """Print a heading for each journey, and a table of its touchpoints."""
    write_data("\n".join(line for each in found for line in _section(each)) + "\n" * bool(found))


def _section(each: Difference) -> Iterator[str]:
    told, words, name = each.told, each.words, escape(_name(each))
    if each.found is None:
        yield from (f"### {name}: {escape(words.word(f'twins.{each.kind}'))}", "")
        return
    scores = _scores(told)
    yield from (f"### {name}{f': {scores}{_bold(told)}' if scores else ''}", "")
    listed = [
        *(_item(row) for row in told["facts"]),
        *(_value(row) for row in told["whole"]),
        *(f"{escape(words.word('report.improvement'))} {_item(row)}" for row in told["improvements"]),
    ]
    if listed:
        yield from (*(f"- {item}" for item in listed), "")
    if told["points"]:
        heads = ("report.touchpoint", "report.score", "twins.changed")
        yield f"| {' | '.join(escape(words.word(head)) for head in heads)} |"
        yield "| --- | --- | --- |"
        yield from map(_cells, told["points"])
        yield ""


def _cells(row: dict[str, Any]) -> str:
    kind = f" ({escape(row['kind_name'])})" if row["kind_name"] else ""
    changed = [
        *(_value(one) for one in row["measures"]),
        *(f"− {escape(text)}" for text in row["pains_gone"]),
        *(f"\\+ {escape(text)}" for text in row["pains_new"]),
        *(_item(one) for one in row["lanes"]),
    ]
    return f"| {escape(row['name'])}{kind} | {_scores(row)}{_bold(row)} | {'<br>'.join(changed)} |"


def _bold(row: dict[str, Any]) -> str:
    if row["level"] not in _STYLES:
        return ""
    return f" **{row['shown']}** {row['sure']}".rstrip()


def _item(row: dict[str, Any]) -> str:
    before, after = (" · ".join(map(escape, row[side])) for side in ("before", "after"))
    return f"{escape(row['name'])}: {_way(before, after)}"


def _value(row: dict[str, Any]) -> str:
    who = f" ({escape(row['persona'])})" if row["persona"] else ""
    return f"{escape(row['name'])}{who}: {_way(escape(row['before']), escape(row['after']))}{_bold(row)}"


def as_json(found: Sequence[Difference]) -> None:
    """Print ids and numbers, and under `changes` what has no number, in words."""
    document = {"format": SHAPE, "journeys": [_data(each) for each in found]}
    write_data(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def _data(each: Difference) -> dict[str, Any]:
    head = {"journey": each.journey.id, "title": each.words.say(each.journey.title), "change": each.kind}
    if each.found is None:
        return head
    return {
        **head,
        "was": each.found.before.id,
        **comparison(each.found),
        "touchpoints": [
            {**point(change), "name": row["name"], "changes": row["lanes"]}
            for change, row in zip(each.told["changed"], each.told["points"], strict=True)
        ],
        "changes": each.told["facts"],
        "improvements": each.told["improvements"],
    }
