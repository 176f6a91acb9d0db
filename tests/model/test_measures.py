"""Measures read what people write, put it on 0–100 and refuse what does not say what it is.

Worked examples are published ones where a test names the source, else computed by hand in its docstring.
"""

from __future__ import annotations

from math import isclose, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from jmap import discovery
from jmap.model import Measurement, MeasureSettings
from jmap.model.measure import Measure, measure_for, measure_ids
from jmap.model.measures import kano
from jmap.model.measures._estimate import wilson
from jmap.model.measures.emotion import felt
from jmap.model.quantity import Quantity
from jmap.model.reading import Reading, Refusal, Z

BOUNDED = (
    "adoption",
    "engagement",
    "retention",
    "conversion",
    "completion",
    "error-rate",
    "duration",
    "complaint-time",
)
SMALL = st.integers(0, 500)


class _Plain(str):
    """An unquoted scalar of a spec."""

    __slots__ = ()


def written(**keys: Any) -> dict[str, Any]:
    return {
        key: Quantity.read(_Plain(value)) if key in ("value", "worst", "best", "target") else value
        for key, value in keys.items()
    }


def measure(name: str, settings: dict[str, Any] | None = None) -> tuple[Measure, MeasureSettings | None]:
    declared = {} if settings is None else {name: MeasureSettings.model_validate(written(**settings))}
    found = measure_for(name, declared)
    assert found is not None
    return found, declared.get(name)


def read(name: str, settings: dict[str, Any] | None = None, **keys: Any) -> Reading:
    found, declared = measure(name, settings)
    return found.read(Measurement.model_validate(written(**keys)), declared)


def refusal(name: str, settings: dict[str, Any] | None = None, **keys: Any) -> Refusal:
    found, declared = measure(name, settings)
    refused = found.refuse(Measurement.model_validate(written(**keys)), declared)
    assert refused is not None
    return refused


# The set


def test_every_module_offers_its_measure() -> None:
    found = discovery.discover("jmap.model.measures", "MEASURE", Measure)
    assert found.problems == ()
    assert tuple(each.id for each in found.found) == measure_ids()
    assert set(BOUNDED) < set(measure_ids())
    for each in found.found:
        assert each.label == f"measure.{each.id}"
        assert all((each.accepts, each.scale, each.formula, each.source, each.pooling))
        assert each.bounded == (each.id in BOUNDED)


def test_unknown_measures_are_nobodys() -> None:
    assert measure_for("cast", {}) is None
    assert measure_for("_line", {}) is None


def test_settings_for_a_built_in_measure_do_not_make_it_an_own_one() -> None:
    settings = MeasureSettings.model_validate(written(worst="10%", best="0%"))
    found = measure_for("error-rate", {"error-rate": settings})
    assert found is measure_for("error-rate", {})


def test_a_value_remembers_what_it_says_under_the_settings_it_was_asked_with() -> None:
    found, _ = measure("conversion")
    narrow, wide = (MeasureSettings.model_validate(written(worst="0%", best=best)) for best in ("20%", "40%"))
    value = Measurement.model_validate(written(value="10%", n=50))
    points = [found.reading(value, settings).points for settings in (narrow, wide, narrow)]
    assert points == [50, 25, 50]
    assert found.reading(value, narrow) is found.reading(value, narrow)
    assert value == Measurement.model_validate(written(value="10%", n=50))
    assert repr(value) == repr(Measurement.model_validate(written(value="10%", n=50)))
    assert "reading" not in value.model_dump()


def test_a_copy_with_other_fields_says_something_else() -> None:
    found, _ = measure("csat")
    value = Measurement.model_validate(written(value="80%", n=50))
    assert found.reading(value, None).n == 50
    assert found.reading(value.model_copy(update={"n": 9}), None).n == 9
    assert vars(value.model_copy()).keys() == type(value).model_fields.keys()


# Published worked examples


