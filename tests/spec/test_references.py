"""Ids lead somewhere, are unique, and one mistake is told once."""

# ruff: noqa: E501 - a spec on one line is easier to read than in pieces

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.spec.conftest import Load

    from jmap.spec import Loaded

Files = dict[str, str | bytes]


def found(loaded: Loaded) -> list[tuple[str, str]]:
    """Code and place of every finding."""
    return [
        (each.code, f"{each.span.path}:{each.span.line}:{each.span.column}" if each.span else "")
        for each in loaded.findings
    ]


IN_TOUCHPOINT = "journey: j\npersonas: [p]\nstages:\n- stage: s\n  touchpoints:\n  - touchpoint: t\n    pains: [{pain: slow, text: Slow}]\n    "
DECLARED: Files = {
    "jmap.yaml": "channels: {web: Web}\ndepartments: {sales: Sales}\n",
    "p.yaml": "persona: p\n---\npersona: other\n",
    "e.yaml": "evidence: [{evidence: e, kind: survey}]\n",
}

EVIDENCE = "declare it in jmap.yaml or a file of its own: `evidence: [{evidence: f, kind: survey}]`"

# What is written in the touchpoint, the column of what leads nowhere, and how the message begins.
NOWHERE = {
    "channel: wep": (14, 'no channel is called "wep"; known: web', 'did you mean "web"?'),
    "channel: [web, store]": (20, 'no channel is called "store"; known: web', "declare it under `channels:`"),
    "owner: sals": (12, 'no department is called "sals"; known: sales', 'did you mean "sales"?'),
    "evidence: [e, f]": (19, 'no evidence is called "f"; known: e', EVIDENCE),
    "opens: k": (12, 'no journey is called "k"; known: j', None),
    "next: nowhere": (11, 'no touchpoint is called "nowhere"; known: t', None),
    "next: [t, {to: u}]": (20, 'no touchpoint is called "u"; known: t', None),
    "emotion: {other: 3}": (15, '"other" is not among the personas of this journey: p', "add it to `personas:`"),
    "emotion: {visitor: 3}": (15, '"visitor" is no persona (p, other)', "declare a persona under `personas:`"),
    "does: {text: x, persona: q}": (30, 'no persona is called "q"; known: p, other', "declare it under `personas:`"),
    "does: {text: x, evidence: f}": (31, 'no evidence is called "f"; known: e', EVIDENCE),
    "emotion: {value: 3, evidence: f}": (35, 'no evidence is called "f"; known: e', None),
    "notes: {text: x, persona: other}": (31, '"other" is not among the personas of this journey: p', "add it to `personas:`"),
    "opportunities: {text: x, answers: slwo}": (
        39, 'no pain of this touchpoint is called "slwo"; known: slow', 'did you mean "slow"?',
    ),
    "opportunities: {text: x, owner: it}": (37, 'no department is called "it"; known: sales', "declare it under `departments:`"),
    "measures: {csta: 82%}": (16, '"csta" is not a known measure; known: ', 'did you mean "csat"?'),
    "measures: {csat: {value: 82%, persona: other}}": (
        44, '"other" is not among the personas of this journey: p', "add it to `personas:`",
    ),
    "measures: {csat: {value: 82%, evidence: f}}": (45, 'no evidence is called "f"; known: e', None),
    "measures: {csat: {value: 4.3}}": (30, "", None),
    "measures: {csat: [{value: 82%}, {value: 4.3/5}]}": (16, "csat is given on different scales", None),
    "lanes: {coach: x}": (13, '"coach" is no lane of the project\'s own; known: none', None),
}  # fmt: skip


@pytest.mark.parametrize("written", NOWHERE)
def test_what_leads_nowhere_is_told_where_it_stands_with_what_is_known(load: Load, written: str) -> None:
    column, message, hint = NOWHERE[written]
    loaded = load({**DECLARED, "j.yaml": IN_TOUCHPOINT + written})
    (finding,) = loaded.findings
    assert finding.span
    assert (finding.span.path, finding.span.line, finding.span.column) == ("j.yaml", 8, column)
    assert finding.message.startswith(message)
    assert hint is None or finding.hint == hint
    assert loaded.left_out == ("j",)


