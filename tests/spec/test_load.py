"""Every concept of the language loads to the value it stands for."""

# ruff: noqa: E501 - a spec on one line is easier to read than in pieces

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from typing import TYPE_CHECKING

import pytest

from jmap.errors import ConfigError, SpecError
from jmap.model import Quantity
from jmap.spec import load as load_project
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.spec.conftest import Load

    from jmap.model import Journey, Touchpoint
    from jmap.spec import Loaded


def messages(loaded: Loaded) -> list[str]:
    return [f"{found.code} {found.message}" for found in loaded.findings]


def only(loaded: Loaded) -> Journey:
    """The one journey of a project without findings."""
    assert messages(loaded) == []
    (journey,) = loaded.project.journeys.values()
    return journey


def first(loaded: Loaded) -> Touchpoint:
    return only(loaded).touchpoints[0]


def touchpoint(lines: str, settings: str = "") -> str:
    """A journey whose one touchpoint holds `lines`."""
    indented = "".join(f"      {line}\n" for line in lines.strip("\n").split("\n"))
    return f"{settings}journey: j\nstages:\n- stage: s\n  touchpoints:\n    - touchpoint: t\n{indented}"


# What a project is


def test_one_file_is_a_project(load: Load) -> None:
    loaded = load("journey: j\ntitle: Title\nstages: [{stage: s, touchpoints: [Log in]}]")
    journey = only(loaded)
    assert (journey.id, str(journey.title)) == ("j", "Title")
    assert (loaded.selected, loaded.left_out, loaded.files) == (("j",), (), ("map.yaml",))
    assert loaded.project.languages == ("en",)


def test_a_folder_is_read_with_everything_below(load: Load) -> None:
    loaded = load(
        {
            "jmap.yaml": "title: Acme\nlanguages: en",
            "journeys/a.yaml": "journey: a\npersonas: [p]\nstages: [S]",
            "journeys/deep/er/b.yml": "journey: b\nstages: [S]",
            "personas/p.yaml": "persona: p\nname: Pat",
        }
    )
    assert messages(loaded) == []
    assert loaded.selected == ("a", "b")
    assert loaded.files == ("jmap.yaml", "journeys/a.yaml", "journeys/deep/er/b.yml", "personas/p.yaml")
    assert str(loaded.project.settings.title) == "Acme"
    assert str(loaded.project.personas["p"].name) == "Pat"


def test_a_file_inside_a_project_selects_its_journey_and_knows_the_rest(load: Load) -> None:
    loaded = load(
        {
            "jmap.yaml": "channels: {web: Web}",
            "journeys/a.yaml": "journey: a\nstages: [{name: S, touchpoints: [{name: T, channel: web, opens: b}]}]",
            "journeys/b.yaml": "journey: b\nstages: [S]",
        },
        "journeys/a.yaml",
    )
    assert messages(loaded) == []
    assert loaded.selected == ("a",)
    assert [*loaded.project.journeys] == ["a", "b"]
    assert str(loaded.project.channels["web"].name) == "Web"


def test_a_file_inside_a_project_is_read_though_include_leaves_it_out(load: Load) -> None:
    loaded = load(
        {"jmap.yaml": "include: maps/*.yaml", "drafts/a.yaml": "journey: a\nstages: [S]"}, "drafts/a.yaml"
    )
    assert loaded.selected == ("a",)


def test_a_path_with_dots_names_the_same_file(load: Load, tmp_path: Path) -> None:
    load({"jmap.yaml": "title: T", "maps/a.yaml": "journey: a\nstages: [S]"})
    assert messages(loaded := read_project(tmp_path / "maps" / ".." / "maps" / "a.yaml")) == []
    assert loaded.selected == ("a",)


def test_the_settings_file_stands_for_its_folder(load: Load) -> None:
    assert load({"jmap.yaml": "title: T", "a.yaml": "journey: a\nstages: [S]"}, "jmap.yaml").selected == (
        "a",
    )


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not exist"):
        read_project(tmp_path / "nothing.yaml")


