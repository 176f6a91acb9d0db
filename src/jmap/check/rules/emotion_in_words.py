"""An emotion is a face, or a word among numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.check.gaps import gaps, per_journey
from jmap.check.rule import Problem, Remedy, Rule
from jmap.diagnostics import Severity
from jmap.model.values import WordedLevel
from jmap.spec.edit.changes import Change, Replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer
    from jmap.model import Emotion, Journey


class _Felt(NamedTuple):
    """One emotion, and the words it was given by; empty for numbers."""

    emotion: Emotion
    words: str
    journey: Journey
    pointer: Pointer

    @property
    def is_face(self) -> bool:
        return bool(self.words) and not any(map(str.isalpha, self.words))


def _check(survey: Survey) -> Iterator[Problem]:
    for felt in per_journey(_all(survey)):
        odd = gaps(felt, lambda each: not each.words)
        faces = [(each, "a face") for each in felt if each.is_face]
        words = [
            (each, "a word, while most emotions of the journey are numbers")
            for each in odd
            if not each.is_face
        ]
        for each, kind in (*faces, *words):
            hint = f"write {each.emotion.value:g}"
            yield Problem(each.pointer, f"the emotion {each.words} is {kind}", hint)


def _all(survey: Survey) -> Iterator[_Felt]:
    for moment in survey.moments:
        for index, emotion in enumerate(moment.here.emotion):
            words = emotion.value.words if isinstance(emotion.value, WordedLevel) else ""
            yield _Felt(emotion, words, moment.journey, (*moment.pointer, "emotion", index, "value"))


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    *place, _, index, _ = problem.pointer
    moment = survey.moment_at(tuple(place))
    if moment is not None:
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
