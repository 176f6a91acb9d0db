"""Lines that begin with `- ` below a text that is not in quotes are no items: YAML adds them to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity, Span
from jmap.model.refusal import shown
from jmap.spec import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.check.survey import Survey

_HINT = (
    "write items in line with it, or below a key of their own such as `touchpoints:`; put a text in quotes"
)


def _check(survey: Survey) -> Iterator[Problem]:
    origin = survey.project.origin
    sources = origin.sources() if isinstance(origin, Origin) else {}
    for said in survey.texts.said:
        for language, text in said.text.items():
            place = survey.project.span(*said.pointer, language) if " - " in text else None
            if place is None or (source := sources.get(place.path)) is None:
                continue
            if (item := _first_item(text, source.lines, place)) is not None:
                message = f"this is no item but the rest of the text above: {shown(text)}"
                yield Problem(said.pointer, message, _HINT, place=item)


def _first_item(text: str, lines: Sequence[str], start: Span) -> Span | None:
    """The first line that looks like an item and that YAML, without quotes, has added to the text at `start`."""
    joined = lines[start.line - 1][start.column - 1 :].strip()
    for number, line in enumerate(lines[start.line :], start.line + 1):
        below = line.strip()
        if not below or not text.startswith(f"{joined} {below}"):
            return None
        if below.startswith("- "):
            return Span(start.path, number, line.index("-") + 1, 1, line)
        joined = f"{joined} {below}"
    return None


RULE = Rule(
    code="T121",
    name="items-in-text",
    severity=Severity.WARNING,
    summary="A line that begins with `- ` below a text that is not in quotes is part of that text.",
    why="Of an outline, points below points become one stage with a long name, without a word from YAML.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - Entrance
        - Door
        - Help desk
""",
    at=(6, 9),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - Door
      - Help desk
""",
    not_for="A text in quotes, and one below `|` or `>`, may have such lines.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    notes: |
      Ask for
      - a map
    does: Looks around - and
      goes on
""",
    check=_check,
)