def test_load_gives_a_project_or_all_findings(load: Load, tmp_path: Path) -> None:
    load("journey: j\nstages: [S]")
    assert [*load_project(tmp_path).journeys] == ["j"]
    load("journey: j\nstages: [S]\nstate: soon\nowner: [x]")
    with pytest.raises(SpecError) as caught:
        load_project(tmp_path)
    assert len(caught.value.findings) == 2


@pytest.mark.parametrize("files", [{}, {"mkdocs.yml": "site_name: x"}, {"jmap.yaml": "title: T"}])
def test_a_folder_without_a_spec_is_no_success(load: Load, files: dict[str, str | bytes]) -> None:
    assert messages(load(files)) == ["S212 there is no journey here"]


def test_include_as_text_and_as_list(load: Load) -> None:
    files: dict[str, str | bytes] = {
        "a/x.yaml": "journey: x\nstages: [S]",
        "b/y.yaml": "journey: y\nstages: [S]",
        "b/c/z.yaml": "journey: z\nstages: [S]",
    }
    assert load({"jmap.yaml": "include: a/*.yaml", **files}).selected == ("x",)
    assert load({"jmap.yaml": "include: [a/*.yaml, '**/z.yaml']", **files}).selected == ("x", "z")
    assert load({"jmap.yaml": "include: 'b/**'", **files}).selected == ("y", "z")


def test_several_documents_in_one_file(load: Load) -> None:
    loaded = load(
        """
        journey: j
        personas: [p]
        stages: [{stage: s, touchpoints: [{use: t, owner: d}]}]
        ---
        persona: p
        name: Pat
        ---
        touchpoint: t
        name: Log in
        ---
        departments: {d: Sales}
        """
    )
    assert str(first(loaded).name) == "Log in"
    assert [*loaded.project.personas] == ["p"]
    assert [*loaded.project.departments] == ["d"]


def test_what_follows_the_settings_in_their_file_is_read(load: Load) -> None:
    assert load({"jmap.yaml": "title: T\n---\njourney: j\nstages: [S]"}).selected == ("j",)


# Texts


@pytest.mark.parametrize(
    "scalar",
    ["NO", "1.10", "12:30:00", "2024-13-45", "012", "true", "1e999", '"4"', "'~'", "0x1F", "9" * 5000],
)
def test_any_scalar_is_text_where_text_is_meant(load: Load, scalar: str) -> None:
    here = first(load(touchpoint(f"name: {scalar}\ndoes: {scalar}")))
    expected = scalar.strip("'\"")
    assert (str(here.name), str(here.does[0].text)) == (expected, expected)


def test_any_text_may_be_bilingual(load: Load) -> None:
    loaded = load(
        """
        languages: [zh-CN, en]
        journey: j
        title: {en: Map, zh-CN: 地图}
        goal: {zh-CN: 目标, en: Goal}
        end: {zh-CN: 结束, en: End}
        stages:
          - name: {zh-CN: 记录, en: Record}
            touchpoints:
              - {zh-CN: 登录, en: Log in}
              - name: 搜索
                does: {zh-CN: 查, en: Searches}
                needs: [{zh-CN: 快, en: Speed}, {zh-CN: 准, en: }]
                pains: [{zh-CN: 慢, en: Slow}]
                opportunities: {text: {zh-CN: 加速, en: Speed up}}
                next: {to: end, when: {zh-CN: 完成, en: done}}
                image:
        improvements: [{zh-CN: 改, en: Change}]
        """
    )
    journey = only(loaded)
    assert dict(journey.title) == {"zh-CN": "地图", "en": "Map"}
    assert [*journey.title] == ["zh-CN", "en"]  # the source leads
    login, search = journey.touchpoints
    assert (login.id, dict(login.name)) == ("登录", {"zh-CN": "登录", "en": "Log in"})
    assert dict(search.name) == {"zh-CN": "搜索"}
    assert [dict(item.text) for item in search.needs] == [{"zh-CN": "快", "en": "Speed"}, {"zh-CN": "准"}]
    assert (search.pains[0].id, search.opportunities[0].id) == ("慢", "加速")
    assert search.next is not None
    assert search.next[0].when is not None
    assert search.next[0].when.to("en") == "done"
    assert (journey.stages[0].id, journey.improvements[0].id) == ("记录", "改")


