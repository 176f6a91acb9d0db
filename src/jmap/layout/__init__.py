"""From a journey and its scores to a picture any format can draw: sizes, places, wrapped text, curves."""

from __future__ import annotations

from jmap.layout.arrange import arrange

__all__ = ["arrange"]
