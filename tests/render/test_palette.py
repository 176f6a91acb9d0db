from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jmap.layout import arrange
from jmap.layout.scene import Box, Circle, Path, Rect, Words
from jmap.render.oklch import hexadecimal, oklch
from jmap.render.palette import MARK, SCHEMES, TEXT, Scheme, contrast, palette, tokens, variables
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from jmap.layout.scene import Shape

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


def _box(shape: Shape) -> Box | None:
    """Where a filled shape lies; of a path, what its points span."""
    if isinstance(shape, Rect) and shape.fill:
        return Box(shape.x, shape.y, shape.width, shape.height)
    if isinstance(shape, Circle) and shape.fill:
        return Box(shape.x - shape.radius, shape.y - shape.radius, 2 * shape.radius, 2 * shape.radius)
    if isinstance(shape, Path) and shape.fill:
        points = [numbers for _, *numbers in shape.segments]
        xs = [x for numbers in points for x in numbers[::2]]
        ys = [y for numbers in points for y in numbers[1::2]]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return None


@pytest.fixture(scope="module")
def pairs(root: FilePath) -> set[tuple[str, str]]:
    """Every colour of text in the maps of the examples with what lies right behind it."""
    found = set()
    for folder in sorted((root / "examples").iterdir()):
        if not folder.is_dir():
            continue
        project = read_project(folder).project
        for journey in project.journeys.values():
            scene = arrange(project, journey, score_journey(project, journey), "en")
            behind: list[tuple[Box, str]] = []
            for shape in scene.shapes():
                if isinstance(shape, Words):
                    x = shape.x + {"start": 1, "middle": 0, "end": -1}[shape.anchor]
                    point = Box(x, shape.y - shape.size * 0.35, 0, 0)
                    ground = next((fill for box, fill in reversed(behind) if box.holds(point)), "ground")
                    found.add((shape.color, ground))
                elif (box := _box(shape)) is not None:
                    behind.append((box, shape.fill))  # type: ignore[union-attr, arg-type]
    return found


def test_the_pairs_are_those_one_sees(pairs: set[tuple[str, str]]) -> None:
    assert {("ink", "ground"), ("muted", "ground"), ("stage-1", "stage-1-tint"), ("ink", "bad-tint")} <= pairs
    assert any(text == "accent" or text.startswith("persona-1") for text, _ in pairs)


@given(st.integers(0, 0xFFFFFF), st.sampled_from(SCHEMES))
@example(0x000000, "dark")
@example(0xFFFFFF, "light")
@example(0xFFFF00, "light")
@example(0x0000FF, "dark")
@example(0x777777, "light")
def test_with_any_brand_all_text_can_be_read(
    pairs: set[tuple[str, str]], number: int, scheme: Scheme
) -> None:
    colors = palette(scheme, f"#{number:06x}")
    everything = pairs | {
        (text, ground)
        for brand in ("accent", "persona-1")
        for text, ground in ((brand, "ground"), (brand, "panel"), (brand, f"{brand}-tint"),
                             ("ink", f"{brand}-tint"), ("muted", f"{brand}-tint"))
    }  # fmt: skip
    poor = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in everything}
    assert not {pair: ratio for pair, ratio in poor.items() if ratio < TEXT}
    for ground in (*GROUNDS, "accent-tint", "persona-1-tint"):
        assert contrast(colors["accent"], colors[ground]) >= MARK


@given(st.integers(0, 0xFFFFFF))
def test_colours_come_back_from_oklch(number: int) -> None:
    color = f"#{number:06x}"
    assert hexadecimal(oklch(color)) == color


def test_lightness_is_as_published() -> None:
    assert oklch("#ff0000") == pytest.approx((0.62796, 0.25768, math.radians(29.2339)), abs=1e-4)
    assert oklch("#0000ff") == pytest.approx(
        (0.45201, 0.31321, math.radians(264.052) - 2 * math.pi), abs=1e-4
    )


def test_a_short_brand_is_the_long_one() -> None:
    assert palette("light", "#0A7") == palette("light", "#00aa77")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("brand", ["#ffd400", "#7fffd4", "#ff6a00", "#003a70", "#5b0000"])
def test_a_corrected_brand_keeps_its_hue(brand: str, scheme: Scheme) -> None:
    accent = oklch(palette(scheme, brand)["accent"])
    assert abs(math.remainder(accent.hue - oklch(brand).hue, 2 * math.pi)) < 0.12 or accent.chroma < 0.03


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("brand", "twin"),
    [("#a21caf", "persona-2"), ("#0e7490", "persona-3"), ("#e20074", "persona-7"), ("#0f766e", "")],
)
def test_no_persona_has_nearly_the_colour_of_the_brand(scheme: Scheme, brand: str, twin: str) -> None:
    usual, found = palette(scheme), palette(scheme, brand)
    others = [f"persona-{place}" for place in range(2, 9)]
    assert [token for token in others if found[token] != usual[token]] == ([twin] if twin else [])
    if twin:
        assert found[twin] == usual["persona-1"]
        assert found[f"{twin}-tint"] == usual["persona-1-tint"]


def test_a_legible_brand_stays_as_it_is() -> None:
    assert palette("light", "#0F766E")["accent"] == "#0f766e"
    assert palette("light", "#ffee00")["accent"] != "#ffee00"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the well-known near miss


def test_all_schemes_and_pages_know_the_same_tokens() -> None:
    assert set(palette("light")) == set(palette("dark")) == set(tokens()) == set(variables())