def test_what_is_taken_over_names_the_journey_whose_personas_are_others(load: Load) -> None:
    shared = "touchpoint: door\nname: Door\npains: [{text: Heavy, persona: other}]"
    journey = "journey: j\npersonas: [p]\nstages: [{name: S, touchpoints: [{use: door}]}]"
    (finding,) = load({**DECLARED, "d.yaml": shared, "j.yaml": journey}).findings
    assert finding.span
    assert (finding.span.path, finding.span.line) == ("d.yaml", 3)
    assert finding.message == '"other" is not among the personas of the journey "j": p'
    assert finding.hint == (
        "add it to `personas:`, or say there what is so in this journey: `pains:` beside `use:`"
    )
    (taken,) = finding.related
    assert (taken.message, taken.span.path, taken.span.line) == ("taken over here", "j.yaml", 3)


# The same for what stands elsewhere: files, and the place of the one finding.
ELSEWHERE: dict[str, tuple[Files, str]] = {
    "persona of a journey": ({"j.yaml": "journey: j\npersonas: [p, sale-rep]"}, "j.yaml:2:15"),
    "owner of a journey": ({"j.yaml": "journey: j\nowner: nobody"}, "j.yaml:2:8"),
    "evidence of a journey": ({"j.yaml": "journey: j\nevidence: f"}, "j.yaml:2:11"),
    "twin of a journey": ({"j.yaml": "journey: j\nvariant_of: k"}, "j.yaml:2:13"),
    "evidence of a persona": ({"q.yaml": "persona: q\nevidence: [f]"}, "q.yaml:2:12"),
    "persona of evidence": ({"f.yaml": "evidence: f\nkind: survey\npersona: q"}, "f.yaml:3:10"),
    "note of a journey": ({"j.yaml": "journey: j\nnotes: {text: x, persona: q}"}, "j.yaml:2:27"),
    "improvement of a journey": (
        {"j.yaml": "journey: j\nimprovements: [{title: x, addresses: t}]"},
        "j.yaml:2:38",
    ),
    "improvement's owner": ({"i.yaml": "improvement: i\nowner: it"}, "i.yaml:2:8"),
    "improvement that names no journey": ({"i.yaml": "improvement: i\naddresses: [t.slow]"}, "i.yaml:2:13"),
    "improvement of an unknown journey": ({"i.yaml": "improvement: i\naddresses: k/t"}, "i.yaml:2:12"),
    "improvement of an unknown pain": (
        {"i.yaml": "improvement: i\naddresses: j/s.slow", "j.yaml": "journey: j\nstages: [s]"},
        "i.yaml:2:12",
    ),
    "improvement's measure": (
        {"i.yaml": "improvement: i\neffect: {measure: csta, before: 1%}"},
        "i.yaml:2:19",
    ),
    "improvement's value": (
        {"i.yaml": "improvement: i\neffect: {measure: csat, before: 3min}"},
        "i.yaml:2:33",
    ),
    "shared touchpoint nobody uses": ({"t.yaml": "touchpoint: t\nname: T\nchannel: shop"}, "t.yaml:3:10"),
    "shared stage nobody uses": ({"s.yaml": "stage: s\ntouchpoints: [{name: T, owner: it}]"}, "s.yaml:2:32"),
    "lane": ({"jmap.yaml": "lanes: [dose]"}, "jmap.yaml:1:9"),
    "lane's source": ({"jmap.yaml": "lanes: [{id: x, name: X, from: measures.csta}]"}, "jmap.yaml:1:32"),
    "lane listed twice": ({"jmap.yaml": "lanes: [does, does]"}, "jmap.yaml:1:15"),
    "own lane called like a key": ({"jmap.yaml": "lanes: [{id: importance, name: I}]"}, "jmap.yaml:1:14"),
    "weight of nothing": ({"jmap.yaml": "scoring: {weights: {emotion: 1, csta: 2}}"}, "jmap.yaml:1:33"),
    "measure that contradicts itself": ({"jmap.yaml": "measures: {csat: {better: lower}}"}, "jmap.yaml:1:12"),
    "use of nothing": (
        {"j.yaml": "journey: j\nstages: [{use: loggin}]", "l.yaml": "stage: login"},
        "j.yaml:2:16",
    ),
    "use of a mapping": ({"j.yaml": "journey: j\nstages: [{use: {a: b}}]"}, "j.yaml:2:16"),
    "inherit of what is inherited anyway": (
        {"j.yaml": "journey: j\nstages: [{use: s, inherit: [does]}]", "s.yaml": "stage: s"},
        "j.yaml:2:29",
    ),
}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_what_leads_nowhere_elsewhere(load: Load, what: str) -> None:
    files, place = ELSEWHERE[what]
    loaded = load({**DECLARED, "z.yaml": "journey: z\nstages: [S]", **files})
    assert [where for _, where in found(loaded)] == [place], loaded.findings
    assert ("z" in loaded.left_out) == (place.startswith("jmap.yaml"))