def test_without_languages_chinese_characters_tell(load: Load) -> None:
    assert load("journey: j\nstages: [记录]").project.languages == ("zh-CN",)
    assert load("journey: j\nstages: [Record]").project.languages == ("en",)


@pytest.mark.parametrize(
    "lane", ["goal", "does", "needs", "thinks", "feels", "quotes", "notes", "frontstage", "systems"]
)
def test_a_lane_takes_a_text_a_list_a_mapping_and_personas(load: Load, lane: str) -> None:
    here = first(
        load(
            "languages: [en, fr]\npersonas: [a, b]\nevidence: [{evidence: e, kind: survey}]\n"
            + touchpoint(
                f"""
{lane}:
  - one
  - {{en: two, fr: deux}}
  - {{text: three, persona: a, evidence: e, private: true}}
  - a: four
    b: {{en: five, fr: cinq}}
  - {{a: [six, {{text: seven, evidence: [e]}}]}}
"""
            )
        )
    )
    items = getattr(here, lane)
    assert [(str(item.text), item.persona) for item in items] == [
        ("one", None), ("two", None), ("three", "a"), ("four", "a"), ("five", "b"), ("six", "a"), ("seven", "a"),
    ]  # fmt: skip
    assert items[2].private
    assert [item.evidence for item in items] == [(), (), ("e",), (), (), (), ("e",)]
    assert dict(items[4].text) == {"en": "five", "fr": "cinq"}


# Emotion and measures


def test_emotion_in_every_form(load: Load) -> None:
    def emotion(written: str) -> list[tuple[float, str | None, int | None]]:
        loaded = load("personas: [a, b]\n" + touchpoint(f"emotion: {written}"))
        return [(item.value, item.persona, item.n) for item in first(loaded).emotion]

    assert emotion("4") == [(4, None, None)]
    assert emotion("3.6") == [(3.6, None, None)]
    assert emotion("delighted") == [(5, None, None)]
    assert emotion("失望") == [(1, None, None)]
    assert emotion("{value: 4, n: 32, sd: 0.8, source: survey, date: 2026-09-30}") == [(4, None, 32)]
    assert emotion("{a: 4, b: bad mood}".replace("bad mood", "annoyed")) == [(4, "a", None), (2, "b", None)]
    assert emotion("{a: {value: 4, n: 3}, b: 2}") == [(4, "a", 3), (2, "b", None)]
    assert emotion("[{value: 4, persona: a}, 3]") == [(4, "a", None), (3, None, None)]


def test_measures_in_every_form(load: Load) -> None:
    here = first(
        load(
            "personas: [a, b]\n"
            + touchpoint(
                """
measures:
  csat: 82%
  nps: {promoters: 120, passives: 60, detractors: 20}
  ces: [{value: 5.1, n: 180, date: 2026-06-30}, {value: 5.4, date: 2026-09-30}]
  error-rate: {value: 3%, worst: 10%, best: 0%, target: 2%}
  duration: {a: 95s, b: {value: 3min, n: 12}}
  retention: {count: 197, n: 240}
  conversion:
"""
            )
        )
    )
    values = {name: [str(item.value) for item in items] for name, items in here.measures.items()}
    assert values == {
        "csat": ["82%"],
        "nps": ["None"],
        "ces": ["5.1", "5.4"],
        "error-rate": ["3%"],
        "duration": ["95s", "3min"],
        "retention": ["None"],
    }
    assert here.measures["csat"][0].value == Quantity(0.82, "share")
    assert here.measures["nps"][0].promoters == 120
    assert [item.persona for item in here.measures["duration"]] == ["a", "b"]
    assert here.measures["ces"][0].date == dt.date(2026, 6, 30)


def test_own_measures_are_declared_in_the_settings(load: Load) -> None:
    settings = "measures: {export-time: {name: Export time, unit: s, better: lower, worst: 120, best: 5}, chats: Chats}"
    spec = touchpoint("measures: {export-time: 40, chats: {value: 12, better: higher, worst: 0, best: 20}}")
    loaded = load({"jmap.yaml": settings, "a.yaml": spec})
    assert [*first(loaded).measures] == ["export-time", "chats"]
    assert str(loaded.project.settings.measures["chats"].name) == "Chats"


# Everything else a touchpoint holds


