"""Scores of touchpoints, stages and journeys."""

from __future__ import annotations

import gc
import time
from math import fsum
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.model.reading import Z
from jmap.score import Basis, Score, score, score_journey
from jmap.score.explain import explain_peak_end

if TYPE_CHECKING:
    from random import Random

    from tests.score.conftest import ProjectOf, Scored


def touchpoint(name: str, **keys: Any) -> dict[str, Any]:
    return {"touchpoint": name, "name": name, **keys}


CSAT = {"value": None, "count": 41, "n": 50}


# Worked by hand: docs/scoring.md shows the same table


def test_the_crm_table_by_hand(scored: Scored) -> None:
    emotions = {"login": 4, "data-entry": 4, "search": 4, "communicate": 5, "report": 5}
    result = scored(*(touchpoint(name, emotion=emotion) for name, emotion in emotions.items()))
    assert [each.score.value for each in result.touchpoints.values()] == [75, 75, 75, 100, 100]
    assert result.score.value == 85
    assert (result.lowest, result.highest) == ("login", "communicate")
    assert result.peak_end == 100
    assert result.stages["s"].score.value == 85
    assert (result.coverage.measured, result.coverage.judged, result.coverage.unknown) == (0, 1, 0)
    assert result.score.interval is None


def test_importance_and_moments_of_truth_weigh(scored: Scored) -> None:
    result = scored(
        touchpoint("a", emotion=5, importance=5),
        touchpoint("b", emotion=1, moment_of_truth=True),
        touchpoint("c", emotion=3, importance=1),
    )
    assert [each.weight for each in result.touchpoints.values()] == [5, 6, 1]
    assert result.score.value == pytest.approx((5 * 100 + 6 * 0 + 1 * 50) / 12)
    plain = scored(
        touchpoint("a", emotion=5, importance=5),
        touchpoint("b", emotion=1, moment_of_truth=True),
        settings={"scoring": {"moment_of_truth": 1}},
    )
    assert plain.score.value == pytest.approx((5 * 100 + 3 * 0) / 8)


def test_a_touchpoint_is_the_weighted_mean_of_what_is_known_there(scored: Scored) -> None:
    here = touchpoint("a", emotion=4, measures={"csat": [CSAT], "nps": [{"value": 0}]})
    assert scored(here).score.value == pytest.approx((75 + 82 + 50) / 3)
    weighed = scored(here, settings={"scoring": {"weights": {"csat": 3, "nps": 0}}})
    assert weighed.score.value == pytest.approx((75 + 3 * 82) / 4)
    (left_out,) = weighed.touchpoints["a"].unscored
    assert (left_out.measure, left_out.reason, left_out.shown) == ("nps", "weight", "0")


# Nothing known is not 0


@pytest.mark.parametrize("stages", [None, [{"stage": "s", "name": "S"}]], ids=["no data", "no touchpoints"])
def test_nothing_known_is_no_score(scored: Scored, stages: list[dict[str, Any]] | None) -> None:
    result = scored(touchpoint("a"), touchpoint("b"), stages=stages, target=80, personas={"p": None})
    assert result.score.value is None
    assert result.score.missing == ("p",)
    assert result.stages["s"].score.value is None
    assert (result.peak_end, result.lowest, result.highest, result.gap) == (None, None, None, None)
    assert result.pain.value is None
    assert result.coverage.unknown == 1


def test_a_journey_without_stages_has_no_score(scored: Scored) -> None:
    result = scored(stages=[])
    assert result.score.value is None
    assert result.paths == ()


def test_what_is_refused_is_shown_and_not_scored(scored: Scored) -> None:
    result = scored(touchpoint("a", measures={"csat": [{"value": 4.3}], "unheard-of": [{"value": 3}]}))
    assert result.score.value is None
    assert [each.reason for each in result.touchpoints["a"].unscored] == ["refused", "refused"]


# Personas


