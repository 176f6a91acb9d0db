"""A text is too long for the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer


def _check(survey: Survey) -> Iterator[Problem]:
    limits = {key: survey.option(RULE, key) for key in RULE.options}
    for said in survey.texts.said:
        pointer = said.pointer
        limit = limits["name" if pointer[-1] == "name" else "text"]
        for language, words in said.text.items():
            if 2 * len(words) <= limit or said.private or not _drawn(pointer):
                continue
            width = len(words) + _wide(words)  # a full-width character takes the room of two
            if width > limit:
                place = (*pointer, language) if len(said.text) > 1 else pointer
                message = f"this text is {width} characters wide; {limit:.0f} fit the map well"
                yield Problem(place, message, "say it in fewer words, and put the rest into `notes:`")


def _wide(words: str) -> int:
    return sum("\u2e80" <= character <= "\uffef" for character in words)


def _drawn(pointer: Pointer) -> bool:
    """Whether the text stands in a lane of a map: notes, sources and descriptions of pictures do not."""
    return (
        pointer[0] == "journeys" and pointer[2] == "stages" and not {"notes", "source", "alt"} & set(pointer)
    )


RULE = Rule(
    code="L702",
    name="text-too-long",
    severity=Severity.INFO,
    summary="A name or a lane's text is so long that its column becomes a page of its own. A full-width "
    "character counts as two.",
    why="One long cell makes its row high for all touchpoints, and the map can no longer be "
    "taken in at a "
    "glance.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: The heavy old door on the left hand side of the building
""",
    at=(5, 15),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Old door
        does: Looks for the heavy old door on the left hand side of the building
""",
    not_for="Notes are not drawn and may be long.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        notes: >-
          The heavy old door is on the left hand side of the building, which nobody
          expects because the sign stands on the right hand side, and the bell, which
          would help, is on neither of them.
""",
    check=_check,
    options={"name": 48, "text": 160},
)
