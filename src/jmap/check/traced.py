"""What rules about traces of people and keys have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.personal import Trace
    from jmap.check.survey import Survey


def traced(
    survey: Survey, trace: Trace, what: str, hint: str = "leave it out", *, also_private: bool = False
) -> Iterator[Problem]:
    """Every text that holds a trace; private notes are never published, and may."""
    if trace.marks and not survey.texts.hold(*trace.marks):
        return
    for hit in survey.texts.find(trace.pattern):
        if (also_private or not hit.said.private) and trace.proves(hit.match):
            yield Problem(hit.pointer, f"{what} stands in this text", hint, excerpt=hit.match[0])