def test_a_touchpoint_in_full(load: Load) -> None:
    here = first(
        load(
            touchpoint(
                """
name: Log in
channel: [web, app]
importance: 5
owner: sales
reach: 80%
moment_of_truth: true
duration: 1h 30min
target: 75
decision: true
formerly: old-name
pains:
  - text: Slow
    severity: 4
    frequency: often
  - {pain: p2, text: Ugly, frequency: 40%}
opportunities:
  - {text: Speed up, answers: slow, impact: 4, effort: 2, owner: it}
next: [{to: t, when: again, share: 30%}, end]
"""
            )
        )
    )
    assert (here.channels, here.importance, here.owner, here.reach) == (("web", "app"), 5, "sales", 0.8)
    assert (here.moment_of_truth, here.duration, here.target, here.decision) == (True, 5400, 75, True)
    assert here.formerly == ("old-name",)
    assert [(pain.id, pain.severity, pain.frequency) for pain in here.pains] == [
        ("slow", 4, 0.6),
        ("p2", None, 0.4),
    ]
    assert [(each.id, each.answers, each.owner) for each in here.opportunities] == [
        ("speed-up", ("slow",), "it")
    ]
    assert here.next is not None
    assert [(step.to, step.share) for step in here.next] == [("t", 0.3), ("end", None)]


def test_next_in_every_form(load: Load) -> None:
    def ways(written: str) -> list[str] | None:
        steps = first(load(touchpoint(f"next: {written}"))).next
        return None if steps is None else [step.to for step in steps]

    assert ways("end") == ["end"]
    assert ways("[t, end]") == ["t", "end"]
    assert ways("{to: t, share: 100%}") == ["t"]
    assert ways("[]") == []
    assert ways("") is None


def test_a_key_without_a_value_is_as_if_it_were_not_there(load: Load) -> None:
    here = first(load(touchpoint("name:\nowner: ~\npains:\nemotion: null\ndoes: [a, ~]")))
    assert (str(here.name), here.owner, here.pains, here.emotion) == ("t", None, (), ())
    assert [str(item.text) for item in here.does] == ["a"]


def test_a_journey_in_full(load: Load) -> None:
    journey = only(
        load(
            """
            journey: a
            title: A
            personas: p
            state: future
            scenario: A day
            goal: Be quick
            owner: sales
            reviewed: 2026-10-01
            review_every: 90d
            target: 70
            end: Over
            formerly: [x, y]
            notes: {text: Remark, private: true}
            measures: {nps: {promoters: 1, passives: 1, detractors: 1}}
            stages: Record
            """
        )
    )
    assert (journey.personas, journey.state, journey.owner) == (("p",), "future", "sales")
    assert (journey.reviewed, journey.review_every) == (dt.date(2026, 10, 1), 90 * 86400)
    assert (journey.target, str(journey.end), journey.formerly) == (70, "Over", ("x", "y"))
    assert journey.notes[0].private
    assert journey.measures["nps"][0].detractors == 1
    assert [stage.id for stage in journey.stages] == ["record"]


def test_touchpoints_without_stages_stand_in_one_of_the_journeys_name(load: Load) -> None:
    journey = only(load("journey: j\ntitle: All of it\ntouchpoints: [One, Two]"))
    assert [(stage.id, str(stage.name)) for stage in journey.stages] == [("j", "All of it")]
    assert [here.id for here in journey.touchpoints] == ["one", "two"]


def test_a_persona_in_full(load: Load) -> None:
    loaded = load(
        {
            "p.yaml": """
                persona: p
                name: Pat
                role: Clerk
                segment: Field
                scenario: On the road
                proficiency: beginner
                goals: Sell
                needs: [Data]
                expectations: [It works, Fast]
                pains: Typing
                behaviours: [Notes on paper]
                demographics: {age: 28–45, tenure: 3}
                quote: I sell.
                share: 40%
                evidence: e
                formerly: q
                """,
            "e.yaml": "evidence: e\nkind: interview\nn: 8\ndate: 2026-09-12\npersona: p\ntitle: T\nsource: S",
        }
    )
    assert messages(loaded) == []
    pat = loaded.project.personas["p"]
    assert [str(text) for text in (*pat.goals, *pat.expectations, *pat.pains)] == [
        "Sell",
        "It works",
        "Fast",
        "Typing",
    ]
    assert {key: str(text) for key, text in pat.demographics.items()} == {"age": "28–45", "tenure": "3"}
    assert (pat.proficiency, pat.share, pat.evidence, pat.formerly) == ("beginner", 0.4, ("e",), ("q",))
    assert (loaded.project.evidence["e"].n, loaded.project.evidence["e"].persona) == (8, "p")


