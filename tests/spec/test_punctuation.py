"""Names and ids that look like several because a comma between them parts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.spec.conftest import Load

STAGES = "stages:\n- name: Arrive\n  touchpoints:\n  - name: Door\n    emotion: {lin: 3, zhou: 4}\n"
QUOTES = "; put a single name that has such a sign in quotes"


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("[lin，zhou]", "，"),
        ("[lin、zhou]", "、"),
        ("[lin； zhou]", "；"),
        ("lin, zhou", ","),
        ("lin，zhou", "，"),
        ("lin; zhou", ";"),
    ],
)
def test_names_that_declare_personas_are_told_once_and_read_as_they_were_meant(
    load: Load, written: str, sign: str
) -> None:
    (found,) = load(f"journey: visit\npersonas: {written}\n{STAGES}").findings
    assert (found.code, found.hint) == ("S207", f"write [lin, zhou]{QUOTES}")
    assert found.message.endswith(f'is one persona: "{sign}" does not part items here')


@pytest.mark.parametrize("written", ['["lin，zhou"]', '"lin, zhou"', "\n- lin，zhou", "[lin zhou]"])
def test_one_name_may_have_a_comma_in_quotes_or_on_a_line_of_its_own(load: Load, written: str) -> None:
    loaded = load(
        f"journey: visit\npersonas: {written}\nstages: [{{name: Arrive, emotion: {{lin-zhou: 3}}}}]\n"
    )
    assert not loaded.findings
    assert list(loaded.project.personas) == ["lin-zhou"]


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"map.yaml": "journey: j\ntouchpoints: [{name: t, channel: 门店，官网}]"}, "channel"),
        ({"map.yaml": "journey: j\ntouchpoints: [{name: t, channel: [门店、官网]}]"}, "channel"),
        ({"jmap.yaml": "channels: [门店，官网]", "map.yaml": "journey: j\ntouchpoints: [t]"}, "channel"),
        ({"jmap.yaml": "departments: 门店、官网", "map.yaml": "journey: j\ntouchpoints: [t]"}, "department"),
        ({"jmap.yaml": "personas: [门店，官网]", "map.yaml": "journey: j\ntouchpoints: [t]"}, "persona"),
    ],
)
def test_everything_that_a_name_alone_declares(load: Load, files: dict[str, str | bytes], what: str) -> None:
    (found,) = load(files).findings
    assert (found.code, found.hint) == ("S207", f"write [门店, 官网]{QUOTES}")
    assert f" is one {what}: " in found.message


IN_TOUCHPOINT = "journey: j\npersonas: [a]\nstages:\n- name: s\n  touchpoints:\n  - name: t\n    "


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("persona: a\n---\njourney: j\npersonas: [a，b]\ntouchpoints: [t]", "write [a, b]"),
        (f"{IN_TOUCHPOINT}evidence: [a，b]", "write [a, b]"),
        (f"{IN_TOUCHPOINT}next: a, end", "write [a, end]"),
        (f"{IN_TOUCHPOINT}emotion: {{a，b: 3}}", "write each persona with its value"),
        (f"improvement: i\naddresses: [a，b]\n---\n{IN_TOUCHPOINT}", "write [a, b]"),
        (f"languages: [en，zh-CN]\n{IN_TOUCHPOINT}", "write [en, zh-CN]"),
        (f"lanes: [does，thinks]\n{IN_TOUCHPOINT}", "write [does, thinks]"),
    ],
)
def test_ids_refused_for_a_comma_say_how_to_write_several(load: Load, text: str, hint: str) -> None:
    assert hint in [found.hint for found in load(text).findings]


@pytest.mark.parametrize("written", ["“sales”", "「sales」", "‘sales’", "＂sales＂", "”sales”"])
@pytest.mark.parametrize("key", ["owner", "channel", "evidence"])
def test_quotes_that_are_none_to_yaml(load: Load, written: str, key: str) -> None:
    found = [each for each in load(f"{IN_TOUCHPOINT}{key}: {written}").findings if each.code == "S207"]
    assert len(found) == 1
    assert str(found[0].hint).startswith("write sales")


@pytest.mark.parametrize("written", ['"“sales”"', "“old” sales", "sales “B2B”", "“a” and “b”"])
def test_quotes_that_are_part_of_a_name(load: Load, written: str) -> None:
    loaded = load(f"{IN_TOUCHPOINT}owner: {written}")
    assert not loaded.findings
    (department,) = loaded.project.departments.values()
    assert str(department.name) == written.strip('"')


def test_a_text_that_is_refused_is_not_taken_for_a_list(load: Load) -> None:
    (found,) = load(f"{IN_TOUCHPOINT}importance: 很高，最高").findings
    assert "[" not in str(found.hint)