def test_personas_count_by_their_shares(scored: Scored) -> None:
    emotion = [{"value": 5, "persona": "a"}, {"value": 1, "persona": "b"}]
    result = scored(touchpoint("t", emotion=emotion), personas={"a": 0.7, "b": 0.3})
    assert result.score.value == pytest.approx(70)
    assert {name: each.value for name, each in result.by_persona.items()} == {"a": 100, "b": 0}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"a": None, "b": None}, (0.5, 0.5)),
        ({"a": 0.6, "b": None, "c": None}, (0.6, 0.2, 0.2)),
        ({"a": 0.6, "b": 0.2}, (0.75, 0.25)),
        ({"a": 1, "b": None}, (1, 0)),
        ({"a": 0, "b": 0}, (0.5, 0.5)),
    ],
)
def test_missing_shares_divide_what_is_left(
    scored: Scored, given: dict[str, float | None], expected: tuple[float, ...]
) -> None:
    assert tuple(scored(touchpoint("t"), personas=given).shares.values()) == pytest.approx(expected)


def test_personas_without_a_value_are_named_and_do_not_count(scored: Scored) -> None:
    emotion = [{"value": 5, "persona": "a"}, {"value": 3, "persona": "b"}]
    result = scored(touchpoint("t", emotion=emotion), personas={"a": 0.2, "b": 0.2, "c": 0.6})
    assert result.touchpoints["t"].score.value == pytest.approx(75)
    assert result.touchpoints["t"].score.missing == ("c",)
    assert result.score.missing == ("c",)
    assert set(result.by_persona) == {"a", "b"}


def test_something_known_is_a_score_even_of_a_persona_without_share(scored: Scored) -> None:
    emotion = [{"value": 5, "persona": "b"}]
    assert scored(touchpoint("t", emotion=emotion), personas={"a": 1, "b": 0}).score.value == 100


def test_a_value_of_everybody_counts_for_every_persona_but_gives_way_to_their_own(scored: Scored) -> None:
    here = touchpoint(
        "t",
        emotion=[{"value": 3}, {"value": 1, "persona": "b"}],
        measures={"csat": [CSAT]},
    )
    result = scored(here, personas={"a": 0.5, "b": 0.5})
    assert result.by_persona["a"].value == pytest.approx((50 + 82) / 2)
    assert result.by_persona["b"].value == pytest.approx((0 + 82) / 2)
    assert result.score.value == pytest.approx((66 + 41) / 2)


def test_a_shared_value_is_one_observation(scored: Scored) -> None:
    """Two personas share one CSAT: the score over both is as sure as the CSAT, not surer."""
    alone = scored(touchpoint("t", measures={"csat": [CSAT]}))
    both = scored(touchpoint("t", measures={"csat": [CSAT]}), personas={"a": 0.5, "b": 0.5})
    assert both.score.interval == alone.score.interval
    emotion = [{"value": 3, "n": 40, "sd": 1, "persona": name} for name in "ab"]
    here = touchpoint("t", emotion=emotion, measures={"csat": [CSAT]})
    result = scored(here, personas={"a": 0.5, "b": 0.5}).touchpoints["t"]
    felt, csat = result.components[0].variance, result.components[2].variance
    assert felt is not None
    assert csat is not None
    # Effective weights: half for the shared CSAT, a quarter for each persona's emotion.
    assert result.score.variance == pytest.approx(csat / 4 + 2 * felt / 16)


def test_values_of_strangers_do_not_count(scored: Scored) -> None:
    here = touchpoint("t", emotion=[{"value": 1, "persona": "stranger"}])
    assert scored(here, personas={"a": None}).score.value is None
    assert scored(here).score.value is None


# Waves


@pytest.mark.parametrize(
    ("waves", "shown"),
    [
        ([("70%", "2026-01-01"), ("60%", "2025-01-01")], "70%"),
        ([("70%", "2026-01-01"), ("60%", None)], "70%"),
        ([("70%", None), ("60%", None)], "60%"),
        ([("70%", "2026-01-01"), ("60%", "2026-01-01")], "60%"),
    ],
)
def test_the_newest_wave_counts_else_the_last(
    scored: Scored, waves: list[tuple[str, str | None]], shown: str
) -> None:
    percent = [{"count": int(value[:-1]), "n": 100, "date": date} for value, date in waves]
    (component,) = scored(touchpoint("t", measures={"csat": percent})).touchpoints["t"].components
    assert component.shown == shown