def test_csat_is_the_share_of_the_two_best_answers() -> None:
    """Delighted, How is CSAT calculated? (help.delighted.com/article/240): 74 of 107 = 69.16."""
    reading = read("csat", counts={"5": 42, "4": 32, "3": 10, "2": 9, "1": 14})
    assert reading.points == pytest.approx(69.16, abs=0.005)
    assert (reading.n, reading.shown) == (107, "69.16%")
    assert reading.formula == "(32 + 42) / 107 = 69.16%; 69.16% × 100 = 69.16"


def test_ces_is_the_mean_of_answers_from_1_to_7() -> None:
    """CYS Group, CES 7-point scale to average (support.cys.group): 4080 / 1000 = 4.08."""
    reading = read("ces", counts=dict(zip("1234567", (80, 210, 140, 110, 160, 180, 120), strict=True)))
    assert reading.value == pytest.approx(4.08)
    assert reading.points == pytest.approx((4.08 - 1) / 6 * 100)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"A": 5, "O": 30, "M": 50, "I": 15, "R": 2, "Q": 1}, "M (CS+ 0.35, CS− −0.80)"),
        ({"A": 20, "O": 45, "M": 25, "I": 10, "R": 1, "Q": 4}, "O (CS+ 0.65, CS− −0.70)"),
        ({"A": 60, "O": 25, "M": 3, "I": 12, "R": 5, "Q": 0}, "A (CS+ 0.85, CS− −0.28)"),
    ],
)
def test_kano_is_the_commonest_category_with_both_coefficients(counts: dict[str, int], shown: str) -> None:
    """By hand, of the 100 who mind each time: (5 + 30) / 100 and −(30 + 50) / 100, and so on; R and Q do not."""
    reading = read("kano", counts=counts)
    assert (reading.shown, reading.points, reading.n) == (shown, None, sum(counts.values()))


def test_kano_pairs_of_answers_go_by_the_evaluation_table() -> None:
    letters = {
        "like": "QAAAO", "must-be": "RIIIM", "neutral": "RIIIM", "live-with": "RIIIM", "dislike": "RRRRQ",
    }  # fmt: skip
    for present, row in letters.items():
        assert "".join(kano.category(present, absent) for absent in letters) == row
    pairs = {"like/dislike": 2, "like/neutral": 3, "neutral/dislike": 4, "dislike/like": 1}
    assert read("kano", counts=pairs) == read("kano", counts={"O": 2, "attractive": 3, "M": 4, "R": 1})


def test_of_equally_frequent_kano_categories_the_one_most_missed_counts() -> None:
    assert read("kano", counts={"I": 5, "A": 5, "O": 5, "M": 5}).shown.startswith("M ")
    assert read("kano", counts={"I": 5, "A": 5, "O": 5}).shown.startswith("O ")
    assert read("kano", counts={"R": 5, "Q": 1}).shown == "R"


@pytest.mark.parametrize(
    "keys",
    [
        {"value": "4/5"},
        {"counts": {"X": 1}},
        {"counts": {"like/hate": 1}},
        {"counts": {"A": 0}},
        {"counts": {"A": 1}, "n": 2},
        {"counts": {"A": 1}, "target": "4"},
        {"counts": {"A": 1}, "worst": "1"},
        {"promoters": 1, "passives": 1, "detractors": 1},
    ],
)
def test_kano_refuses_what_is_no_count_of_categories(keys: dict[str, Any]) -> None:
    assert refusal("kano", **keys)


def test_engagement_is_read_in_the_unit_of_its_values() -> None:
    assert read("engagement", value="3.2", n=400).points is None
    assert read("engagement", value="3", worst="1", best="5").points == pytest.approx(50)
    assert read("engagement", value="40%", worst="0%", best="80%").points == pytest.approx(50)
    assert read("engagement", value="2min", worst="0s", best="4min").points == pytest.approx(50)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_bounds_by_example(count: int, n: int, low: float, high: float) -> None:
    """The score method of R. G. Newcombe (1998), Statistics in Medicine 17, 857–872; to four places as scipy's."""
    assert wilson(count / n, n) == pytest.approx((low, high), abs=0.00005)