def test_improvements_of_a_journey_and_of_the_project(load: Load) -> None:
    loaded = load(
        {
            "a.yaml": """
                journey: a
                stages: [{stage: s, touchpoints: [{name: T, pains: Slow}]}]
                improvements:
                  - title: Speed up
                    addresses: t.slow
                    status: doing
                    due: 2026-12-31
                    effect: {measure: csat, before: 71%, after: {value: 83%, n: 210}}
                """,
            "b.yaml": "improvements: [{improvement: all, addresses: [a/t, a/s, a/t.slow]}, Another]",
            "c.yaml": "improvement: single\ntitle: Alone\naddresses: a/t",
        }
    )
    assert messages(loaded) == []
    (own,) = loaded.project["a"].improvements
    assert (own.id, own.addresses, own.status, own.due) == (
        "speed-up",
        ("t.slow",),
        "doing",
        dt.date(2026, 12, 31),
    )
    assert str(own.effects[0].after.value if own.effects[0].after else None) == "83%"
    assert [each.id for each in loaded.project.improvements] == ["all", "another", "single"]
    assert [each.id for each in loaded.project.improvements_of(loaded.project["a"])] == [
        "speed-up",
        "all",
        "single",
    ]


# Ids


def test_ids_follow_from_names_and_names_from_ids(load: Load) -> None:
    journey = only(load("journey:\ntitle: My Map\nstages: [{stage: first}, {name: Second One}, 第三 步]"))
    assert (journey.id, str(journey.title)) == ("my-map", "My Map")
    assert [(stage.id, str(stage.name)) for stage in journey.stages] == [
        ("first", "first"), ("second-one", "Second One"), ("第三-步", "第三 步"),
    ]  # fmt: skip


def test_ids_derived_from_equal_names_are_numbered_through_the_journey(load: Load) -> None:
    journey = only(
        load(
            """
            journey: j
            stages:
              - {name: S, touchpoints: [Log in, Log in, {name: Log in, pains: [Slow, Slow, {pain: slow-2, text: x}]}]}
              - {name: S, touchpoints: [Log in, {touchpoint: log-in-2, name: Log in}]}
            """
        )
    )
    assert [stage.id for stage in journey.stages] == ["s", "s-2"]
    assert [here.id for here in journey.touchpoints] == [
        "log-in",
        "log-in-3",
        "log-in-4",
        "log-in-5",
        "log-in-2",
    ]
    assert [pain.id for pain in journey.touchpoints[2].pains] == ["slow", "slow-3", "slow-2"]


def test_a_name_that_is_a_word_of_the_language_still_gives_an_id(load: Load) -> None:
    journey = only(load("journey: j\nstages: [{name: End, touchpoints: [End, Value, '???']}]"))
    assert journey.stages[0].id == "stage-end"
    assert [here.id for here in journey.touchpoints][:2] == ["touchpoint-end", "touchpoint-value"]
    assert [str(here.name) for here in journey.touchpoints] == ["End", "Value", "???"]


def test_equal_characters_composed_differently_are_the_same_id(load: Load) -> None:
    loaded = load(
        {
            "jmap.yaml": "departments: {cafe\u0301: Café}",
            "p.yaml": "persona: jose\u0301",
            "a.yaml": "journey: j\npersonas: [jos\u00e9]\nowner: caf\u00e9\nstages: [{name: S, emotion: {jose\u0301: 4}}]",
        }
    )
    assert only(loaded).stages[0].emotion[0].persona == "jos\u00e9"


def test_an_alias_gives_equal_things_twice(load: Load) -> None:
    journey = only(
        load(
            "journey: j\nstages: [{name: S, touchpoints: [&t {name: T, pains: &p [Slow]}, *t, {name: U, pains: *p}]}]"
        )
    )
    assert [here.id for here in journey.touchpoints] == ["t", "t-2", "u"]
    assert [here.pains[0].id for here in journey.touchpoints] == ["slow"] * 3


