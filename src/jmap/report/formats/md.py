"""The `md` format: a Markdown file for GitHub, GitLab and docs sites, with tables, picture and diagrams."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jmap.render.flow import chart
from jmap.render.format import Format, Output, Rendered
from jmap.render.formats import mermaid_flowchart, mermaid_journey
from jmap.render.templates import render as fill
from jmap.report.markdown import escaped, fence, path
from jmap.report.page import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from jmap.render.format import Sheet

SUFFIX = ".md"
_ASIDE = ("emotion", "channel")
"""Lanes that have columns of their own."""


def render(sheet: Sheet) -> Rendered:
    """One file; what it says is escaped for every dialect before the template puts it in place."""
    content = page(sheet)
    context = {
        "page": escaped(content),
        "tables": escaped([_table(stage, content["words"]) for stage in content["touchpoints"]]),
        "picture": _picture(sheet),
        # Without remarks on what they leave out: the page around them holds that.
        "diagrams": [
            fence("\n".join(lines), "mermaid")
            for lines in (mermaid_journey.lines(sheet), mermaid_flowchart.lines(sheet, chart(sheet)))
        ],
    }
    text = fill("markdown/page.md.j2", context, project=sheet.options.templates)
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return Rendered((Output(SUFFIX, text.encode()),))


def _picture(sheet: Sheet) -> dict[str, Markup]:
    """Addresses of the pictures beside the file, where the project writes them."""
    if "svg" not in sheet.project.settings.outputs:
        return {}
    return {"light": path(f"{sheet.stem}.svg"), "dark": path(f"{sheet.stem}.dark.svg")}


def _table(stage: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    """A stage as a table of `head` and `rows`, without empty columns. Cells are lists of lines."""
    places = [*stage["whole"], *stage["touchpoints"]]
    lanes = {lane["id"]: lane["name"] for one in places for lane in one["lanes"] if lane["id"] not in _ASIDE}
    columns: list[tuple[str, list[list[str]]]] = [
        (words["report.touchpoint"], [_name(one, words) for one in places]),
        (words["lane.channel"], [[channel["name"] for channel in one["channels"]] for one in places]),
        *((name, [_lane(one, id_, words) for one in places]) for id_, name in lanes.items()),
        (words["lane.emotion"], [_felt(one) for one in places]),
        (words["lane.pains"], [_items(one["pains"]) for one in places]),
        (words["lane.opportunities"], [_items(one["opportunities"]) for one in places]),
        *((words[key], [_fact(one, key) for one in places]) for key in ("lane.duration", "lane.owner")),
        (words["report.next"], [_ways(one, words) for one in places]),
        (words["lane.score"], [_score(one) for one in places]),
    ]
    kept = [(name, cells) for name, cells in columns if any(cells)]
    return {
        "name": stage["name"],
        "lanes": [
            {"name": lane["name"], "text": " · ".join(_lane(stage, lane["id"], words))}
            for lane in stage["lanes"]
        ],
        "score": stage["score"]["shown"],
        "head": [name for name, _ in kept],
        "rows": [list(row) for row in zip(*(cells for _, cells in kept), strict=True)] if places else [],
        "quotes": [{**quote, "place": one["name"]} for one in places for quote in one["quotes"]],
        "notes": [{**note, "place": one["name"]} for one in places for note in one["notes"]],
    }


def _name(one: dict[str, Any], words: dict[str, str]) -> list[str]:
    name = one["name"] if one["touchpoint"] else words["report.whole-stage"]
    return [f"★ {name}" if one.get("moment") else name]


def _lane(one: dict[str, Any], id_: str, words: dict[str, str]) -> list[str]:
    return [
        f"{item['persona']}{words['report.colon']}{item['text']}" if item["persona"] else item["text"]
        for lane in one["lanes"]
        if lane["id"] == id_
        for item in lane["items"]
    ]


def _felt(one: dict[str, Any]) -> list[str]:
    found = []
    for felt in one["emotions"]:
        told = " · ".join(filter(None, (felt["size"], felt["date"], felt["source"])))
        found.append(" ".join(filter(None, (felt["persona"], f"{felt['value']}/5", told and f"({told})"))))
    return found


def _items(items: Sequence[dict[str, Any]]) -> list[str]:
    return [f"{item['text']} ({item['meta']})" if item["meta"] else item["text"] for item in items]


def _fact(one: dict[str, Any], key: str) -> list[str]:
    return [fact["value"] for fact in one["facts"] if fact["key"] == key]


def _ways(one: dict[str, Any], words: dict[str, str]) -> list[str]:
    """Where a touchpoint leads to, in this journey and into another."""
    ways = [
        " · ".join(part for part in (f"→ {way['to']}", way["when"], way["share"]) if part)
        for way in one["ways"]
    ]
    opened = one.get("opens")
    return [*ways, f"{words['legend.opens']}{words['report.colon']}{opened}"] if opened else ways


def _score(one: dict[str, Any]) -> list[str]:
    return (
        [" · ".join(part for part in (one["score"]["shown"], one["basis"]) if part)]
        if one["touchpoint"]
        else []
    )


FORMAT = Format(
    id="md",
    title="Markdown page",
    summary="A Markdown file for GitHub, GitLab and docs sites: picture, tables, Mermaid diagrams.",
    render=render,
)
