"""Values in a form of other programs, languages or habits: refused with the form that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.model import meant
from jmap.model.values import COUNTRIES

if TYPE_CHECKING:
    from tests.spec.conftest import Load

IN_TOUCHPOINT = "journey: j\nstages:\n- name: s\n  touchpoints:\n  - name: t\n    "
LIST = "`jmap explain emotion` lists all words"
SHARES = "it is a share of visits: rare is 10%, sometimes 30%, often 60%, always 100%"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("emotion: hapy", f'did you mean "happy"? {LIST}'),
        ('emotion: "hapy"', f'did you mean "happy"? {LIST}'),
        ("emotion: 高興", f'did you mean "高兴"? {LIST}'),
        ("emotion: 爽", LIST),
        ("emotion: 3,5", "did you mean 3.5?"),
        ("emotion: 4/5", "did you mean 4?"),
        ("emotion: 4分", "did you mean 4?"),
        ("emotion: 7/10", "an emotion has no scale but its own: 1 is very bad, 5 very good"),
        ("emotion: 80%", "an emotion has no scale but its own: 1 is very bad, 5 very good"),
        ("emotion: 9", "an emotion has no scale but its own: 1 is very bad, 5 very good"),
        ("pains: {text: x, frequency: rarely}", 'did you mean "rare"?'),
        ("pains: {text: x, frequency: 经常}", 'did you mean "often"?'),
        ("pains: {text: x, frequency: daily}", SHARES),
        ("pains: {text: x, frequency: '0,5'}", SHARES),
        ("pains: {text: x, severity: high}", "1 is the least, 5 the most"),
        ("pains: {text: x, severity: 4/5}", "did you mean 4?"),
        ("importance: 3分", "did you mean 3?"),
        ("importance: 很高", "1 is the least, 5 the most"),
        ("moment_of_truth: yes", "did you mean true?"),
        ("moment_of_truth: True", "did you mean true?"),
        ("moment_of_truth: 否", "did you mean false?"),
        ('moment_of_truth: "true"', "write true without quotes"),
        ("emotion: {value: 3, date: 2026-9-3}", "did you mean 2026-09-03?"),
        ("emotion: {value: 3, date: 2026/09/30}", "did you mean 2026-09-30?"),
        ("emotion: {value: 3, date: 2026年9月30日}", "did you mean 2026-09-30?"),
        ("emotion: {value: 3, date: 20260930}", "did you mean 2026-09-30?"),
        ("emotion: {value: 3, date: 30.9.2026}", "did you mean 2026-09-30?"),
        ("emotion: {value: 3, date: 09/30/2026}", "did you mean 2026-09-30?"),
        ("emotion: {value: 3, date: 09/03/2026}", "did you mean 2026-03-09 or 2026-09-03?"),
        ("emotion: {value: 3, date: 2026-30-09}", "did you mean 2026-09-30?"),
        ("emotion: {value: 3, date: 2026-9}", "add the day, as in 2026-09-01"),
        ("emotion: {value: 3, date: 2026年9月}", "add the day, as in 2026-09-01"),
        ("emotion: {value: 3, date: 12月31日}", "add the year, as in 2028-12-31"),
        ("emotion: {value: 3, date: 2026-02-30}", None),
        ("emotion: {value: 3, date: yesterday}", None),
        ("emotion: {value: 3, sd: '0,9'}", None),
        ("emotion: {value: 3, n: 1 200}", None),
        ("emotion: {value: 3, n: 约300人}", "did you mean 300?"),
        ("emotion: {value: 3, n: about 300 people}", "did you mean 300?"),
        ("reach: 80", "did you mean 80%?"),
        ("reach: 0,8", "did you mean 0.8?"),
        ("reach: ８０％", "did you mean 80%?"),
        ("duration: 5 minutes", "did you mean 5min?"),
        ("duration: 1 hour 30 mins", "did you mean 1h 30min?"),
        ("duration: 1.5 小時", "did you mean 1.5h?"),
        ("duration: 约2分钟", "did you mean 2min?"),
        ("duration: about 5 minutes", "did you mean 5min?"),
        ("duration: 5", "write it with its unit: 5s, 5min, 5h or 5d"),
        ("duration: a while", None),
        ("measures: {csat: {value: 82\uff05}}", "did you mean 82%?"),
        ("measures: {csat: 82% (n = 240)}", "write {value: 82%, n: 240}"),
        ("measures: {csat: 83％（n=210）}", "write {value: 83%, n: 210}"),
        ("measures: {csat: 4.2/5（约300人）}", "write {value: 4.2/5, n: 300}"),
        ("measures: {waiting: 5 minutes}", "did you mean 5min?"),
    ],
)
def test_values_of_a_touchpoint(load: Load, written: str, hint: str | None) -> None:
    found = load(IN_TOUCHPOINT + written).findings
    assert hint in [each.hint for each in found if each.code in {"S202", "S203"}]


BOTH = "or with both values, as in {measure: csat, before: 60%, after: 80%}"


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("{measure: csat, change: 20 % more}", "S202", "did you mean +20%?"),
        ("{measure: csat, change: fell by 5%}", "S202", "did you mean -5%?"),
        ("{measure: csat, change: 提升20％}", "S202", "did you mean +20%?"),
        ("{measure: duration, change: 缩短 12 秒}", "S202", "did you mean -12秒?"),
        ("{measure: csat, change: −50%}", "S202", "did you mean -50%?"),
        ('{measure: csat, change: "+20%"}', "S202", "write +20% without quotes"),
        (
            "{measure: csat, change: doubled}",
            "S202",
            "write how much it changed, with its sign: +20%, -0.4/5 or -12s",
        ),
        (
            "{csat: +20%}",
            "S201",
            f"write the measure with its change, as in {{measure: csat, change: +20%}}, {BOTH}",
        ),
        (
            "{rebuy: 15% more}",
            "S201",
            f"write the measure with its change, as in {{measure: rebuy, change: +15%}}, {BOTH}",
        ),
        (
            "{csat: {before: 60%, after: 80%}}",
            "S201",
            "write `measure: csat`, and what is said of it in line with `measure`",
        ),
        ("{mesure: csat, change: +20%}", "S201", 'did you mean "measure"?'),
        ("{measure: csat, change: {value: +20%, sd: 3}}", "S201", None),
        ("{measure: csat, change: -12s}", "S213", None),
        ("{measure: csat, change: +20}", "S213", None),
        ("{measure: csat, change: {value: +20%, better: lower}}", "S215", None),
        (
            "{measure: csat, before: 50%, after: 60%, change: +20%}",
            "S215",
            "leave `change:` out: the difference is computed from before and after",
        ),
    ],
)
def test_a_change_that_was_meant(load: Load, written: str, code: str, hint: str | None) -> None:
    (found,) = load(f"journey: j\nstages: [s]\nimprovements: [{{title: x, effect: {written}}}]\n").findings
    assert found.code == code
    assert hint is None or found.hint == hint


@pytest.mark.parametrize(
    "written",
    [
        "{measure: csat, change: +0.4/5}",
        "{measure: csat, change: 20%}",
        "{measure: csat, after: 74%, change: +20%}",
        "{measure: duration, change: -1h 30min}",
        "{measure: duration, change: {value: -50%, n: 400, date: 2026-09-30, source: case study}}",
        "{measure: nps, change: +5}",
        "{measure: emotion, change: +0.5}",
        "{measure: engagement, change: -3}",
        "{measure: kano, change: -3%}",
    ],
)
def test_a_change_is_told_in_per_cent_or_a_unit_of_the_measure(load: Load, written: str) -> None:
    assert not load(f"journey: j\nstages: [s]\nimprovements: [{{title: x, effect: {written}}}]\n").findings


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("state: to-be", 'did you mean "future"?'),
        ("state: As-is", 'did you mean "current"?'),
        ("state: 未来", 'did you mean "future"?'),
        ("state: 3", None),
        (
            "improvements: [{title: x, effect: 满意度 +20%}]",
            f"write the measure with its change, as in {{measure: csat, change: +20%}}, {BOTH}",
        ),
        (
            "improvements: [{title: x, effect: 投诉处理时长下降 30 %}]",
            f"write the measure with its change, as in {{measure: complaint-time, change: -30%}}, {BOTH}",
        ),
        (
            "improvements: [{title: x, effect: [better]}]",
            f"write the measure with its change, as in {{measure: csat, change: +20%}}, {BOTH}",
        ),
        ("improvements: [{title: x, status: in progress}]", 'did you mean "doing"?'),
        ("improvements: [{title: x, status: 进行中}]", 'did you mean "doing"?'),
        ("improvements: [{title: x, status: pilot}]", 'did you mean "testing"?'),
        ("improvements: [{title: x, status: 测试中}]", 'did you mean "testing"?'),
        ("improvements: [{title: x, status: plannned}]", 'did you mean "planned"?'),
        ("reviewed: 2026-9-3", "did you mean 2026-09-03?"),
        ("reviewed: 2026-09-30T10:00", "did you mean 2026-09-30?"),
        ("target: 1,5", "did you mean 1.5?"),
        ("target: 80%", "did you mean 80?"),
        ("target: 80/100", "did you mean 80?"),
        ("target: 80 分", "did you mean 80?"),
        ("target: 4/5", None),
        ("reviewed: Q3 2026", "add the day, as in 2026-09-30"),
        ("reviewed: 2026-Q4", "add the day, as in 2026-12-31"),
        ("reviewed: 2026年第一季度", "add the day, as in 2026-03-31"),
        ("reviewed: 30 September 2026", "did you mean 2026-09-30?"),
        ("reviewed: 'Sept 30, 2026'", "did you mean 2026-09-30?"),
        ("reviewed: March 2027", "add the day, as in 2027-03-01"),
        ("reviewed: 31 Sept 2026", None),
        ("review_every: quarterly", "did you mean 90d?"),
        ("review_every: 每季度", "did you mean 90d?"),
        ("review_every: monthly", "did you mean 30d?"),
        ("review_every: half a year", "did you mean 180d?"),
        ("review_every: every year", "did you mean 365d?"),
        ("review_every: 3 months", "did you mean 90d?"),
        ("review_every: 3个月", "did you mean 90d?"),
        ("review_every: often", None),
    ],
)
def test_values_of_a_journey(load: Load, written: str, hint: str | None) -> None:
    (found,) = load(f"journey: j\nstages: [s]\n{written}").findings
    assert (found.code, found.hint) == ("S202", hint)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("zh_CN", "did you mean zh-CN?"),
        ("EN", "did you mean en?"),
        ("english", "did you mean en?"),
        ("中文", "did you mean zh-CN?"),
        ("cn", "did you mean zh-CN?"),
        ("cn-CN", "did you mean zh-CN?"),
        ("CN", "did you mean zh-CN?"),
        ("jp", "did you mean ja?"),
        ("us", "did you mean en-US?"),
        ("klingon", None),
    ],
)
def test_languages_by_their_names(load: Load, written: str, hint: str | None) -> None:
    (found,) = load(f"journey: j\nstages: [s]\nlanguages: [{written}]\n").findings
    assert (found.code, found.hint) == ("S202", hint)


def test_each_country_that_is_no_language_has_one_that_is_meant() -> None:
    assert [code for code in COUNTRIES if meant.tag(code) in (None, code)] == []


def test_a_text_in_another_tag_of_a_declared_language_is_told_which(load: Load) -> None:
    (found,) = load("languages: [en, zh-CN]\njourney: j\ntitle: {en: A, cn: 甲}\nstages: [s]\n").findings
    assert (found.code, found.hint) == ("S209", "did you mean zh-CN?")
    (found,) = load("languages: [en]\njourney: j\ntitle: {en: A, cn: 甲}\nstages: [s]\n").findings
    assert (found.code, found.hint) == ("S209", "add it to `languages:` of the project")


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1,200", "1200"), ("1,200,000.5", "1200000.5"), ("12,5%", "12.5%"), ("4,3/5", "4.3/5"), ("−3", "-3")],
)
def test_numbers_with_commas_and_other_signs(load: Load, written: str, expected: str) -> None:
    found = load(f"{IN_TOUCHPOINT}measures:\n      csat:\n        value: {written}\n").findings
    assert f"did you mean {expected}?" in [each.hint for each in found]


def test_words_for_emotions_are_shown_in_the_language_of_what_was_written(load: Load) -> None:
    for written, word in (("爽", "愉悦"), ("bad", "delighted")):
        (found,) = load(f"{IN_TOUCHPOINT}emotion: {written}").findings
        assert f"or a word such as {word}, " in found.message


@pytest.mark.parametrize(
    "written", ["nps: 120/60/20", "csat: 4.2/5 (of five)", "csat: about %", "csat: 4.2/five"], ids=str
)
def test_a_refused_value_is_told_whole(load: Load, written: str) -> None:
    (found,) = load(f"{IN_TOUCHPOINT}measures: {{{written}}}").findings
    assert found.message.endswith(f'not "{written.partition(": ")[2]}"')


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("behaviour", 'did you mean "does"?'),
        ("需求", 'did you mean "needs"?'),
        ("task", 'did you mean "goal"?'),
        ("time", 'did you mean "duration"?'),
        ("problems", 'did you mean "pains"?'),
        ("优先级", 'did you mean "importance"?'),
        ("评分", 'did you mean "emotion"?'),
        ("situation", "declare a lane of your own: `lanes: [does, emotion, {id: situation, name: …}]`"),
    ],
)
def test_keys_by_words_of_the_field(load: Load, key: str, hint: str) -> None:
    (found,) = load(f"{IN_TOUCHPOINT}{key}: x").findings
    assert (found.code, found.hint) == ("S201", hint)


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("满意度", "csat"),
        ("satisfaction", "csat"),
        ("effort", "ces"),
        ("转化率", "conversion"),
        ("NPS", "nps"),
        ("fault-rate", "error-rate"),
        ("故障率", "error-rate"),
    ],
)
def test_measures_by_words_of_the_field(load: Load, name: str, measure: str) -> None:
    (found,) = load(f"{IN_TOUCHPOINT}measures: {{{name}: 3%}}").findings
    assert (found.code, found.hint) == ("S205", f'did you mean "{measure}"?')


@pytest.mark.parametrize(
    "below", ["\n        does: x", "\n      does: x", ""], ids=["deeper", "beside", "nothing"]
)
def test_a_name_written_as_a_key(load: Load, below: str) -> None:
    (found,) = load(f"journey: j\nstages:\n- name: s\n  touchpoints:\n    - Log in:{below}\n").findings
    assert found.hint == "write `name: Log in`, and what is said of it in line with `name`"


def test_levels_of_an_opportunity_by_their_labels(load: Load) -> None:
    found = load(f"{IN_TOUCHPOINT}opportunities: [{{text: 叫号, 影响: 4, 投入: 2}}]").findings
    assert [each.hint for each in found] == ['did you mean "impact"?', 'did you mean "effort"?']


def test_a_stage_in_chinese_keys(load: Load) -> None:
    found = load("journey: 看病\nstages:\n- 名称: 就诊\n  触点: [候诊]\n").findings
    assert [each.hint for each in found] == ['did you mean "name"?', 'did you mean "touchpoints"?']


@pytest.mark.parametrize("below", [" [Ad, Site]", "\n    - Ad\n    - Site"], ids=["in brackets", "in lines"])
def test_a_stage_written_as_the_key_of_its_touchpoints(load: Load, below: str) -> None:
    (found,) = load(f"journey: j\nstages:\n  - Aware:{below}\n").findings
    assert found.hint == "write `name: Aware`, and what is in it below `touchpoints:`, in line with `name`"


@pytest.mark.parametrize("written", ["NPS 30", "[csat, 82%]"])
def test_measures_that_are_no_mapping(load: Load, written: str) -> None:
    (found,) = load(f"{IN_TOUCHPOINT}measures: {written}").findings
    assert (found.code, found.hint) == (
        "S202",
        "write each measure with its value, as in {csat: 82%, nps: 30}",
    )


@pytest.mark.parametrize("more", ["", ", date: 2026-09-30"])
def test_an_emotion_given_by_its_counts(load: Load, more: str) -> None:
    found = load(f"{IN_TOUCHPOINT}emotion: {{counts: {{1: 4, 2: 10, 3: 12, 4: 6, 5: 2}}{more}}}").findings
    assert "write {value: 2.765, n: 34, sd: 1.075}" in [each.hint for each in found]
    for counts in ("{6: 3}", "{1: x}", "{}", "3", "{5: 1}"):
        found = load(f"{IN_TOUCHPOINT}emotion: {{counts: {counts}{more}}}").findings
        assert "write the mean as `value:`, with `n:` and `sd:`" in [each.hint for each in found]


@pytest.mark.parametrize("key", ["age", "性别"])
def test_demographics_of_a_persona(load: Load, key: str) -> None:
    (found,) = load(f"persona: p\n{key}: x\n").findings
    assert found.hint == f"it stands under `demographics:`, as in `demographics: {{{key}: …}}`"


def test_a_number_with_a_comma_in_braces(load: Load) -> None:
    (found,) = load(f"{IN_TOUCHPOINT}measures: {{csat: {{value: 82%, n: 1,200}}}}").findings
    assert found.hint == "write a number without commas between its digits"


def test_touchpoints_beside_stages(load: Load) -> None:
    (found,) = load("journey: j\nstages: [s]\ntouchpoints: [t]\n").findings
    assert found.hint == "beside `stages:`, each touchpoint stands under `touchpoints:` of its stage"


@pytest.mark.parametrize("raw", [None, [], {}, 3, 3.5, True, "", "x" * 100_000, "9" * 100_000])
def test_no_hint_breaks_on_any_value(raw: object) -> None:
    for hint in meant.HINTS.values():
        assert hint(raw) is None or isinstance(hint(raw), str)
    assert meant.word(raw, ["done"]) is None


ONCE = "write it once for each persona, as in "
ALIKE = "it is one for everybody; personas differ in texts, emotion, pains, opportunities and measures"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("pains: [{text: Dark, severity: {ann: 4, ben: 2}}]", ONCE + "{text: …, severity: 4, persona: ann}"),
        (
            "pains: [{text: Dark, frequency: {ann: often}}]",
            ONCE + "{text: …, frequency: often, persona: ann}",
        ),
        ("opportunities: [{text: Lamp, impact: {ben: 4}}]", ONCE + "{text: …, impact: 4, persona: ben}"),
        ("importance: {ann: 4}", ALIKE),
        ("reach: {ann: 40%}", ALIKE),
        ("duration: {ann: 4min}", ALIKE),
        ("importance: {worst: 4}", None),
    ],
)
def test_what_is_not_told_by_persona(load: Load, written: str, hint: str | None) -> None:
    text = IN_TOUCHPOINT.replace("stages", "personas: [ann, ben]\nstages")
    (found,) = load(text + written).findings
    assert (found.code, found.hint) == ("S202", hint)