def test_nps_and_its_margin_follow_from_counts() -> None:
    """Variance by B. Rocks (2016), The American Statistician: p + d − (p − d)², over n."""
    reading = read("nps", promoters=120, passives=60, detractors=20)
    assert (reading.value, reading.points, reading.n) == (50, 75, 200)
    margin = 100 * Z * sqrt((0.6 + 0.1 - 0.5**2) / 200)  # of the NPS; half as many points
    assert reading.interval == pytest.approx((75 - margin / 2, 75 + margin / 2))
    assert reading.formula == "(120 - 20) / 200 × 100 = 50; (50 + 100) / 2 = 75"


def test_nps_by_point_counts_promoters_from_9_and_detractors_to_6() -> None:
    by_point = {"0": 1, "6": 19, "7": 40, "8": 20, "9": 50, "10": 70}
    assert read("nps", counts=by_point) == read("nps", promoters=120, passives=60, detractors=20)


# Formulas of product and language


@pytest.mark.parametrize(
    ("name", "keys", "points"),
    [
        ("emotion", {"value": "4"}, 75),
        ("emotion", {"value": "4/5"}, 75),
        ("emotion", {"counts": {"4": 2, "5": 2}}, 87.5),
        ("csat", {"value": "82%"}, 82),
        ("csat", {"count": 41, "n": 50}, 82),
        ("csat", {"value": "4.3/5"}, 82.5),
        ("csat", {"value": "8.2/10"}, 80),
        ("nps", {"value": "-20"}, 40),
        ("ces", {"value": "5.5"}, 75),
        ("ces", {"value": "5.5/7"}, 75),
        ("ces", {"value": "2/5", "better": "lower"}, 75),
        ("ces", {"value": "2", "better": "lower"}, 75),
        ("ces", {"value": "2.5/7", "better": "lower"}, 75),
        ("ces", {"value": "4/5", "better": "higher"}, 75),
        ("error-rate", {"value": "3%", "worst": "10%", "best": "0%"}, 70),
        ("error-rate", {"count": 3, "n": 100, "worst": "10%", "best": "0%"}, 70),
        ("conversion", {"value": "3%", "worst": "1%", "best": "5%"}, 50),
        ("retention", {"value": "99%", "worst": "50%", "best": "90%"}, 100),
        ("duration", {"value": "90s", "worst": "3min", "best": "1min"}, 75),
        ("complaint-time", {"value": "9d", "worst": "1w", "best": "1d"}, 0),
    ],
)
def test_values_become_points(name: str, keys: dict[str, Any], points: float) -> None:
    reading = read(name, **keys)
    assert reading.points == pytest.approx(points)
    assert reading.formula.endswith(f" {points:g}")


def test_formulas_round_halves_up_as_pages_do() -> None:
    """(3.125 − 1) / 4 × 100 = 53.125, which is 53.13 to two places; 1 of 800 is 0.125%."""
    assert felt(3.125, None, None).formula == "(3.125 - 1) / 4 × 100 = 53.13"
    assert read("csat", count=1, n=800).formula == "1 / 800 = 0.13%; 0.13% × 100 = 0.13"


def test_points_stay_within_the_declared_ends_and_say_so() -> None:
    reading = read("duration", value="4min", worst="3min", best="1min")
    assert reading.formula == "(240s - 180s) / (60s - 180s) × 100 = -50 → 0"


@pytest.mark.parametrize("name", BOUNDED)
def test_measures_on_a_line_are_shown_but_not_scored_without_both_ends(name: str) -> None:
    value = "30s" if name in ("duration", "complaint-time") else "30%"
    partly: list[dict[str, Any]] = [{}, {"worst": value}, {"best": value}]
    for ends in partly:
        reading = read(name, value=value, **ends)
        assert (reading.points, reading.interval, reading.formula) == (None, None, "")
        assert reading.shown == value


OWN = {"unit": "s", "better": "lower", "worst": "120", "best": "5"}