def test_a_missing_persona_names_the_known_ones(load: Load) -> None:
    loaded = load({**DECLARED, "j.yaml": "journey: j\npersonas: [othr]\nstages: [S]"})
    (finding,) = loaded.findings
    assert finding.message == 'no persona is called "othr"; known: p, other'
    assert finding.hint == 'did you mean "other"?'


TWICE: dict[str, tuple[Files, str, str]] = {
    "persona": ({"a.yaml": "persona: q\n", "b.yaml": "name: Q\npersona: q\n"}, "b.yaml:2:10", "a.yaml:1:10"),
    "journey": ({"a.yaml": "journey: k\nstages: [S]", "b.yaml": "journey: k\nstages: [S]"}, "b.yaml:1:10", "a.yaml:1:10"),
    "evidence": ({"a.yaml": "evidence: [{evidence: e, kind: survey}]"}, "e.yaml:1:23", "a.yaml:1:23"),
    "channel": ({"a.yaml": "channels:\n  web: Web"}, "a.yaml:2:3", "jmap.yaml:1:12"),
    "department": ({"a.yaml": "departments: [Sales]"}, "a.yaml:1:15", "jmap.yaml:2:15"),
    "improvement": ({"a.yaml": "improvement: i\n---\nimprovements: [{improvement: i, title: x}]"}, "a.yaml:3:30", "a.yaml:1:14"),
    "improvement in a journey": (
        {"a.yaml": "improvement: i", "j.yaml": "journey: j\nimprovements: [{improvement: i}]"},
        "j.yaml:2:30", "a.yaml:1:14",
    ),
    "shared touchpoint": ({"a.yaml": "touchpoints: [{touchpoint: t}, {touchpoint: t}]"}, "a.yaml:1:45", "a.yaml:1:28"),
    "stage": ({"j.yaml": "journey: j\nstages:\n- stage: s\n- stage: s"}, "j.yaml:4:10", "j.yaml:3:10"),
    "touchpoint": (
        {"j.yaml": "journey: j\nstages:\n- {stage: s, touchpoints: [{touchpoint: t}]}\n- {stage: u, touchpoints: [{touchpoint: t}]}"},
        "j.yaml:4:41", "j.yaml:3:41",
    ),
    "pain": ({"j.yaml": "journey: j\nstages: [{stage: s, pains: [{pain: p}, {pain: p}]}]"}, "j.yaml:2:47", "j.yaml:2:36"),
    "opportunity": (
        {"j.yaml": "journey: j\nstages: [{stage: s, opportunities: [{opportunity: p}, {opportunity: p}]}]"},
        "j.yaml:2:69", "j.yaml:2:51",
    ),
    "persona of a journey": ({"j.yaml": "journey: j\npersonas: [p, p]"}, "j.yaml:2:15", "j.yaml:2:12"),
}  # fmt: skip


