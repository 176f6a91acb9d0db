"""The portfolio as Markdown, in one language: tables with links, for GitHub, GitLab and docs sites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from jmap.render.templates import render as fill
from jmap.report.markdown import escaped
from jmap.report.portfolio.contents import contents

if TYPE_CHECKING:
    from jmap.render.format import Options
    from jmap.report.portfolio.folio import Folio


def markdown(folio: Folio, options: Options) -> bytes:
    """The file; what it says is escaped for every dialect before the template puts it in place."""
    told = contents(folio)
    for key in ("report.colon", "value.more"):  # escaping trims a blank, and hides where a number goes
        told["words"][key] = Markup(told["words"][key])  # noqa: S704 -- jmap's own words
    text = fill("markdown/index.md.j2", {"folio": escaped(told)}, project=options.templates)
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()
