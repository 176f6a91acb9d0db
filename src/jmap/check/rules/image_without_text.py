"""A picture has no text that says what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    places = [(moment.pointer, moment.here.image) for moment in survey.moments]
    places += [(("personas", each.id), each.image) for each in survey.project.personas.values()]
    for pointer, image in places:
        if image is not None and image.alt is None:
            message = "this picture has no text that says what it shows"
            yield Problem((*pointer, "image"), message, "add `alt:`: image: {file: frame.png, alt: …}")


RULE = Rule(
    code="C213",
    name="image-without-text",
    severity=Severity.INFO,
    summary="A picture has no `alt:`.",
    why="Who cannot see it, and who reads Markdown or JSON, learns nothing from it.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        image: frame.png
""",
    at=(6, 16),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        image: {file: frame.png, alt: The door with its bell}
""",
    not_for="A logo is an ornament: the project's title stands beside it.",
    quiet="""\
theme: {logo: frame.png}
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    check=_check,
)