# Basis and coverage

SURVEY = {"kind": "survey", "n": 240, "date": "2026-09-30"}
FULL = {"n": 30, "source": "survey", "date": "2026-09-30"}


@pytest.mark.parametrize(
    ("emotion", "around", "basis", "n"),
    [
        ({}, (), Basis.JUDGED, None),
        (FULL, (), Basis.MEASURED, 30),
        ({**FULL, "date": None}, (), Basis.JUDGED, 30),
        ({**FULL, "source": None}, (), Basis.JUDGED, 30),
        ({"evidence": ["survey"]}, (), Basis.MEASURED, 240),
        ({"evidence": ["survey"], "n": 12}, (), Basis.MEASURED, 12),
        ({"evidence": ["talk"]}, (), Basis.JUDGED, 3),
        ({"evidence": ["survey", "guess"]}, (), Basis.JUDGED, 240),
        ({}, ("survey", "talk"), Basis.MEASURED, 240),
        ({}, ("guess",), Basis.JUDGED, None),
        (FULL, ("guess",), Basis.MEASURED, 30),
        ({"evidence": ["guess"], **FULL}, (), Basis.JUDGED, 30),
        ({"persona": "a"}, ("of-b",), Basis.JUDGED, None),
        ({"persona": "b"}, ("of-b",), Basis.MEASURED, 9),
    ],
)
def test_measured_is_what_has_sample_source_and_date(
    scored: Scored, emotion: dict[str, Any], around: tuple[str, ...], basis: Basis, n: int | None
) -> None:
    evidence = {
        "survey": SURVEY,
        "talk": {"kind": "interview", "n": 3},
        "guess": {"kind": "assumption", "n": 500, "date": "2026-09-30"},
        "of-b": {**SURVEY, "n": 9, "persona": "b"},
    }
    here = touchpoint("t", emotion=[{"value": 4, **emotion}], evidence=around)
    result = scored(here, evidence=evidence, personas={"a": None, "b": None}).touchpoints["t"]
    assert (result.basis, result.components[0].n) == (basis, n)


def test_an_assumption_has_no_interval(scored: Scored) -> None:
    evidence = {"guess": {"kind": "assumption"}}
    here = touchpoint("t", measures={"csat": [{"count": 41, "n": 50, "evidence": ["guess"]}]})
    result = scored(here, evidence=evidence).touchpoints["t"]
    assert result.score.value == 82
    assert result.score.interval is None


def test_coverage_weighs_touchpoints_and_their_components(scored: Scored) -> None:
    measured = {"value": 4, **FULL}
    result = scored(
        touchpoint("full", emotion=[measured], importance=5),
        touchpoint("half", emotion=[measured], measures={"nps": [{"value": 10}]}, importance=2),
        touchpoint("none", importance=3),
    )
    coverage = result.coverage
    assert (coverage.measured, coverage.judged, coverage.unknown) == pytest.approx((0.6, 0.1, 0.3))
    assert result.touchpoints["half"].measured == 0.5
    assert result.touchpoints["half"].basis is Basis.JUDGED


def test_small_samples_are_marked(scored: Scored) -> None:
    def small(n: int, **settings: Any) -> bool:
        here = touchpoint("t", measures={"csat": [{"count": 1, "n": n}]})
        return scored(here, settings={"scoring": settings}).touchpoints["t"].components[0].small

    assert small(29)
    assert not small(30)
    assert not small(29, small_sample=20)


# Intervals


def test_a_composite_interval_follows_from_the_variances_of_its_parts(scored: Scored) -> None:
    here = touchpoint("t", emotion=[{"value": 4, "n": 100, "sd": 0.8}], measures={"csat": [CSAT]})
    result = scored(here).touchpoints["t"]
    emotion, csat = (component.variance for component in result.components)
    assert emotion == pytest.approx((0.8 / 4 * 100) ** 2 / 100)
    assert emotion is not None
    assert csat is not None
    variance = (emotion + csat) / 4
    value = (75 + 82) / 2
    assert result.score.interval == pytest.approx((value - Z * variance**0.5, value + Z * variance**0.5))