@pytest.mark.parametrize("value", ["62.5", "62.5s"])
def test_own_durations_take_plain_numbers_in_their_unit(value: str) -> None:
    reading = read("export-time", OWN, value=value)
    assert (reading.points, reading.shown, reading.value) == (50, "62.5s", 62.5)


def test_an_sd_counts_in_the_unit_of_its_value() -> None:
    minutes = {"unit": "min", "worst": "10", "best": "0"}
    reading = read("export-time", minutes, value="5", n=25, sd=1)
    assert reading.interval == pytest.approx((50 - 2 * Z, 50 + 2 * Z))


def test_ends_of_a_value_go_before_those_of_the_project() -> None:
    assert read("export-time", OWN, value="60s", worst="180s", best="0s").points == pytest.approx(200 / 3)


def test_own_measures_with_a_word_as_unit() -> None:
    settings = {"unit": "clicks", "worst": "20", "best": "4"}
    reading = read("clicks", settings, value="12")
    assert (reading.points, reading.shown) == (50, "12 clicks")
    assert read("clicks", {"unit": "clicks"}, value="12").points is None


def test_an_own_percentage_need_not_be_a_share_of_cases() -> None:
    reading = read("growth", {"unit": "%", "worst": "-10", "best": "10"}, value="5%", n=40)
    assert reading.points == pytest.approx(75)
    assert reading.interval is None
    assert reading.formula == "(5% - (-10%)) / (10% - (-10%)) × 100 = 75"


# Refusals


@pytest.mark.parametrize(
    ("name", "keys", "code", "words"),
    [
        ("csat", {"value": "4.3"}, "S213", "82%, 4.3/5, {count: 197, n: 240} or {counts:"),
        ("csat", {"value": "95s"}, "S213", "duration"),
        ("csat", {}, "S213", "no value"),
        ("csat", {"promoters": 3}, "S213", "`promoters`"),
        ("csat", {"count": 3}, "S213", "`n`"),
        ("csat", {"value": "182%"}, "S203", "0 to 100%"),
        ("csat", {"value": "0.5/5"}, "S203", "begin at 1"),
        ("csat", {"count": 30, "n": 20}, "S203", "more than its n"),
        ("csat", {"counts": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0}}, "S203", "nobody"),
        ("csat", {"counts": {"1": 3, "2": 3, "3": 3}}, "S203", "4 points or more"),
        ("csat", {"counts": {"1": 3, "2": 3, "4": 3}}, "S213", "every point"),
        ("csat", {"counts": {"good": 3}}, "S213", "by point"),
        ("csat", {"counts": {"1": 1, "2": 1, "3": 1, "4": 1, "5": 6}, "n": 12}, "S215", "add up to 10"),
        ("csat", {"counts": {"1": 1, "2": 1, "3": 1, "4": 1, "5": 6}, "value": "82%"}, "S215", "70%"),
        ("csat", {"counts": {"1": 1, "2": 1, "3": 1, "4": 1, "5": 6}, "value": "4/5"}, "S215", "mean"),
        ("csat", {"counts": {"1": 1, "2": 1, "3": 1, "4": 1}, "count": 2, "n": 4}, "S215", "one of them"),
        ("csat", {"value": "82%", "sd": 3}, "S215", "`sd`"),
        ("csat", {"value": "82%", "worst": "0%"}, "S215", "`worst`"),
        ("csat", {"value": "82%", "better": "lower"}, "S215", "higher"),
        ("csat", {"value": "82%", "target": "4.5/5"}, "S215", "different scales"),
        ("nps", {"value": "132"}, "S203", "-100 to 100"),
        ("nps", {"value": "32%"}, "S213", "{promoters: 120, passives: 60, detractors: 20}"),
        ("nps", {"promoters": 3, "passives": 1}, "S213", "detractors"),
        ("nps", {"promoters": 0, "passives": 0, "detractors": 0}, "S203", "nobody"),
        ("nps", {"promoters": 3, "passives": 1, "detractors": 1, "value": "50"}, "S215", "40"),
        ("nps", {"counts": {"11": 3}}, "S203", "0 to 10"),
        ("ces", {"value": "4/5"}, "S213", "higher or lower"),
        ("ces", {"value": "8"}, "S203", "1 to 7"),
        ("ces", {"value": "6", "better": "lower"}, "S203", "1 to 5"),
        ("ces", {"value": "80%"}, "S213", "80%"),
        ("ces", {"value": "5/7", "target": "4/5"}, "S215", "1–7"),
        ("emotion", {"value": "6"}, "S203", "1 to 5"),
        ("emotion", {"value": "4/7"}, "S213", "4/7"),
        ("error-rate", {"value": "0.03"}, "S213", "82%"),
        ("error-rate", {"value": "103%"}, "S203", "0 to 100%"),
        ("error-rate", {"value": "3%", "worst": "0%", "best": "10%"}, "S215", "worst 0%, best 10%"),
        ("error-rate", {"value": "3%", "worst": "5%", "best": "5%"}, "S215", "equal"),
        ("error-rate", {"value": "3%", "worst": "5s", "best": "0%"}, "S213", "5s"),
        ("error-rate", {"value": "3%", "target": "4"}, "S213", "4"),
        ("duration", {"value": "95"}, "S213", "95s or 3min"),
        ("duration", {"value": "95s", "better": "higher"}, "S215", "lower"),
    ],
)
def test_refusals_say_what_is_wrong(name: str, keys: dict[str, Any], code: str, words: str) -> None:
    refused = refusal(name, **keys)
    assert refused.code == code
    assert words in refused.message


