"""The portfolio as Markdown, in one language: tables with links, for GitHub, GitLab and docs sites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from jmap.render.formats.mermaid_gantt import of_all
from jmap.render.mermaid import MAX_TEXT
from jmap.render.templates import render as fill
from jmap.report.markdown import escaped, fence
from jmap.report.portfolio.contents import contents
from jmap.report.portfolio.plan import planned

if TYPE_CHECKING:
    from jmap.render.format import Options
    from jmap.report.portfolio.folio import Folio


def markdown(folio: Folio, options: Options) -> bytes:
    """The file; what it says is escaped for every dialect before the template puts it in place."""
    told = contents(folio)
    for key in ("report.colon", "value.more"):  # escaping trims a blank, and hides where a number goes
        told["words"][key] = Markup(told["words"][key])  # noqa: S704 -- jmap's own words
    context = {"folio": escaped(told), "gantt": _gantt(folio)}
    text = fill("markdown/index.md.j2", context, project=options.templates)
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()


def _gantt(folio: Folio) -> str:
    """When what is open in the plan is due; empty where nothing has a date, or Mermaid would not take it all."""
    found = planned(folio)
    chart = "\n".join(of_all(folio.project, found, folio.language)) if found else ""
    return fence(chart, "mermaid") if 0 < len(chart) <= MAX_TEXT else ""
