"""Colours as screens take them: `#rrggbb`, and their light (IEC 61966-2-1, as in CSS Color 4, §10.2)."""

from __future__ import annotations

_TOLERANCE = 1e-4
"""How far a channel may lie beyond 0–1 and still be rounded into it."""


def whole(color: str) -> str:
    """`#rrggbb` of a colour that may be written short, as `#rgb`."""
    return color if len(color) > len("#rgb") else "#" + "".join(2 * digit for digit in color[1:])


def parts(color: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, each 0–255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def linear(part: int) -> float:
    """The light 0–1 of a channel 0–255."""
    value = part / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of the standard


def shown(light: tuple[float, float, float]) -> str | None:
    """`#rrggbb` of the light of three channels; `None` if one lies outside 0–1."""
    if not all(-_TOLERANCE <= part <= 1 + _TOLERANCE for part in light):
        return None
    return "#" + "".join(f"{round(255 * _encoded(min(max(part, 0.0), 1.0))):02x}" for part in light)


def _encoded(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055  # noqa: PLR2004 - of the standard
