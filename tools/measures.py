# /// script
# requires-python = ">=3.11"
# dependencies = ["jmap"]
# ///
"""Write the sections of `docs/scoring.md` about single measures, from their constants.

python tools/measures.py
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jmap.discovery import discover
from jmap.model.measure import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = Path(__file__).resolve().parents[1] / "docs" / "scoring.md"

_SECTIONS: Final = re.compile(r"(?<=\n)### [a-z].*?(?=### HEART\n)", re.DOTALL)
"""They stand together, before the one about HEART, whose heading has capitals."""


def page() -> str:
    """The whole page, with the sections as they are to be."""
    measures = discover("jmap.model.measures", "MEASURE", Measure).found
    made = "".join("\n".join(section(measure)) for measure in measures)
    return _SECTIONS.sub(lambda _: made, FILE.read_text(encoding="utf-8"))


def section(measure: Measure) -> Iterator[str]:
    """The lines about one measure."""
    yield f"### {measure.id}\n\n| | |\n|---|---|"
    yield f"| written | {' · '.join(f'`{form}`' for form in measure.accepts)} |"
    yield f"| scale | {measure.scale}{f'; {measure.better} is better' if measure.better else ''} |"
    ends = "; scored only with both ends declared" if measure.bounded else ""
    yield f"| points | {measure.formula}{ends} |"
    yield f"| several values | {measure.pooling} |"
    yield f"| source | {measure.source} |\n\n"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8", newline="\n")