@pytest.mark.parametrize(
    ("value", "code"), [("82%", "S213"), ("4/5", "S213"), ("-3", "S203")], ids=["share", "scale", "negative"]
)
def test_own_measures_refuse_other_dimensions(value: str, code: str) -> None:
    assert refusal("export-time", OWN, value=value).code == code


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("csat", {"worst": "0%"}),
        ("csat", {"unit": "points"}),
        ("nps", {"better": "lower"}),
        ("error-rate", {"worst": "0%", "best": "10%"}),
        ("error-rate", {"unit": "s"}),
        ("export-time", {"unit": "s", "worst": "120", "best": "120"}),
        ("export-time", {"unit": "s", "better": "higher", "worst": "120", "best": "5"}),
    ],
)
def test_settings_that_contradict_a_measure_are_refused(name: str, settings: dict[str, Any]) -> None:
    found, declared = measure(name, settings)
    assert declared is not None
    refused = found.refuse_settings(declared)
    assert refused is not None
    assert refused.code == "S215"


def test_settings_that_fit_are_not_refused() -> None:
    for name, settings in (("export-time", OWN), ("csat", {"unit": "%"}), ("ces", {"better": "lower"})):
        found, declared = measure(name, settings)
        assert declared is not None
        assert found.refuse_settings(declared) is None


def test_waves_on_different_scales_are_not_compared() -> None:
    found, _ = measure("csat")
    waves = [Measurement.model_validate(written(value=value)) for value in ("82%", "84%", "4.3/5")]
    assert found.refuse_mix(waves[:2], None) is None
    refused = found.refuse_mix(waves, None)
    assert refused is not None
    assert refused.code == "S215"


# Intervals


@given(SMALL, st.integers(1, 500))
def test_share_intervals_are_scipys(count: int, n: int) -> None:
    count = min(count, n)
    expected = stats.binomtest(count, n).proportion_ci(method="wilson")
    reading = read("csat", count=count, n=n)
    assert reading.interval == pytest.approx((100 * expected.low, 100 * expected.high), abs=1e-9)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=60))
