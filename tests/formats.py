"""Formats by who draws them, for tests that go through all of them."""

from __future__ import annotations

from typing import Final

from jmap.build.formats import built_in

WITHOUT_BROWSER: Final = tuple(name for name in built_in() if name not in ("pdf", "png"))
"""All but those that a browser makes of others, which takes it seconds."""
BY_JMAP: Final = tuple(name for name in WITHOUT_BROWSER if name != "dot")
"""Those that jmap draws itself, to the last byte."""
