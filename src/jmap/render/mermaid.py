"""Text in Mermaid diagrams, and what they cannot carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from jmap.diagnostics import Severity
from jmap.model.project import LANES
from jmap.render.codes import DROPPED, LIMIT
from jmap.spec.codes import finding
from jmap.text.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.diagnostics import Finding
    from jmap.model import Experience
    from jmap.render.format import Sheet

MAX_TEXT, MAX_EDGES = 50_000, 500
"""Characters and edges beyond which Mermaid, as hosts set it up, refuses a diagram."""

_SPECIAL = re.compile(
    r"""["#$%&*,:;<=>@\[\\\]^_`{|}~]"""  # syntax, directives, HTML, Markdown, formulas
    "|[\t\n\r\u2028\u2029\ufeff]"  # lines, and what JavaScript trims though Python does not
    "|[\ufb02\xb6]"  # Mermaid's own marks for entities: ﬂ°…¶ß
    r"|^[^\S\x85]|[^\S\x85]$"  # blanks at either end are trimmed
    r"|^[-+]|(?<=\d)[.)](?=\s|$)|(?i:(?<=www))\."  # lists and links of Markdown
    r"|(?i:^(?:j(?=ourney)|t(?=itle)|s(?=ection)|a(?=cctitle|ccdescr)))"  # words that begin a statement
    r"|d(?=irection\s)"  # a flowchart reads these even inside quotes
)

_STATEMENT = re.compile(  # words that begin a statement of a timeline or gantt chart only
    r"(?i)^(?:(?=timeline\b|gantt\b|(?:date|axis)format\s|inclusiveenddates\b|topaxis\b|tickinterval\s|(?:in|ex)cludes\s"
    r"|todaymarker\s|weekday\s|weekend\s|(?:click|call|href)\s).|\d(?=\d{3}-\d\d-\d\d\b))"
)


def escape(text: str) -> str:
    """Text that Mermaid shows as it is, wherever a diagram takes text: entities stand for what has a meaning.

    >>> escape("a: b; title #1")
    'a#58; b#59; title #35;1'
    >>> escape("title of deed")
    '#116;itle of deed'
    """
    return _SPECIAL.sub(_entity, text)


def opening(text: str) -> str:
    """Text at the beginning of a line of a timeline or gantt chart, escaped.

    >>> opening("Call back: today")
    '#67;all back#58; today'
    """
    return _STATEMENT.sub(_entity, escape(text))


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found.group())};"


def heading(sheet: Sheet, title: str) -> list[str]:
    """Title and description for those who cannot see the diagram."""
    lines = [f"  accTitle: {escape(title)}"]
    scenario = sheet.journey.scenario.to(sheet.language) if sheet.journey.scenario is not None else ""
    if scenario.strip():
        lines.append(f"  accDescr: {escape(scenario)}")
    return lines


def file(lines: Iterable[str], missing: Sequence[str], language: str) -> bytes:
    """The diagram's file: its lines, then comments on what it could not carry."""
    remarks = [label("mermaid.left-out", language), *(f"- {item}" for item in missing)] if missing else []
    return "".join(f"{line}\n" for line in (*lines, *map(comment, remarks))).encode()


def comment(text: str) -> str:
    """A line that Mermaid passes over; `%%{` would be read even there, as a directive."""
    return f"%% {' '.join(text.replace('%', '％').split())}"


def left_out(sheet: Sheet, carried: frozenset[str], language: str) -> list[str]:
    """What the journey holds besides its flow and the lanes, if `carried`, in words of `language`: `Pains: 5`."""
    places = (*sheet.journey.stages, *sheet.journey.touchpoints)
    steps = sum(len(touchpoint.next or ()) for touchpoint in sheet.journey.touchpoints)
    counts = {label("lane.flow", language): steps} if "flow" not in carried else {}
    counts |= {
        label(f"lane.{lane}", language): sum(
            _entries(place, lane, private=sheet.options.private) for place in places
        )
        for lane in LANES
        if lane not in carried
    }
    if "improvements" not in carried:
        counts[label("lane.improvements", language)] = len(sheet.project.improvements_of(sheet.journey))
    for lane in sheet.project.settings.lanes:
        if lane.name is not None and lane.id not in LANES:
            counts[lane.name.to(language)] = sum(
                _shown(place.lanes.get(lane.id, ()), private=sheet.options.private) for place in places
            )
    return [f"{name}: {count}" for name, count in counts.items() if count]


def _entries(place: Experience, lane: str, *, private: bool) -> int:
    """How many things a lane holds at a stage or touchpoint."""
    held = getattr(place, {"channel": "channels"}.get(lane, lane), None)
    if isinstance(held, tuple):
        return _shown(held, private=private)
    if isinstance(held, Mapping):
        return len(held)
    return int(held is not None)


def _shown(entries: tuple[object, ...], *, private: bool) -> int:
    return sum(private or not getattr(entry, "private", False) for entry in entries)


def findings(name: str, text: bytes, missing: Sequence[str], edges: int = 0) -> tuple[Finding, ...]:
    """What the user should know of the file `name`: `missing` was left out; it may be too large to be shown."""
    found = []
    if missing:
        found.append(
            finding(
                DROPPED,
                f"{name} leaves out what Mermaid cannot show: {'; '.join(missing)}",
                severity=Severity.INFO,
                hint="svg, html and json carry everything",
            )
        )
    characters = len(text.decode().encode("utf-16-le")) // 2  # JavaScript counts UTF-16 units
    if characters > MAX_TEXT or edges > MAX_EDGES:
        found.append(
            finding(
                LIMIT,
                f"{name} is too large for Mermaid's usual settings: "
                f"{characters:,} characters of {MAX_TEXT:,}, {edges:,} edges of {MAX_EDGES:,}",
                severity=Severity.WARNING,
                hint="raise maxTextSize and maxEdges where it is shown, or split the journey",
            )
        )
    return tuple(found)