@pytest.mark.parametrize("what", TWICE)
def test_an_id_used_twice_is_told_with_both_places(load: Load, what: str) -> None:
    files, second, first = TWICE[what]
    loaded = load({**DECLARED, **files})
    assert found(loaded) == [("S206", second)]
    (related,) = loaded.findings[0].related
    assert f"{related.span.path}:{related.span.line}:{related.span.column}" == first
    assert "is used twice" in loaded.findings[0].message


def test_things_that_use_each_other(load: Load) -> None:
    loaded = load(
        {
            "l.yaml": "touchpoints: [{touchpoint: a, use: b}, {touchpoint: b, use: a}, {touchpoint: c, use: c}]",
            "j.yaml": "journey: j\nstages: [{name: S, touchpoints: [{use: a}]}]",
        }
    )
    assert {each.code for each in loaded.findings} == {"S210"}
    assert {each.message for each in loaded.findings} >= {
        "these shared touchpoints use each other: a → b → a",
        "these shared touchpoints use each other: c → c",
    }
    assert loaded.left_out == ("j",)


# One mistake, one finding

JOURNEY = """
    journey: j
    personas: [p]
    owner: sales
    evidence: e
    stages:
      - stage: s
        touchpoints:
          - use: t
            channel: web
            emotion: {p: 4}
            does: {p: x}
            quotes: {text: x, persona: p, evidence: [e]}
    """
SHARED: Files = {"t.yaml": "touchpoint: t\nname: T\n", "z.yaml": "journey: z\nstages: [S]\n"}

BROKEN: dict[str, tuple[Files, list[str]]] = {
    "persona with a wrong value": ({"p.yaml": "persona: p\nshare: 400%"}, ["S203 p.yaml:2:8"]),
    "persona that is no YAML": ({"p.yaml": "persona: p\nname: [x"}, ["Y101 p.yaml:2:7"]),
    "evidence with a wrong value": (
        {"e.yaml": "evidence: [{evidence: e, kind: guess}]"},
        ["S202 e.yaml:1:32"],
    ),
    "evidence that is no YAML": ({"e.yaml": "evidence: [{evidence: e, kind: survey}"}, ["Y101 e.yaml:1:38"]),
    "channel with a wrong value": (
        {"jmap.yaml": "channels: {web: {kind: both}}\ndepartments: {sales: Sales}"},
        ["S202 jmap.yaml:1:24"],
    ),
    "department with a wrong key": (
        {"jmap.yaml": "channels: {web: Web}\ndepartments: {sales: {nome: Sales}}"},
        ["S201 jmap.yaml:2:23"],
    ),
    "shared touchpoint with a wrong value": (
        {"t.yaml": "touchpoint: t\nimportance: 9"},
        ["S203 t.yaml:2:13"],
    ),
    "shared touchpoint that is no YAML": ({"t.yaml": "touchpoint: t\nname: 'T"}, ["Y101 t.yaml:2:7"]),
    "use of what is not there": ({"t.yaml": "touchpoint: tt"}, ["S210 j.yaml:8:14"]),
}


@pytest.mark.parametrize("what", BROKEN)
def test_one_mistake_is_one_finding_and_costs_only_who_needs_it(load: Load, what: str) -> None:
    files, expected = BROKEN[what]
    loaded = load({**DECLARED, **SHARED, "j.yaml": JOURNEY.lstrip("\n"), **files})
    assert [f"{code} {place}" for code, place in found(loaded)] == expected, loaded.findings
    assert (loaded.selected, loaded.left_out) == (("z",), ("j",))


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ("channels: {web: Web}\n  departments: x", ["Y101"]),
        ("- channels", ["S202"]),
        ("languages: {en: English}", ["S202"]),
        ("languages: [en, englisch]", ["S202"]),
        ("languages: 5", ["S202"]),
        ("theme: {brand: teal}", ["S202"]),
        ("measures: {csat: {worst: four}}", ["S202"]),
    ],
)
def test_bad_settings_do_not_make_everything_else_look_wrong(
    load: Load, settings: str, codes: list[str]
) -> None:
    loaded = load(
        {
            "jmap.yaml": settings,
            "j.yaml": "journey: j\ntitle: {en: T, zh-CN: 题}\nstages: [{name: S, measures: {csat: 82%}}]"
            if "lang" in settings or len(codes) > 1 or settings.startswith(("channels", "-"))
            else "journey: j\nstages: [{name: S, measures: {csat: 82%}}]",
            "k.yaml": "journey: k\nstages: [S]",
        }
    )
    assert [each.code for each in loaded.findings] == codes, loaded.findings
    assert loaded.findings[0].span
    assert loaded.findings[0].span.path == "jmap.yaml"
    assert (loaded.selected, loaded.left_out) == ((), ("j", "k"))


