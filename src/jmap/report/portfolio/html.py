"""The portfolio as an HTML page in all languages: a complete table, which its script sorts, sifts and searches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from jmap.render.templates import render as fill
from jmap.report.document import Style, document, languages, tight
from jmap.report.portfolio.contents import contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.diagnostics import Finding
    from jmap.render.format import Options
    from jmap.report.portfolio.folio import Folio

NAME = "index.html"


def html(folios: Sequence[Folio], options: Options) -> tuple[bytes, tuple[Finding, ...]]:
    """The page, with an edition for each of `folios`; the first one is shown."""
    choice = languages([folio.language for folio in folios])
    told = [contents(folio) for folio in folios]
    data = {"facts": _data(facts(told[0])), "texts": _data(texts(told))}
    editions = [
        _edition(one, own["at"], choice, data, options) for one, own in zip(told, choice, strict=True)
    ]
    theme = folios[0].project.settings.theme
    return document(NAME, "portfolio", editions, Style(_labels(told)), theme, options)


def _edition(
    told: dict[str, Any],
    at: str,
    choice: list[dict[str, str]],
    data: dict[str, Markup],
    options: Options,
) -> dict[str, Any]:
    context: dict[str, object] = {"folio": told, "at": at, "languages": choice if len(choice) > 1 else []}
    text = fill("portfolio/edition.html", context, project=options.templates)
    # Names that a search shows have to be readable as well.
    names = "".join(place["name"] for row in told["journeys"] for place in row["touchpoints"])
    kept = "" if at else fill("portfolio/data.html", {"data": data}, project=options.templates)
    return {
        "at": at,
        "language": told["language"],
        "title": told["title"],
        "description": told["description"],
        "texts": text + names,
        "html": Markup(tight(text) + kept),  # noqa: S704 -- escaped by its templates
    }


def facts(told: dict[str, Any]) -> dict[str, list[Any]]:
    """What rows are sorted and sifted by: for each property its values, in the order of the rows."""
    rows = told["journeys"]

    def rounded(points: float | None) -> float | None:
        return None if points is None else round(points, 1)

    return {
        "score": [rounded(row["score"]["points"]) for row in rows],
        "level": [row["score"]["level"] for row in rows],
        "measured": [row["coverage"][0] for row in rows],
        "reviewed": [row["reviewed"] for row in rows],
        "again": [row["again"] for row in rows],
        "lowest": [rounded(row["lowest"]["score"]["points"]) if row["lowest"] else None for row in rows],
        "owner": [row["owner_id"] for row in rows],
        "personas": [row["felt"] for row in rows],
        "channels": [row["channels"] for row in rows],
        "state": [row["state_id"] for row in rows],
    }


def texts(told: Sequence[dict[str, Any]]) -> list[Any]:
    """What rows are found by, as `[about, [[id, names, told], …]]` in all languages, each text once."""
    found = []
    for rows in zip(*(one["journeys"] for one in told), strict=True):
        about = [
            text
            for row in rows
            for text in (
                row["name"],
                row["scenario"],
                row["goal"],
                row["owner"],
                *row["personas"],
                *row["stages"],
                row["told"],
            )
        ]
        places = []
        for place in zip(*(row["touchpoints"] for row in rows), strict=True):
            names = [one["name"] for one in place]
            places.append(
                [
                    place[0]["id"],
                    names if len(set(names)) > 1 else names[:1],
                    _once(one["told"] for one in place),
                ]
            )
        found.append([_once([rows[0]["id"], *about]), places])
    return found


def _once(found: Any) -> str:
    return "\n".join(dict.fromkeys(filter(None, found)))


def _data(value: Any) -> Markup:
    """JSON to stand in an element of a page."""
    compact = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&":  # so that no text ends the element it stands in
        compact = compact.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(compact)  # noqa: S704 -- nothing of HTML is left in it


def _labels(told: Sequence[dict[str, Any]]) -> Markup:
    """Names of the columns before each value on narrow screens, once for all rows; jmap's own words."""
    rules = [
        f'.edition:lang({one["language"]}) .folio td:nth-child({index})::before{{content:"{column["name"]}"}}'
        for one in told
        for index, column in enumerate(one["columns"][1:], 2)
    ]
    return Markup("@media screen and (max-width:60rem){" + "".join(rules) + "}\n")  # noqa: S704 -- as said
