"""A text goes on behind ` #`, so that YAML takes the rest of it for a comment."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.spec import Origin
from jmap.spec.comments import cut_off

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer, Span
    from jmap.spec.comments import CutOff

_HINT = 'put the text in quotes: "…"; a comment begins with a space behind its #'


def _check(survey: Survey) -> Iterator[Problem]:
    origin = survey.project.origin
    sources = origin.sources().values() if isinstance(origin, Origin) else ()
    cuts = [cut for source in sources for cut in cut_off(source)]
    if not cuts:
        return
    texts = _Texts(survey)
    for cut in cuts:
        if cut.value is None:
            message = "what follows this # is a comment to YAML, and the key has no value"
            yield Problem(texts.thing_at(cut.comment), message, _HINT, place=cut.comment)
        for pointer in texts.at(cut):
            message = "the text ends before this #: what follows is a comment to YAML"
            yield Problem(pointer, message, _HINT, place=cut.comment)


class _Texts:
    """The texts of a project by the places where they begin."""

    def __init__(self, survey: Survey) -> None:
        self.found: dict[tuple[str, int, int], list[Pointer]] = {}
        for said in survey.texts.said:
            for language in said.text:
                if (span := survey.project.span(*said.pointer, language)) is not None:
                    self.found.setdefault((span.path, span.line, span.column), []).append(said.pointer)
        self.places = sorted(self.found)

    def at(self, cut: CutOff) -> list[Pointer]:
        """The pointers of the text that was cut off: several where it is shared, none where it is no text."""
        return self.found.get((cut.comment.path, *cut.value), []) if cut.value else []

    def thing_at(self, place: Span) -> Pointer:
        """The journey, persona or other thing that a place without a value belongs to: that of the text before it."""
        before = bisect_right(self.places, (place.path, place.line, place.column))
        if before and self.places[before - 1][0] == place.path:
            kind, *rest = self.found[self.places[before - 1]][0]
            return (kind, *rest[:1]) if kind != "settings" else (kind,)
        return ("settings",)


RULE = Rule(
    code="T119",
    name="text-in-comment",
    severity=Severity.WARNING,
    summary="A text or colour that is not in quotes goes on behind ` #`, or begins with `#`.",
    why="YAML takes the rest of the line for a comment, so it vanishes from the map without a word.",
    bad="""\
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
title: Problem #3
""",
    at=(3, 16),
    good="""\
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
title: "Problem #3"
""",
    not_for="What begins with `# ` is meant as a comment, and so is all that follows numbers, brackets and quotes.",
    quiet="""\
theme:
  brand: # to be agreed with marketing
journey: visit
title: "Visit" #draft
stages: #all
  - name: Arrive # at the door
    touchpoints: [Door]
    emotion: 4 #guessed
""",
    check=_check,
)