def test_all_problems_of_all_files_in_one_run(load: Load) -> None:
    loaded = load(
        {
            "jmap.yaml": "gates: {min_score: 101}\ntitel: T\n",
            "a.yaml": "journey: a\nstate: now\nstages: [{name: S, importance: 6, owner: x y z}]\nowner: [x]\n",
            "b.yaml": "journey: b\nstages: [{name: S, emotion: 7}]\n---\npersona: q\nshare: 7\n",
            "c.yaml": "journey: c\nstages: [\n",
            "d.yaml": "jorney: d\nstages: [S]\n",
            "e.yaml": "improvement: i\naddresses: a/t\n",
        }
    )
    assert found(loaded) == [
        ("S202", "a.yaml:2:8"),
        ("S203", "a.yaml:3:32"),
        ("S202", "a.yaml:4:8"),
        ("S203", "b.yaml:2:29"),
        ("S203", "b.yaml:5:8"),
        ("Y101", "c.yaml:2:9"),
        ("S208", "d.yaml:1:1"),
        ("S203", "jmap.yaml:1:20"),
        ("S201", "jmap.yaml:2:1"),
    ], loaded.findings
    assert set(loaded.left_out) == {"a", "b", "c"}


def test_one_bad_journey_does_not_cost_the_others(load: Load) -> None:
    loaded = load(
        {
            "a.yaml": "journey: a\nstages: [{name: S, emotion: 9}]",
            "b.yaml": "journey: b\nvariant_of: a\nstages: [{name: S, touchpoints: [{name: T, opens: a}]}]",
            "c.yaml": "journey: c\nstages: [{name: S, touchpoints: [{name: T, next: gone}]}]",
            "d.yaml": "journey: d\nstages: [[x]]\n",
            "i.yaml": "improvements: [{title: x, addresses: [a/s, b/t]}]",
        }
    )
    assert [code for code, _ in found(loaded)] == ["S203", "S205", "S202"]
    assert (loaded.selected, loaded.left_out) == (("b",), ("a", "c", "d"))
    assert [*loaded.project.journeys] == ["b"]


MASKED: dict[str, tuple[str, str]] = {
    "a channel by a journey": ("channel: gone", 'no channel is called "gone"'),
    "a department by a journey": ("owner: gone", 'no department is called "gone"'),
    "evidence by a journey": ("evidence: gone", 'no evidence is called "gone"'),
    "a touchpoint by a journey": ("next: gone", 'no touchpoint is called "gone"'),
    "a channel by a persona": ("channel: lost", 'no channel is called "lost"'),
    "a touchpoint by a persona": ("next: lost", 'no touchpoint is called "lost"'),
    "a journey by a persona": ("opens: lost", 'no journey is called "lost"'),
}


@pytest.mark.parametrize("what", MASKED)
def test_what_has_errors_excuses_only_references_to_its_own_kind(load: Load, what: str) -> None:
    written, message = MASKED[what]
    loaded = load(
        {
            **DECLARED,
            "gone.yaml": "journey: gone\nstages: [{name: S, emotion: 9}]",
            "lost.yaml": "persona: lost\nshare: 400%",
            "j.yaml": IN_TOUCHPOINT + written,
        }
    )
    assert [each.code for each in loaded.findings] == ["S203", "S205", "S203"]
    assert loaded.findings[1].message.startswith(message)
    assert "j" in loaded.left_out