def test_a_map_whose_chinese_is_written_in_escapes_is_chinese(load: Load) -> None:
    assert load(r'{journey: j, stages: ["\u5230\u5e97"]}').project.languages == ("zh-CN",)
    assert load(r'{journey: j, stages: ["caf\u00e9"]}').project.languages == ("en",)


# Names that declare


def test_names_declare_where_nothing_is_declared(load: Load) -> None:
    loaded = load(
        """
        journey: j
        personas: [销售代表, Service Rep]
        owner: Sales Ops
        stages:
          - name: S
            channel: 门店
            touchpoints:
              - name: T
                channel: [Web Shop, 门店]
                owner: IT
                emotion: {销售代表: 4, service-rep: 2, }
                thinks: {Service Rep: why}
                opportunities: [{text: x, owner: Back Office}]
        improvements: [{title: y, owner: Sales Ops}]
        """
    )
    project = loaded.project
    assert messages(loaded) == []
    assert {name: str(entry.name) for name, entry in project.personas.items()} == {
        "销售代表": "销售代表", "service-rep": "Service Rep",
    }  # fmt: skip
    assert {name: str(entry.name) for name, entry in project.channels.items()} == {
        "门店": "门店", "web-shop": "Web Shop",
    }  # fmt: skip
    assert [*project.departments] == ["sales-ops", "it", "back-office"]
    here = project["j"].touchpoints[0]
    assert [item.persona for item in here.emotion] == ["销售代表", "service-rep"]
    assert here.thinks[0].persona == "service-rep"


def test_what_names_declare_has_the_same_order_however_keys_are_ordered(load: Load) -> None:
    stages = "stages: [{name: S, touchpoints: [{%s, %s}]}]"
    here = "owner: product", "opportunities: [{text: x, owner: sales}]"
    improvements = "improvements: [{title: y, owner: legal}]"
    for first, second in (here, reversed(here)):
        keys = stages % (first, second), improvements
        for order in (keys, reversed(keys)):
            loaded = load("journey: j\n" + "\n".join(order))
            assert [*loaded.project.departments] == ["product", "sales", "legal"]


@pytest.mark.parametrize(
    "channels",
    [
        "{web-shop: Web Shop, store: {kind: offline}}",
        "{web-shop: {name: Web Shop}, store: }",
        "[Web Shop, store]",
        "[{channel: web-shop, name: Web Shop}, {name: Store}]",
    ],
)
def test_channels_as_mapping_list_and_names(load: Load, channels: str) -> None:
    loaded = load(
        {"jmap.yaml": f"channels: {channels}", "a.yaml": touchpoint("channel: [web-shop, store, Web Shop]")}
    )
    assert first(loaded).channels == ("web-shop", "store", "web-shop")
    assert str(loaded.project.channels["web-shop"].name) == "Web Shop"
    assert [*loaded.project.channels] == ["web-shop", "store"]


def test_catalogues_inside_a_single_file(load: Load) -> None:
    loaded = load(
        """
        journey: j
        languages: [zh-CN, en]
        lanes: [does, {id: coach, name: 要点}]
        theme: {brand: "#0f766e"}
        channels: {web: {name: {zh-CN: 网页, en: Web}, kind: online}}
        departments: [销售]
        personas: [{persona: p, name: {zh-CN: 甲, en: A}}]
        evidence: [{evidence: e, kind: survey}]
        stages: [{name: S, touchpoints: [{name: T, channel: web, coach: 微笑, owner: 销售, evidence: e}]}]
        """
    )
    here = first(loaded)
    assert only(loaded).evidence == ("e",)
    assert str(here.lanes["coach"][0].text) == "微笑"
    assert loaded.project.settings.theme.brand == "#0f766e"
    assert loaded.project.channels["web"].kind == "online"


