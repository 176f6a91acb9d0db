"""Frozen values in the field's own words: journeys, stages, touchpoints, personas and what is known of them.

Nothing here reads, writes or draws. Every mapping key of the spec language is a field (its alias, where the field is
called otherwise), and only the long form of the language is accepted: `jmap.spec` writes shorthand out first.
"""

from __future__ import annotations

from jmap.model.data import Bind, Column, Data, Figure
from jmap.model.experience import (
    Emotion,
    Experience,
    Image,
    Measurement,
    Opportunity,
    Pain,
    ReportedChange,
    Statement,
)
from jmap.model.journey import Address, Effect, Improvement, Journey, Stage, Step, Touchpoint
from jmap.model.people import Evidence, Persona
from jmap.model.project import Asset, Channel, Department, Lane, MeasureSettings, Project, Settings
from jmap.model.quantity import Quantity
from jmap.model.text import Text

__all__ = [
    "Address",
    "Asset",
    "Bind",
    "Channel",
    "Column",
    "Data",
    "Department",
    "Effect",
    "Emotion",
    "Evidence",
    "Experience",
    "Figure",
    "Image",
    "Improvement",
    "Journey",
    "Lane",
    "MeasureSettings",
    "Measurement",
    "Opportunity",
    "Pain",
    "Persona",
    "Project",
    "Quantity",
    "ReportedChange",
    "Settings",
    "Stage",
    "Statement",
    "Step",
    "Text",
    "Touchpoint",
]