def test_what_has_errors_costs_nothing_of_another_kind_its_id(load: Load) -> None:
    project = load({**DECLARED, "web.yaml": "persona: web\nshare: 400%"}).project
    assert (list(project.channels), list(project.personas)) == (["web"], ["p", "other"])


def test_wrong_values_and_dangling_references_are_told_together(load: Load) -> None:
    loaded = load(
        "journey: j\nstages: [{stage: s, touchpoints: [{touchpoint: t, importance: 9, next: gone, name: [x]}]}]\n"
        "improvements: [{title: x, addresses: [t.slow, u]}]\n"
    )
    assert sorted(code for code, _ in found(loaded)) == ["S202", "S203", "S205", "S205", "S205"]


def test_settings_of_a_journey_file_and_of_the_project(load: Load) -> None:
    spec = "journey: j\nlanguages: [en]\nstages: [S]"
    assert found(load({"jmap.yaml": "title: T", "j.yaml": spec})) == [("S215", "j.yaml:2:1")]


def test_journeys_of_a_folder_agree_on_settings(load: Load) -> None:
    loaded = load(
        {
            "j.yaml": "journey: j\nlanguages: [en]\nstages: [S]",
            "k.yaml": "journey: k\nlanguages: [de]\nstages: [S]",
        }
    )
    assert found(loaded) == [("S215", "k.yaml:2:1")]


@pytest.mark.parametrize(
    ("spec", "hint"),
    [
        (
            "journey: My visit\nstages: [S]",
            "`journey: my-visit`, and what people read beside it, `title: My visit`",
        ),
        (
            "journey: j\nstages: [{stage: 预约 挂号}]",
            "`stage: 预约-挂号`, and what people read beside it, `name: 预约 挂号`",
        ),
        (
            "journey: j\nstages: [{stage: s, touchpoints: [{touchpoint: 'Now: wait'}]}]",
            '`touchpoint: now-wait`, and what people read beside it, `name: "Now: wait"`',
        ),
        (
            "journey: j\nstages: [{stage: s, touchpoints: [{touchpoint: t, pains: [{pain: Long wait}]}]}]",
            "`pain: long-wait`, and what people read beside it, `text: Long wait`",
        ),
        (
            "journey: j\npersonas: [{persona: Ana Lima}]\nstages: [S]",
            "`persona: ana-lima`, and what people read beside it, `name: Ana Lima`",
        ),
        (
            "journey: j\nstages: [{stage: end}]",
            "`stage: stage-end`, and what people read beside it, `name: end`",
        ),
    ],
)
def test_a_name_in_the_place_of_an_id_is_not_lost(load: Load, spec: str, hint: str) -> None:
    (finding,) = load(spec).findings
    assert (finding.code, finding.hint) == ("S207", f"write {hint}")


def test_an_id_that_is_none_beside_a_name_gets_an_id_like_it(load: Load) -> None:
    (finding,) = load("journey: j\nstages: [{stage: Book it, name: Book a visit}]").findings
    assert finding.hint == 'did you mean "book-it"?'


def test_a_persona_is_no_language(load: Load) -> None:
    loaded = load(
        {
            "jmap.yaml": "languages: [en, de]",
            "p.yaml": "name: Den\npersona: de",
            "j.yaml": "journey: j\nstages: [S]",
        }
    )
    assert found(loaded) == [("S207", "p.yaml:2:10")]


@pytest.mark.parametrize("keys", ["name: Wait, unit: min", "name: Wait, unit: min, worst: 60, best: 5"])
def test_a_measure_declared_where_its_values_stand_is_told_where_it_belongs(load: Load, keys: str) -> None:
    found = load(f"journey: j\ntouchpoints: [{{name: t, measures: {{wait: {{{keys}}}}}}}]").findings
    hint = "declare a measure of your own under `measures:` in jmap.yaml, or of a journey without one; "
    hints = [each.hint for each in found if '"name"' in each.message or '"unit"' in each.message]
    assert hints == [f"{hint}here stand its values"] * 2


