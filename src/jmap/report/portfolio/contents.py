"""What the portfolio says, as plain dicts, lists, strings and numbers; HTML and Markdown are made of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.layout.bars import BANDS
from jmap.report.page import pieces
from jmap.report.people import embedded
from jmap.report.portfolio.departments import departments
from jmap.report.portfolio.heat import heat
from jmap.report.portfolio.hierarchy import hierarchy
from jmap.report.portfolio.people import people
from jmap.report.portfolio.plan import plan
from jmap.report.portfolio.rows import rows
from jmap.report.portfolio.shared import shared
from jmap.report.portfolio.sieves import sieves
from jmap.text.labels import catalogue

if TYPE_CHECKING:
    from jmap.report.portfolio.folio import Folio

SECTIONS = ("journeys", "hierarchy", "shared", "people", "heat", "departments", "plan")
"""In order of the page; one without contents is left out."""


def contents(folio: Folio) -> dict[str, Any]:
    """Everything said in the portfolio."""
    found: dict[str, Any] = {
        "journeys": rows(folio),
        "hierarchy": hierarchy(folio),
        "shared": shared(folio),
        "people": people(folio),
        "heat": heat(folio),
        "departments": departments(folio),
        "plan": plan(folio),
    }
    project = folio.project
    title = folio.say(project.settings.title) or folio.word("portfolio.title")
    asset = project.assets.get(project.settings.theme.logo or "")
    bands = _bands(folio, found["journeys"])
    return {
        **found,
        "language": folio.language,
        "anchors": folio.anchors,
        "words": dict(catalogue(folio.language)),
        "title": title,
        "pieces": pieces(title),
        "description": _description(folio),
        "logo": embedded(asset.data, asset.mime) if asset else "",
        "left_out": [{"id": id_, "reason": reason} for id_, reason in folio.left_out],
        "facts": _facts(folio, found),
        "bands": bands,
        "present": folio.word("portfolio.present") if len(folio.present) < len(folio.journeys) else "",
        "columns": _columns(folio),
        "sieves": sieves(folio, bands),
        "sections": [
            {"id": id_, "name": folio.word(f"portfolio.{id_}")}
            for id_ in SECTIONS
            if found[id_] or (id_ == "journeys" and folio.left_out)
        ],
    }


def _description(folio: Folio) -> str:
    names = folio.word("list.separator").join(folio.title(journey) for journey in folio.journeys[:5])
    return f"{folio.word('portfolio.title')}{folio.word('report.colon')}{names}"


def _columns(folio: Folio) -> list[dict[str, str]]:
    """Columns of the table of journeys, with what they can be sorted by."""
    columns = {
        "report.journey": "title",
        "report.curve": "",
        "report.score": "score",
        "report.coverage": "measured",
        "portfolio.review": "reviewed",
        "portfolio.lowest": "lowest",
        "report.owner": "owner",
    }
    return [{"name": folio.word(key), "sort": sort} for key, sort in columns.items()]


def _facts(folio: Folio, found: dict[str, Any]) -> list[dict[str, Any]]:
    counts = (
        ("journeys", len(folio.journeys)),
        ("touchpoints", sum(len(journey.touchpoints) for journey in folio.journeys)),
        ("shared", len(found["shared"])),
        ("people", len({id_ for journey in folio.journeys for id_ in journey.personas})),
    )
    return [{"name": folio.word(f"portfolio.count.{key}"), "value": value} for key, value in counts if value]


def _bands(folio: Folio, journeys: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many journeys do well, so-so and badly, as `{level, name, count, start, width}` of a bar of 100."""
    names = {**dict(reversed(BANDS.items())), "unknown": folio.word("score.none")}
    found, start = [], 0.0
    for level, name in names.items():
        count = sum(row["score"]["level"] == level for row in journeys)
        if count:
            width = count / len(journeys) * 100
            found.append(
                {
                    "level": level,
                    "name": name,
                    "count": count,
                    "start": round(start, 2),
                    "width": round(width, 2),
                }
            )
            start += width
    return found
