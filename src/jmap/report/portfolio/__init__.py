"""The pages of all journeys of a project together: which one to look at first, and what they share."""

from __future__ import annotations

from jmap.report.portfolio.folio import Folio, LeftOut

__all__ = ["Folio", "LeftOut"]
