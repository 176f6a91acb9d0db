"""What `jmap check` finds in a journey, as its page tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from jmap.view import FULL

if TYPE_CHECKING:
    from jmap.diagnostics import Finding, Pointer
    from jmap.report.names import Words

_PRIVACY: Final = "P"
"""Rules of this family say where personal data stands: that is for the authors and not for readers."""
SHOWN = 20
"""Findings listed at most: a page is no place for more."""


def findings(words: Words) -> dict[str, Any]:
    """Findings by severity, the gravest first; empty when there are none, and for those who only read the map."""
    if words.sheet.options.view != FULL:
        return {}
    found = [one for one in words.sheet.findings if _fit(words, one)]
    if not found:
        return {}
    order = {"error": 0, "warning": 1, "info": 2}
    found.sort(key=lambda one: (order[one.severity], one.sort_key))
    counts = [(key, sum(one.severity == key for one in found)) for key in order]
    return {
        "counts": [words.word(f"findings.{key}", count=count) for key, count in counts if count],
        "items": [_item(words, one) for one in found[:SHOWN]],
        "more": words.word("value.more", count=len(found) - SHOWN) if len(found) > SHOWN else "",
    }


def _fit(words: Words, finding: Finding) -> bool:
    """Whether readers of the page may see it: it is about nothing they do not see on the map."""
    if finding.code.startswith(_PRIVACY):
        return False
    here = [pointer for pointer in finding.pointers if pointer[:2] == ("journeys", words.sheet.journey.id)]
    return words.private or not here or not all(_private(words, pointer) for pointer in here)


def _private(words: Words, pointer: Pointer) -> bool:
    """Whether a pointer leads into a private statement."""
    here: Any = words.sheet.journey
    for key in pointer[2:]:
        here = _part(here, key)
        if getattr(here, "private", False):
            return True
    return False


def _part(here: Any, key: str | int) -> Any:
    if isinstance(key, int):
        return here[key] if isinstance(here, tuple) and key < len(here) else None
    if isinstance(here, Mapping):
        return here.get(key)
    return getattr(here, key, None)


def _item(words: Words, finding: Finding) -> dict[str, Any]:
    """One finding, with the touchpoint or stage it is about."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "severity_name": words.word(f"severity.{finding.severity.value}"),
        "message": finding.message,
        "place": _place(words, finding),
    }


def _place(words: Words, finding: Finding) -> dict[str, str]:
    """Where on the page a finding belongs, as `{name, href}`; for what is nowhere on it, only the file's name."""
    for pointer in finding.pointers:
        match pointer:
            case ("journeys", words.sheet.journey.id, "stages", int(stage), "touchpoints", int(place), *_):
                touchpoint = words.sheet.journey.stages[stage].touchpoints[place]
                return {"name": words.say(touchpoint.name), "href": words.href("t", touchpoint.id)}
            case ("journeys", words.sheet.journey.id, "stages", int(stage), *_):
                found = words.sheet.journey.stages[stage]
                return {"name": words.say(found.name) or found.id, "href": words.href("s", found.id)}
    path = finding.span.path if finding.span is not None else ""
    inside = not path.startswith(("/", "../")) and ":" not in path
    return {"name": path if inside else "", "href": ""}