def test_no_interval_where_a_scored_part_has_none(scored: Scored) -> None:
    sure = touchpoint("a", measures={"csat": [CSAT]})
    assert scored(sure).score.interval is not None
    assert scored(sure, touchpoint("b", emotion=4)).score.interval is None
    assert scored(sure, touchpoint("b")).score.interval == scored(sure).score.interval


def test_a_sample_size_known_from_evidence_gives_an_interval(scored: Scored) -> None:
    here = touchpoint("t", measures={"retention": [{"value": None, "count": 9, "n": 12}]})
    assert scored(here).touchpoints["t"].unscored[0].n == 12
    nps = touchpoint("t", measures={"nps": [{"value": 50, "sd": 67, "evidence": ["survey"]}]})
    result = scored(nps, evidence={"survey": SURVEY})
    assert result.score.interval == pytest.approx((75 - Z * 33.5 / 240**0.5, 75 + Z * 33.5 / 240**0.5))


# Stages with values of their own, and journeys


def test_a_stage_stands_in_for_touchpoints_without_a_score(scored: Scored) -> None:
    stages = [
        {"stage": "one", "name": "1", "emotion": [{"value": 2}], "touchpoints": [touchpoint("a")]},
        {"stage": "two", "name": "2", "emotion": [{"value": 1}], "touchpoints": [touchpoint("b", emotion=5)]},
        {"stage": "three", "name": "3", "emotion": [{"value": 4}], "importance": 5},
    ]
    result = scored(stages=stages)
    assert [each.score.value for each in result.stages.values()] == [25, 100, 75]
    assert [each.stands_in for each in result.stages.values()] == [True, False, True]
    assert result.stages["two"].own.score.value == 0
    assert result.score.value == pytest.approx((3 * 100 + 3 * 25 + 5 * 75) / 11)
    assert result.coverage.unknown == pytest.approx(3 / 14)


def test_of_a_journey_of_stages_alone_these_are_its_moments(scored: Scored) -> None:
    values = {"a": 3, "b": 1, "c": 4}
    stages = [{"stage": id_, "name": id_, "emotion": [{"value": value}]} for id_, value in values.items()]
    result = scored(stages=[*stages[:2], {"stage": "silent", "name": "?"}, stages[2]])
    assert (result.lowest, result.highest, result.peak_end) == ("b", "c", (0 + 75) / 2)
    assert result.at("b") is result.stages["b"]
    assert explain_peak_end(result) == ("peak–end: (b 0 + c 75) / 2 = 37.5",)


def test_what_was_measured_of_the_journey_stays_apart(scored: Scored) -> None:
    result = scored(touchpoint("a", emotion=4), measures={"nps": [{"value": -50}]}, target=80)
    assert (result.score.value, result.own.score.value) == (75, 25)
    assert result.gap == -5


# Any journey


