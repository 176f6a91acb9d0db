"""Colours as the eye orders them: by lightness, chroma and hue.

OKLCH of B. Ottosson (2020), A perceptual color space for image processing; CSS Color 4, §9.2.
"""

from __future__ import annotations

from math import atan2, cos, dist, hypot, sin
from typing import NamedTuple

from jmap.render.srgb import linear, parts, shown

_STEPS = 24
"""Halvings when chroma is reduced: more than eight bits per channel can show."""


class Oklch(NamedTuple):
    """A colour: lightness 0–1, chroma from 0 to about 0.4, hue in radians."""

    lightness: float
    chroma: float
    hue: float


def oklch(color: str) -> Oklch:
    """`#rrggbb` in OKLCH."""
    red, green, blue = (linear(part) for part in parts(color))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Oklch(lightness, hypot(a, b), atan2(b, a))


def difference(one: str, other: str) -> float:
    """How far two colours `#rrggbb` lie apart in OKLab: about 0.02 where the eye begins to see it, black to white 1."""
    (light, chroma, hue), (light2, chroma2, hue2) = oklch(one), oklch(other)
    return dist(
        (light, chroma * cos(hue), chroma * sin(hue)), (light2, chroma2 * cos(hue2), chroma2 * sin(hue2))
    )


def hexadecimal(color: Oklch) -> str:
    """`#rrggbb` of a colour; one that no screen shows loses chroma until it can be shown, and keeps its hue."""
    if (found := _shown(color)) is not None:
        return found
    low, high = 0.0, color.chroma
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _shown(color._replace(chroma=middle)) is None:
            high = middle
        else:
            low = middle
    grey = _shown(color._replace(chroma=low))
    return grey if grey is not None else ("#ffffff" if color.lightness > 0.5 else "#000000")  # noqa: PLR2004 - half way


def _shown(color: Oklch) -> str | None:
    """`#rrggbb`, if it lies within what screens show."""
    a, b = color.chroma * cos(color.hue), color.chroma * sin(color.hue)
    long = (color.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (color.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (color.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return shown(
        (
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        )
    )
