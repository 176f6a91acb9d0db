"""The codes of findings about outputs (F2xx of what they show, F3xx of what a format cannot do)."""

from __future__ import annotations

from typing import Final

from jmap.spec.codes import Code

UNCOVERED: Final = Code(
    "F201",
    "uncovered-characters",
    "An output has characters for which no font is embedded.",
    "Readers without a Chinese font see boxes. The `cjk` extra brings one, and `--font FILE` names another.",
)
SHORTENED: Final = Code(
    "F202",
    "shortened-texts",
    "A map has no room for some texts and shows how they begin.",
    "Whoever sees only the picture should know that there is more; the tables of html and md have the texts in full.",
)
DROPPED: Final = Code(
    "F301",
    "format-dropped",
    "A format cannot show something of the journey and leaves it out.",
    "Whoever reads only this output should know that there is more; svg, html and json carry everything.",
)
LIMIT: Final = Code(
    "F302",
    "format-limit",
    "A Mermaid diagram is larger than Mermaid draws with its usual settings.",
    "Web sites would show an error in its place.",
)
TOOL_MISSING: Final = Code(
    "F303",
    "tool-missing",
    "A program that draws a picture is not installed.",
    "The source of the picture is written; only the picture itself is missing.",
)
TOOL_FAILED: Final = Code(
    "F304",
    "tool-failed",
    "A program that draws a picture has failed.",
    "The source of the picture is written; the message says why the picture could not be drawn.",
)
REDUCED: Final = Code(
    "F305",
    "picture-reduced",
    "A picture would have more pixels than browsers draw, and is drawn smaller.",
    "Its small texts may be hard to read; svg has no such limit.",
)

CODES: Final = (UNCOVERED, SHORTENED, DROPPED, LIMIT, TOOL_MISSING, TOOL_FAILED, REDUCED)
"""All of them, in order."""