WAIT = "measures:\n  wait: {name: Wait, unit: min, worst: 60, best: 5}\n  csat: 80%\n"
AT = "stages: [{name: S, touchpoints: [{name: T, measures: {wait: 20}}]}]\n"


def test_a_journey_without_a_project_declares_measures(load: Load) -> None:
    loaded = load(f"journey: j\n{WAIT}{AT}")
    assert not loaded.findings
    own = loaded.project.settings.measures["wait"]
    assert (str(own.name), own.unit) == ("Wait", "min")
    assert list(loaded.project["j"].measures) == ["csat"]
    bounds = load(
        f"journey: j\nmeasures: {{conversion: {{worst: 0%, best: 60%}}}}\n{AT.replace('wait: 20', 'conversion: 30%')}"
    )
    assert not bounds.findings
    assert list(bounds.project.settings.measures) == ["conversion"]


def test_a_target_alone_is_that_of_a_value_to_come(load: Load) -> None:
    data = "evidence: [{evidence: e, kind: survey, n: 40, date: 2026-01-01, values: [{measure: csat, value: 70%}]}]"
    loaded = load(f"journey: j\nmeasures: {{csat: {{target: 80%}}}}\nstages: [S]\n---\n{data}")
    assert not loaded.findings
    assert not loaded.project.settings.measures


def test_what_is_wrong_with_a_measure_is_told_where_it_is_declared(load: Load) -> None:
    loaded = load(f"journey: j\n{WAIT.replace('worst: 60', 'worst: 5')}{AT}")
    assert found(loaded)[0] == ("S215", "map.yaml:3:3")


def test_journeys_of_a_folder_agree_on_measures(load: Load) -> None:
    first, second = f"journey: a\n{WAIT}{AT}", f"journey: b\n{WAIT}{AT}"
    assert not load({"a.yaml": first, "b.yaml": second}).findings
    other = second.replace("best: 5", "best: 10")
    assert found(load({"a.yaml": first, "b.yaml": other})) == [("S215", "b.yaml:3:3")]


def test_measures_of_a_project_stand_in_its_settings(load: Load) -> None:
    loaded = load({"jmap.yaml": "title: P", "j.yaml": f"journey: j\n{WAIT}{AT}"})
    assert "S201" in {code for code, _ in found(loaded)}


NAMED = """\
channels: {web: {name: Web shop}}
departments: {it: IT services}
languages: [en, zh-CN]
journey: j
personas: [rep]
stages:
  - name: S
    touchpoints:
      - touchpoint: login
        formerly: sign-in
        name: {en: Log in, zh-CN: 登录}
        pains: [Too slow, {pain: p2, text: One format}]
        %s
end: Done
improvements: [{title: x, addresses: %s}]
---
persona: rep
name: {en: Sales rep, zh-CN: 销售代表}
"""


@pytest.mark.parametrize(
    ("written", "addresses", "hint"),
    [
        ("next: 登录", "login", "login"),
        ("next: sign-in", "login", "login"),
        ("next: 结束", "login", "end"),
        ("next: Done", "login", "end"),
        ("next: Log in", "login", "log-in"),
        ("next: log-in", "login", "login"),
        ("channel: Web shop", "login", "web-shop"),
        ("channel: web-shop", "login", "web"),
        ("owner: it-services", "login", "it"),
        ("quotes: {text: x, persona: 销售代表}", "login", "rep"),
        ("emotion: 4", "Too slow", "too-slow"),
        ("emotion: 4", "too-slow", "login.too-slow"),
        ("emotion: 4", "one-format", "login.p2"),
        ("emotion: 4", "p2", "login.p2"),
        ("emotion: 4", "Login.Too slow", "login.too-slow"),
        ("emotion: 4", "login：too slow", "login.too-slow"),
        ("emotion: 4", "登录", "login"),
        ("emotion: 4", "S", "s"),
        ("emotion: {Sales rep: 4}", "login", "rep"),
        ("thinks: {销售代表: 真慢}", "login", "rep"),
    ],
)
def test_names_in_the_place_of_ids_lead_to_the_ids(
    load: Load, written: str, addresses: str, hint: str
) -> None:
    (found,) = load(NAMED % (written, addresses)).findings
    assert found.hint == f'did you mean "{hint}"?'


