"""An emotion is a face, or a word among numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.check.gaps import gaps, per_journey
from jmap.check.rule import Problem, Remedy, Rule
from jmap.diagnostics import Severity
from jmap.spec.edit.changes import Change, Replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer
    from jmap.model import Emotion, Journey


class _Felt(NamedTuple):
    """One emotion and the words it is written in."""

    emotion: Emotion
    words: str
    journey: Journey
    pointer: Pointer

    @property
    def is_number(self) -> bool:
        return self.words[:1].isascii() and self.words[:1].isdigit()


def _check(survey: Survey) -> Iterator[Problem]:
    for felt in per_journey(_all(survey)):
        faces = [each for each in felt if each.words and not each.is_number and not _has_letters(each.words)]
        words = [each for each in gaps(felt, lambda each: each.is_number) if each not in faces and each.words]
        for each in (*faces, *words):
            kind = "a face" if each in faces else "a word, while most emotions of the journey are numbers"
            hint = f"write {each.emotion.value:g}"
            yield Problem(each.pointer, f"the emotion {each.words} is {kind}", hint)


def _all(survey: Survey) -> Iterator[_Felt]:
    for moment in survey.moments:
        for index, emotion in enumerate(moment.here.emotion):
            pointer = (*moment.pointer, "emotion", index, "value")
            whole = emotion.value.is_integer()  # no word stands for a part of a point
            words = survey.written(*pointer).strip("\"'") if whole else f"{emotion.value:g}"
            yield _Felt(emotion, words, moment.journey, pointer)


def _has_letters(words: str) -> bool:
    return any(character.isalpha() for character in words)


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    *place, _, index, _ = problem.pointer
    for moment in survey.moments:
        if moment.pointer == tuple(place):
            yield Replace(problem.pointer, f"{moment.here.emotion[int(index)].value:g}")


RULE = Rule(
    code="K607",
    name="emotion-in-words",
    severity=Severity.INFO,
    summary="An emotion is a face, or a word although most emotions of its journey are numbers.",
    why="Numbers and words side by side cannot be compared at a glance, and a face looks different on every "
    "device and is found by no search.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: 4}
      - {name: Desk, emotion: annoyed}
""",
    at=(6, 31),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: 4}
      - {name: Desk, emotion: 2}
""",
    not_for="Words throughout a journey are a choice.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: happy}
      - {name: Desk, emotion: annoyed}
      - {name: Lift, emotion: 3}
""",
    check=_check,
    remedy=Remedy("Writes the number that the word or face stands for.", safe=True, changes=_changes),
)
