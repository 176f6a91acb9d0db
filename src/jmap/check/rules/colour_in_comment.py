"""A colour is not quoted, so that YAML takes it for a comment."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.spec import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey

_COLOUR: Final = re.compile(r"\s*brand\s*:\s+(#[0-9A-Fa-f]{3,8})\b")


def _check(survey: Survey) -> Iterator[Problem]:
    origin = survey.project.origin
    place = survey.project.span("settings", "theme")
    if survey.project.settings.theme.brand is not None or place is None or not isinstance(origin, Origin):
        return
    lines = origin.sources()[place.path].lines[place.line - 1 :]
    theme = takewhile(
        lambda line: not line.strip() or line[: place.column - 1].isspace() or place.column == 1, lines
    )
    found = next((match for line in theme if (match := _COLOUR.match(line))), None)
    if found:  # the key itself has no value and so no place: the theme has
        message = f"{found[1]} is a comment to YAML, and the brand has no colour"
        yield Problem(("settings", "theme"), message, f'write it in quotes: brand: "{found[1]}"')


RULE = Rule(
    code="T119",
    name="colour-in-comment",
    severity=Severity.WARNING,
    summary="The brand's colour is not in quotes.",
    why="What begins with `#` is a comment to YAML, so the colour vanishes without a word.",
    bad="""\
theme:
  brand: #0f766e
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    at=(2, 3),
    good="""\
theme:
  brand: "#0f766e"
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    not_for="A comment behind the key that is no colour is only a comment.",
    quiet="""\
theme:
  brand: # to be agreed with marketing
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    check=_check,
)