def test_a_way_with_its_condition_behind_a_colon(load: Load) -> None:
    (found,) = load(NAMED % ("next: [登录：要数字]", "login")).findings
    assert found.hint == "write {to: 登录, when: 要数字}"


def test_an_item_on_a_line_of_its_own_is_not_told_to_stand_in_brackets(load: Load) -> None:
    (found,) = load("journey: j\nstages: [s]\nevidence:\n  - talks with 12 users, autumn\n").findings
    assert found.hint == 'did you mean "talks-with-12-users-autumn"?'


def test_ids_of_two_letters_name_personas_although_they_look_like_languages(load: Load) -> None:
    spec = "journey: j\npersonas: [hr, it]\nstages: [{name: s, touchpoints: [{name: t, feels: {hr: Tired, it: Busy}}]}]"
    loaded = load(spec)
    assert found(loaded) == []
    (touchpoint,) = loaded.project["j"].touchpoints
    assert [(each.persona, str(each.text)) for each in touchpoint.feels] == [("hr", "Tired"), ("it", "Busy")]


def test_where_nobody_travels_no_persona_is_offered(load: Load) -> None:
    (finding,) = load("journey: j\nstages: [{name: s, touchpoints: [{name: t, does: {txt: x}}]}]").findings
    assert finding.message == '"txt" is no persona (there is none) and no language of the project (en)'


def test_a_stranger_among_values_of_the_whole_journey(load: Load) -> None:
    measured = "{promoters: 1, passives: 1, detractors: 1, persona: other}"
    spec = f"journey: j\npersonas: [p]\nmeasures: {{nps: {measured}}}\nstages: [S]\n---\npersona: p\n---\npersona: other\n"
    assert found(load(spec)) == [("S205", "map.yaml:3:69")]


def test_what_use_takes_over_counts_together(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = "touchpoint: t\nname: T\ndoes: [a, b, c, d, e, f]\n"
    stages = "".join(f"- {{name: S{n}, touchpoints: [{{use: t, touchpoint: t{n}}}]}}\n" for n in range(4))
    spec = f"{shared}---\njourney: j\nstages:\n{stages}"
    assert found(load(spec)) == []
    monkeypatch.setattr("jmap.spec.notebook.MAX_TAKEN", 25)
    assert [code for code, _ in found(load(spec))][:1] == ["Y109"]
    monkeypatch.setattr("jmap.spec.notebook.MAX_TAKEN", 1000)
    assert found(load(spec)) == []


def test_evidence_that_nothing_can_cite_lacks_its_id(load: Load) -> None:
    (finding,) = load("journey: j\nstages: [S]\n---\nevidence: [{kind: survey, n: 3}]").findings
    assert (finding.code, finding.message) == ("S204", 'an evidence item needs the key "evidence"')


def test_nothing_in_a_list_is_no_item(load: Load) -> None:
    spec = "channels: [web]\njourney: j\nstages: [{name: s, touchpoints: [{name: t, channel: [web, ~], does: [x, ~]}]}]"
    loaded = load(spec)
    assert found(loaded) == []
    (touchpoint,) = loaded.project["j"].touchpoints
    assert touchpoint.channels == ("web",)
    assert [str(each.text) for each in touchpoint.does] == ["x"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("does: {Waits and asks: what now}", "put a text that holds `: ` in quotes"),
        ("emotion: {'q,r': 4}", "write each persona with its value"),
        ("emotion: {valeu: 4}", 'did you mean "value"?'),
        ("emotion: {Boss: 4}", 'did you mean "p"?'),
    ],
)
def test_what_a_key_could_have_been_where_personas_may_stand(load: Load, written: str, hint: str) -> None:
    spec = f"journey: j\npersonas: [p]\nstages: [{{name: s, touchpoints: [{{name: t, {written}}}]}}]\n---\npersona: p\nname: Boss\n"
    (finding,) = load(spec).findings
    assert (finding.code, finding.hint) == ("S205", hint)
