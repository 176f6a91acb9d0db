"""No arithmetic with what is published yields a group that is too small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from jmap.model import Emotion, Evidence, Measurement
from jmap.view.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 10
SIZES = st.integers(min_value=1, max_value=60)


def measured(n: int | None, persona: str | None = None, **more: object) -> Measurement:
    return Measurement.model_validate({"value": 0.5, "n": n, "persona": persona, **more})


def rests(values: Sequence[Measurement | Emotion]) -> list[int]:
    """What is left of each total without the parts that are published."""
    parts = sum(value.n or 0 for value in values if value.persona is not None)
    return [(value.n or 0) - parts for value in values if value.persona is None] if parts else []


@given(parts=st.lists(SIZES, min_size=1, max_size=6), unasked=st.integers(min_value=0, max_value=30))
def test_neither_small_groups_nor_complements(parts: list[int], unasked: int) -> None:
    values = [measured(sum(parts) + unasked), *(measured(n, f"p{i}") for i, n in enumerate(parts))]
    published = Groups({}, LEAST).published(values, ())
    assert all((value.n or 0) >= LEAST for value in published)
    assert all(rest <= 0 or rest >= LEAST for rest in rests(published))


@given(parts=st.lists(st.integers(min_value=LEAST, max_value=90), min_size=1, max_size=6))
def test_nothing_is_left_out_without_need(parts: list[int]) -> None:
    values = [measured(sum(parts)), *(measured(n, f"p{i}") for i, n in enumerate(parts))]
    assert Groups({}, LEAST).published(values, ()) == tuple(values)


def test_the_smallest_part_goes_with_a_small_one() -> None:
    values = [measured(100), measured(60, "a"), measured(36, "b"), measured(4, "c")]
    assert Groups({}, LEAST).published(values, ()) == (values[0], values[1])


def test_surveys_of_other_days_are_no_parts() -> None:
    values = [measured(100, date="2026-01-01"), measured(95, "a", date="2026-06-01")]
    assert Groups({}, LEAST).published(values, ()) == tuple(values)


def test_answers_that_add_up_to_few_are_a_small_group() -> None:
    few = Measurement(promoters=3, passives=2, detractors=2)
    assert Groups({}, LEAST).published([few, Measurement(counts={"1": 4, "5": 5})], ()) == ()


def test_evidence_says_how_many_they_were() -> None:
    survey = Evidence.model_validate({"evidence": "s", "kind": "survey", "n": 6})
    assert Groups({"s": survey}, LEAST).published([measured(None)], ("s",)) == ()


def test_what_was_heard_in_talks_stays_without_its_number() -> None:
    talks = Evidence.model_validate({"evidence": "t", "kind": "interview", "n": 6})
    heard = Emotion(value=2.0, n=6, evidence=("t",))
    (told,) = Groups({"t": talks}, LEAST).published([heard], ())
    assert (told.value, told.n) == (2.0, None)