def decimals(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(round(low * 1000), round(high * 1000)).map(lambda value: value / 1000)


VALUE = st.fixed_dictionaries(
    {},
    optional={
        "emotion": st.lists(
            st.fixed_dictionaries(
                {"value": decimals(1, 5)},
                optional={
                    "persona": st.sampled_from("abc"),
                    "n": st.integers(1, 500),
                    "sd": decimals(0, 2),
                },
            ),
            max_size=4,
        ),
        "importance": st.integers(1, 5),
        "moment_of_truth": st.booleans(),
        "measures": st.fixed_dictionaries(
            {},
            optional={
                "csat": st.builds(
                    lambda good, bad: [{"count": good, "n": good + bad}], *[st.integers(0, 99)] * 2
                ).filter(lambda each: each[0]["n"] > 0),
                "nps": decimals(-100, 100).map(lambda value: [{"value": value}]),
            },
        ),
        "pains": st.lists(
            st.fixed_dictionaries(
                {"pain": st.just("p"), "text": st.just("p")},
                optional={"severity": st.integers(1, 5), "frequency": decimals(0, 1)},
            ),
            max_size=3,
        ),
    },
)
PERSONAS = st.dictionaries(st.sampled_from("abc"), st.none() | decimals(0, 1))


def _named(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [touchpoint(f"t{number}", **value) for number, value in enumerate(values)]


@given(st.lists(VALUE, max_size=6), PERSONAS)
def test_scores_are_bounded_and_missing_only_where_nothing_is_known(
    scored: Scored, values: list[dict[str, Any]], personas: dict[str, float | None]
) -> None:
    result = scored(*_named(values), personas=personas)
    everything: list[Score] = [
        result.score,
        *result.by_persona.values(),
        *(each.score for each in result.touchpoints.values()),
        *(each.score for each in result.stages.values()),
    ]
    for each in everything:
        if each.value is None:
            assert each.interval is None
            continue
        assert 0 <= each.value <= 100
        if each.interval is not None:
            low, high = each.interval
            assert 0 <= low <= each.value <= high <= 100
    for value, here in zip(values, result.touchpoints.values(), strict=True):
        of_somebody = [one for one in value.get("emotion", ()) if one.get("persona") in (None, *personas)]
        known = bool(of_somebody or value.get("measures"))
        assert (here.score.value is not None) == known
        assert (here.basis is not Basis.UNKNOWN) == known
    coverage = result.coverage
    assert fsum([coverage.measured, coverage.judged, coverage.unknown]) == pytest.approx(1)
    assert result.pain.value is None or 0 <= result.pain.value <= 1


@given(st.lists(VALUE, min_size=2, max_size=6), PERSONAS, st.randoms(use_true_random=False))
def test_order_changes_nothing(
    scored: Scored, values: list[dict[str, Any]], personas: dict[str, float | None], random: Random
) -> None:
    touchpoints = _named(values)
    shuffled = random.sample(touchpoints, len(touchpoints))
    first, second = scored(*touchpoints, personas=personas), scored(*shuffled, personas=personas)
    assert first.score == second.score
    assert first.by_persona == second.by_persona
    assert first.coverage == second.coverage
    assert first.pain == second.pain
    assert dict(first.touchpoints) == dict(second.touchpoints)


@given(st.lists(VALUE, min_size=1, max_size=5), PERSONAS, st.data())
def test_a_better_emotion_never_lowers_a_score(
    scored: Scored, values: list[dict[str, Any]], personas: dict[str, float | None], data: st.DataObject
) -> None:
    felt = [(i, j) for i, value in enumerate(values) for j in range(len(value.get("emotion", ())))]
    if not felt:
        return
    i, j = data.draw(st.sampled_from(felt))
    before = scored(*_named(values), personas=personas).score.value
    emotion = values[i]["emotion"]
    better = {**emotion[j], "value": data.draw(decimals(emotion[j]["value"], 5))}
    values[i] = {**values[i], "emotion": [*emotion[:j], better, *emotion[j + 1 :]]}
    after = scored(*_named(values), personas=personas).score.value
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after >= before - 1e-9


def test_all_journeys_are_scored_as_each_alone(project_of: ProjectOf) -> None:
    project = project_of(touchpoint("a", emotion=4))
    assert score(project) == {"j": score_journey(project, project["j"])}


def test_scoring_is_quick(project_of: ProjectOf) -> None:
    """A fifth of the largest map in five times its share of the time, for machines busy with other work."""
    project = project_of(
        *(touchpoint(f"t{n}", emotion=[{"value": 1 + n % 9 / 2, "n": 30, "sd": 1}]) for n in range(20_000))
    )
    started = time.process_time()
    score(project)
    assert time.process_time() - started < 2


def test_the_collector_is_left_as_it_was(project_of: ProjectOf) -> None:
    assert gc.isenabled()
    score(project_of(touchpoint("a")))
    assert gc.isenabled()
