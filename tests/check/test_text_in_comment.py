"""Texts that YAML cuts off at ` #`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.check.conftest import Specs

MAP = "journey: visit\nstages:\n- name: Arrive\n  touchpoints:\n  - name: Door\n    {}\n"


def cut(specs: Specs, text: str) -> list[tuple[int, str]]:
    """Line and underlined words of each finding of the rule."""
    found = [each for each in specs.findings(text) if each.code == "T119"]
    spans = [each.span for each in found if each.span]
    return [(span.line, span.text[span.column - 1 :][: span.length]) for span in spans]


@pytest.mark.parametrize(
    ("written", "line", "words"),
    [
        ("does: Takes ticket #5 and waits", 6, "#5 and waits"),
        ("does: Takes ticket   #5", 6, "#5"),
        ("does: [Takes ticket #5 and waits\n      ]", 6, "#5 and waits"),
        ("does:\n    - {text: Takes ticket #5 and waits\n      }", 7, "#5 and waits"),
        ("does: Takes\n      ticket #5", 7, "#5"),
        ("does: 取号 #五号窗口", 6, "#五号窗口"),
        ("does: {en: Takes ticket #5\n      }", 6, "#5"),
        ("channel: Counter #2", 6, "#2"),
        ("thinks: #1 of all", 6, "#1 of all"),
        ("thinks: A # b #c\n    does: d #e", 7, "#e"),
        ("does: Waits #2 # jmap: ignore[T118]", 6, "#2 # jmap: ignore[T118]"),
    ],
)
def test_what_vanishes_is_shown(specs: Specs, written: str, line: int, words: str) -> None:
    assert cut(specs, MAP.format(written)) == [(line, words)]


@pytest.mark.parametrize(
    "written",
    [
        "does: Takes ticket # 5",
        'does: "Takes ticket #5"',
        "does: |\n      Takes ticket #5",
        "does: See example.org/#5 or C#",
        "does: Waits #jmap: ignore[T118]",
        "does: Waits\n    #commented: out",
        "does: [Waits] #5",
        "emotion: 4 #5",
        "pains: #5\n    - Slow",
        "does: Waits #2 # jmap: ignore[T119]",
    ],
)
def test_comments_stay_comments(specs: Specs, written: str) -> None:
    assert cut(specs, MAP.format(written)) == []


def test_the_colour_of_a_brand_and_a_text_of_the_settings(specs: Specs) -> None:
    specs.write("title: Shop #1\ntheme:\n  brand: #0f766e\n", "jmap.yaml")
    specs.write(MAP.format("does: Waits"))
    found = [each for each in specs.findings() if each.code == "T119"]
    assert [(each.span.path, each.span.line, each.pointers) for each in found if each.span] == [
        ("jmap.yaml", 1, (("settings", "title"),)),
        ("jmap.yaml", 3, (("settings",),)),
    ]


def test_a_shared_text_is_told_once_for_all_it_is_part_of(specs: Specs) -> None:
    specs.write("touchpoint: door\nname: Door #2\n", "door.yaml")
    for name in ("a", "b"):
        specs.write(f"journey: {name}\ntouchpoints: [{{use: door}}]\n", f"{name}.yaml")
    (found,) = [each for each in specs.findings() if each.code == "T119"]
    assert found.span
    assert (found.span.path, found.span.line) == ("door.yaml", 2)
    assert {pointer[:2] for pointer in found.pointers} == {("journeys", "a"), ("journeys", "b")}


def test_the_message_does_not_repeat_the_comment(specs: Specs) -> None:
    """Pages list findings, and a comment may be private."""
    (found,) = [each for each in specs.findings(MAP.format("does: Waits #secret")) if each.code == "T119"]
    assert "secret" not in found.message