def test_intervals_of_counted_means_are_scipys(answers: list[int]) -> None:
    counts = {str(point): answers.count(point) for point in range(1, 6)}
    reading = read("emotion", counts=counts)
    if len(set(answers)) == 1:
        assert reading.interval is None
        return
    error = stats.sem(answers)
    low, high = stats.norm.interval(0.95, sum(answers) / len(answers), error)
    expected = tuple(min(100, max(0, (bound - 1) / 4 * 100)) for bound in (low, high))
    assert reading.interval == pytest.approx(expected)
    assert reading.variance == pytest.approx((error * 25) ** 2)


@given(SMALL, SMALL, SMALL)
def test_nps_variance_is_the_sample_variance_of_its_answers(good: int, fair: int, bad: int) -> None:
    n = good + fair + bad
    if n == 0 or n in (good, fair, bad):
        return
    answers = [100] * good + [0] * fair + [-100] * bad
    reading = read("nps", promoters=good, passives=fair, detractors=bad)
    assert reading.variance == pytest.approx(float(stats.tvar(answers)) * (n - 1) / n / n / 4)


@pytest.mark.parametrize(
    "keys",
    [{"promoters": 9, "passives": 0, "detractors": 0}, {"value": "50", "n": 200}, {"value": "50", "sd": 70}],
    ids=["all alike", "no spread", "no sample size"],
)
def test_no_interval_where_spread_or_sample_is_unknown(keys: dict[str, Any]) -> None:
    reading = read("nps", **keys)
    assert reading.interval is None
    assert reading.variance is None


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_share_intervals_contain_the_value_and_shrink_with_n(share: float, n: int) -> None:
    low, high = wilson(share, n)
    assert 0 <= low <= share <= high <= 1
    closer_low, closer_high = wilson(share, n + 1)
    assert closer_high - closer_low < high - low


@given(st.floats(1, 5), st.integers(2, 10_000), st.floats(0.01, 2))
def test_mean_intervals_contain_the_value_and_shrink_with_n(value: float, n: int, sd: float) -> None:
    near, far = felt(value, n * 2, sd), felt(value, n, sd)
    assert near.interval is not None
    assert far.interval is not None
    assert near.points is not None
    assert (
        0 <= far.interval[0] <= near.interval[0] <= near.points <= near.interval[1] <= far.interval[1] <= 100
    )
    assert near.variance is not None
    assert far.variance is not None
    assert near.variance < far.variance


# Monotony: better answers never lower the points


@given(SMALL, SMALL, SMALL)
def test_one_answer_turning_better_raises_nps(good: int, fair: int, bad: int) -> None:
    before = read("nps", promoters=good, passives=fair + 1, detractors=bad).points
    after = read("nps", promoters=good + 1, passives=fair, detractors=bad).points
    assert before is not None
    assert after is not None
    assert after > before or isclose(after, before)


@given(st.floats(1, 7), st.floats(1, 7))
def test_less_effort_scores_higher_in_both_versions_of_ces(one: float, other: float) -> None:
    low, high = sorted((one, other))
    found, _ = measure("ces")

    def points(value: float, **keys: Any) -> float:
        quantity = Quantity(value, "scale", 7)
        result = found.read(Measurement.model_validate({"value": quantity, **keys}), None).points
        assert result is not None
        return result

    assert points(low) <= points(high)
    assert points(low, better="lower") >= points(high, better="lower")


@given(st.floats(0, 300), st.floats(0, 300), st.floats(0, 300), st.floats(0, 300))
def test_points_on_a_line_are_bounded_and_monotone(
    one: float, other: float, worst: float, best: float
) -> None:
    if worst == best:
        return
    found, _ = measure("duration")
    low, high = sorted((one, other))
    if worst < best:
        assert found.refuse(_seconds(low, worst, best), None) is not None
        return
    shorter = found.read(_seconds(low, worst, best), None).points
    longer = found.read(_seconds(high, worst, best), None).points
    assert shorter is not None
    assert longer is not None
    assert 0 <= longer <= shorter <= 100


def _seconds(value: float, worst: float, best: float) -> Measurement:
    named = {"value": value, "worst": worst, "best": best}
    return Measurement.model_validate({key: Quantity(each, "duration") for key, each in named.items()})
