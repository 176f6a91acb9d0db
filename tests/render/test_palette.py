from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.render.palette import MARK, SCHEMES, TEXT, Scheme, contrast, palette, tokens, variables

MEANING = ("good", "warn", "bad", "accent", *(f"persona-{n}" for n in range(1, 9)))
STAGES = tuple(f"stage-{n}" for n in range(1, 7))
GROUNDS = ("ground", "panel", "good-tint", "bad-tint", "muted-tint")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_every_ground_it_stands_on(scheme: Scheme) -> None:
    colors = palette(scheme)
    pairs = [(text, ground) for text in ("ink", "muted") for ground in GROUNDS]
    pairs += [(text, ground) for text in MEANING for ground in ("ground", "panel")]
    pairs += [(stage, f"{stage}-tint") for stage in STAGES]
    poor = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in pairs}
    assert not {pair: ratio for pair, ratio in poor.items() if ratio < TEXT}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_stand_out_from_what_lies_behind_them(scheme: Scheme) -> None:
    colors = palette(scheme)
    pairs = [(mark, ground) for mark in (*MEANING, "muted", "ink") for ground in GROUNDS]
    pairs += [(f"persona-{n}", f"persona-{n}-tint") for n in range(1, 9)]
    pairs += [(bar, "track") for bar in ("good", "warn", "bad")]
    poor = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in pairs}
    assert not {pair: ratio for pair, ratio in poor.items() if ratio < MARK}


@given(st.integers(0, 0xFFFFFF), st.sampled_from(SCHEMES))
def test_any_brand_is_made_legible(number: int, scheme: Scheme) -> None:
    colors = palette(scheme, f"#{number:06x}")
    for ground in ("ground", "panel"):
        assert contrast(colors["accent"], colors[ground]) >= TEXT


def test_a_legible_brand_stays_as_it_is() -> None:
    assert palette("light", "#0F766E")["accent"] == "#0f766e"
    assert palette("light", "#ffee00")["accent"] != "#ffee00"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the well-known near miss


def test_all_schemes_and_pages_know_the_same_tokens() -> None:
    assert set(palette("light")) == set(palette("dark")) == set(tokens()) == set(variables())