def test_catalogues_in_the_settings(load: Load) -> None:
    loaded = load(
        {
            "jmap.yaml": "personas: [{persona: p}]\nevidence: [{evidence: e, kind: survey}]\nimprovements: [{title: x, addresses: j/t}]",
            "a.yaml": "personas: [p]\n" + touchpoint("evidence: e"),
        }
    )
    assert messages(loaded) == []
    assert ([*loaded.project.personas], [*loaded.project.evidence]) == (["p"], ["e"])
    assert [each.id for each in loaded.project.improvements] == ["x"]


# Lanes of the project's own


def test_own_lanes_by_key_and_from(load: Load) -> None:
    settings = "lanes: [does, {id: coach, name: Coaching}, {id: talk, name: Talk, from: notes}, {id: needs, name: Wants}]"
    spec = touchpoint("coach: [Smile, {text: Bow, private: true}]\nnotes: Hello")
    loaded = load({"jmap.yaml": settings, "a.yaml": spec})
    assert [str(item.text) for item in first(loaded).lanes["coach"]] == ["Smile", "Bow"]
    assert [(lane.id, lane.origin) for lane in loaded.project.settings.lanes] == [
        ("does", None), ("coach", None), ("talk", "notes"), ("needs", None),
    ]  # fmt: skip


def test_own_lanes_under_lanes(load: Load) -> None:
    settings = "lanes: [{id: a, name: A}, {id: b, name: B}]"
    here = first(load({"jmap.yaml": settings, "m.yaml": touchpoint("lanes: {a: x}\nb: y")}))
    assert {lane: str(items[0].text) for lane, items in here.lanes.items()} == {"a": "x", "b": "y"}


@pytest.mark.parametrize("row", ["stages", "touchpoints", "flow"])
def test_no_own_lane_is_called_like_a_row_of_every_map(load: Load, row: str) -> None:
    settings = f"lanes: [does, {{id: {row}, name: Mine, from: thinks}}]"
    loaded = load({"jmap.yaml": settings, "a.yaml": touchpoint("thinks: Hm")})
    assert messages(loaded) == [f'S207 "{row}" is a row of every map and cannot be a lane of your own']


# Shared things

SHARED = """
    touchpoint: login
    name: Log in
    does: Types
    pains: [Slow]
    emotion: 4
    measures: {csat: 80%}
    formerly: old
    """


def test_use_takes_over_what_is_not_given(load: Load) -> None:
    journey = only(
        load(
            {
                "shared.yaml": SHARED,
                "a.yaml": """
                    journey: j
                    stages:
                      - stage: s
                        touchpoints:
                          - use: login
                          - {use: login, touchpoint: second, name: Again, pains: [Ugly, Old]}
                          - {use: login, touchpoint: third, pains: null, does: }
                          - {use: login, touchpoint: fourth, inherit: emotion}
                          - {use: login, touchpoint: fifth, inherit: [emotion, measures], emotion: 2}
                    """,
            }
        )
    )
    one, two, three, four, five = journey.touchpoints
    assert (one.id, one.use, str(one.name), str(one.does[0].text)) == ("login", "login", "Log in", "Types")
    assert (one.emotion, one.measures, one.formerly) == ((), {}, ())
    assert (two.id, str(two.name), [pain.id for pain in two.pains]) == ("second", "Again", ["ugly", "old"])
    assert (three.pains, three.does) == ((), ())
    assert ([item.value for item in four.emotion], four.measures) == ([4], {})
    assert ([item.value for item in five.emotion], [*five.measures]) == ([2], ["csat"])


def test_use_of_what_uses_something_itself(load: Load) -> None:
    journey = only(
        load(
            {
                "lib.yaml": "touchpoints: [{touchpoint: a, name: A, does: x, owner: o}, {touchpoint: b, use: a, does: y}]",
                "j.yaml": "journey: j\nstages: [{name: S, touchpoints: [{use: b, name: C}]}]",
            }
        )
    )
    (here,) = journey.touchpoints
    assert (here.id, here.use, str(here.name), str(here.does[0].text), here.owner) == (
        "b",
        "b",
        "C",
        "y",
        "o",
    )


