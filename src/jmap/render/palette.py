"""Colours: what each token of a scene looks like in light and in dark, and that it can be seen there.

Contrast is that of WCAG 2.2: text reaches 4.5:1 on every ground it may stand on, marks that mean something
3:1.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from jmap.render.oklch import difference, hexadecimal, oklch
from jmap.render.srgb import linear, parts, whole

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

Scheme: TypeAlias = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

TEXT = 4.5
"""Least contrast of text, WCAG 2.2 criterion 1.4.3."""
MARK = 3.0
"""Least contrast of marks, WCAG 2.2 criterion 1.4.11."""

APART = 0.05
"""Least difference of the brand's colour from those of personas, in OKLab."""

_QUIET: Mapping[Scheme, Mapping[str, str]] = {
    "light": {
        "ground": "#ffffff", "panel": "#fafbfd", "ink": "#1c2430", "muted": "#566170",
        "line": "#e3e7ec", "track": "#e3e7ec", "paper": "#ffffff",
    },
    "dark": {
        "ground": "#11161d", "panel": "#151b23", "ink": "#e9edf2", "muted": "#a0abba",
        "line": "#2a333f", "track": "#333e4b", "paper": "#ffffff",
    },
}  # fmt: skip

# Blue and magenta first: told apart by every kind of colour vision, and neither means good or bad.
_STRONG: Mapping[str, tuple[str, str]] = {
    "good": ("#0f766e", "#2dd4bf"),
    "warn": ("#b45309", "#f5b041"),
    "bad": ("#b91c1c", "#f98080"),
    "accent": ("#1d4ed8", "#82a9ff"),
    "persona-1": ("#1d4ed8", "#82a9ff"),
    "persona-2": ("#a21caf", "#ee8cf7"),
    "persona-3": ("#0e7490", "#35cbe8"),
    "persona-4": ("#854d0e", "#e0b34a"),
    "persona-5": ("#4338ca", "#a5a0ff"),
    "persona-6": ("#3f6212", "#a3d65c"),
    "persona-7": ("#be185d", "#ff8ab8"),
    "persona-8": ("#44403c", "#c9c3bd"),
    "stage-1": ("#1d4ed8", "#82a9ff"),
    "stage-2": ("#0f6b64", "#5fd0c3"),
    "stage-3": ("#a34a06", "#f0b968"),
    "stage-4": ("#6d28d9", "#bba2ff"),
    "stage-5": ("#a8175a", "#f793bd"),
    "stage-6": ("#475569", "#b3bfcd"),
}
"""Token to its light and its dark value."""

_MAIN = "persona-1"

_TINT = {"light": 0.09, "dark": 0.16}
_CARD = {"light": 0.055, "dark": 0.11}
_CARDS = ("good", "bad", "muted")
_FAINT = {"light": 0.20, "dark": 0.32}
_LINE = {"light": 0.28, "dark": 0.40}


def luminance(color: str) -> float:
    """Relative luminance 0–1 of `#rrggbb` (WCAG 2.2)."""
    red, green, blue = map(linear, parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio 1–21 of two colours (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(color: str, ground: str, share: float) -> str:
    """`ground` with `share` (0–1) of `color` in it."""
    return "#" + "".join(
        f"{round(b + (a - b) * share):02x}" for a, b in zip(parts(color), parts(ground), strict=True)
    )


def corrected(color: str, scheme: Scheme) -> str:
    """`color`, darker in light and lighter in dark surroundings as far as text in it needs, its hue kept.

    Its lightness in OKLCH is shifted in steps of a hundredth, until it reaches `TEXT` on the ground, on panels
    and on its own tint; chroma is reduced only where screens could not show it.
    """
    if _legible(color, scheme):
        return color
    seen, step = oklch(color), -0.01 if scheme == "light" else 0.01
    lightness = seen.lightness
    while 0 < lightness + step < 1:
        lightness += step
        if _legible(tried := hexadecimal(seen._replace(lightness=lightness)), scheme):
            return tried
    return "#000000" if scheme == "light" else "#ffffff"


def _legible(color: str, scheme: Scheme) -> bool:
    quiet = _QUIET[scheme]
    grounds = quiet["ground"], quiet["panel"], mix(color, quiet["ground"], _TINT[scheme])
    return all(contrast(color, ground) >= TEXT for ground in grounds)


def _twin(brand: str) -> str | None:
    """The persona whose colour can hardly be told from the brand's."""
    light = corrected(brand, "light")
    others = {token: difference(light, value) for token, (value, _) in _STRONG.items() if "persona" in token}
    del others[_MAIN]
    nearest = min(others, key=others.__getitem__)
    return nearest if others[nearest] < APART else None


@cache
def palette(scheme: Scheme, brand: str | None = None) -> Mapping[str, str]:
    """Value of every token. The brand's colour becomes the accent and the main persona's, made legible.

    Another persona of nearly that colour takes over the main one's usual colour.
    """
    found = dict(_QUIET[scheme])
    ground, dark = found["ground"], scheme == "dark"
    strong = {token: values[dark] for token, values in _STRONG.items()} | {"muted": found["muted"]}
    if brand:
        color = whole(brand.lower())
        if twin := _twin(color):
            strong[twin] = strong[_MAIN]
        strong["accent"] = strong[_MAIN] = corrected(color, scheme)
    for token, value in strong.items():
        found[token] = value
        found[f"{token}-tint"] = mix(value, ground, (_CARD if token in _CARDS else _TINT)[scheme])
        found[f"{token}-faint"] = mix(value, ground, _FAINT[scheme])
        found[f"{token}-line"] = mix(value, ground, _LINE[scheme])
    return found


def tokens() -> tuple[str, ...]:
    """All tokens a scene may use."""
    return tuple(palette("light"))


def variables() -> Mapping[str, str]:
    """Every token as a CSS variable, for pages that switch between light and dark themselves."""
    return {token: f"var(--j-{token})" for token in tokens()}


def css(scheme: Scheme, brand: str | None = None, used: Container[str] | None = None) -> str:
    """Declarations that give those variables their values; all of them, or those of the tokens `used`."""
    return "".join(
        f"--j-{token}:{value};"
        for token, value in palette(scheme, brand).items()
        if used is None or token in used
    )