def test_a_shared_stage_brings_its_touchpoints(load: Load) -> None:
    loaded = load(
        {
            "s.yaml": "stage: record\nname: Record\ntouchpoints: [{use: login}, Enter]",
            "t.yaml": "touchpoint: login\nname: Log in",
            "j.yaml": "journey: j\nstages: [{use: record, goal: Be done}]",
        }
    )
    (stage,) = only(loaded).stages
    assert (stage.id, stage.use, str(stage.goal[0].text)) == ("record", "record", "Be done")
    assert [(here.id, here.use) for here in stage.touchpoints] == [("login", "login"), ("enter", None)]


def test_a_persona_may_use_another(load: Load) -> None:
    loaded = load(
        {
            "p.yaml": "personas: [{persona: p, name: Pat, role: Clerk, goals: [Sell]}, {persona: q, use: p, name: Quin}]",
            "j.yaml": "journey: j\npersonas: [p, q]\nstages: [S]",
        }
    )
    assert messages(loaded) == []
    quin = loaded.project.personas["q"]
    assert (str(quin.name), str(quin.role), str(quin.goals[0])) == ("Quin", "Clerk", "Sell")


def test_one_shared_thing_serves_several_journeys_unchanged(load: Load) -> None:
    loaded = load(
        {
            "shared.yaml": SHARED,
            "a.yaml": "journey: a\nstages: [{name: S, touchpoints: [{use: login}, {use: login, touchpoint: again}]}]",
            "b.yaml": "journey: b\nstages: [{name: S, touchpoints: [{use: login, owner: x}]}]",
        }
    )
    assert messages(loaded) == []
    assert [[pain.id for pain in here.pains] for here in loaded.project["a"].touchpoints] == [
        ["slow"],
        ["slow"],
    ]
    assert loaded.project["a"].touchpoints[0].owner is None
    assert loaded.project["b"].touchpoints[0].owner == "x"


# Places


def test_every_part_knows_where_it_was_written(load: Load) -> None:
    loaded = load(
        {
            "jmap.yaml": "title: T\nchannels:\n  web: Web\n",
            "p.yaml": "persona: p\nname: Pat\n",
            "j.yaml": "journey: j\npersonas: [p]\nstages:\n- stage: s\n  touchpoints:\n  - name: T\n    pains: Slow\n",
        }
    )
    assert messages(loaded) == []

    def place(*pointer: str | int, key: bool = False) -> tuple[str, int, int] | None:
        span = loaded.project.span(*pointer, key=key)
        return (span.path, span.line, span.column) if span else None

    assert place("settings", "title") == ("jmap.yaml", 1, 8)
    assert place("channels", "web") == ("jmap.yaml", 3, 8)
    assert place("personas", "p", "name") == ("p.yaml", 2, 7)
    assert place("journeys", "j", "stages", 0, "touchpoints", 0, "name") == ("j.yaml", 6, 11)
    assert place("journeys", "j", "stages", 0, "touchpoints", 0, "pains", 0, "text") == ("j.yaml", 7, 12)
    assert place("journeys", "j", "stages", 0, "touchpoints", 0, "pains", key=True) == ("j.yaml", 7, 5)
    assert place("journeys", "nobody") is None
    assert place("journeys") is None


# Faults and effort


def test_a_parser_that_is_not_installed_is_no_fault_of_the_file(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    with pytest.raises(ImportError):
        load("journey: j\nstages: [S]")


def test_the_garbage_collector_is_left_as_it_was(load: Load) -> None:
    load("journey: j\nstages: [S]")
    assert gc.isenabled()
    gc.disable()
    try:
        load("journey: j\nstages: [S]")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_effort_grows_with_the_number_of_touchpoints_and_no_faster(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        touchpoints = "".join(
            f"  - name: Step {number}\n    does: [Something {number}, {{p: other}}]\n    emotion: {{p: 4}}\n"
            f"    pains: [Slow, Slow]\n    measures: {{csat: 82%}}\n    next: step-{max(number - 1, 0)}\n"
            for number in range(count)
        )
        path = tmp_path / f"{count}.yaml"
        path.write_text(f"journey: j\npersonas: [p]\nstages:\n- stage: s\n  touchpoints:\n{touchpoints}")
        times = []
        for _ in range(3):
            started = time.process_time()
            assert read_project(path).findings == ()
            times.append(time.process_time() - started)
        return min(times)

    seconds(10)
    assert seconds(1600) < 16 * seconds(200)  # eight times as many
