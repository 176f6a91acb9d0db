# /// script
# requires-python = ">=3.11"
# dependencies = ["jmap"]
# ///
"""Write the table of `docs/import.md` that says what headings of tables mean, from the columns themselves.

python tools/columns.py
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jmap.importers.columns import TOUCHPOINTS, called

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = Path(__file__).resolve().parents[1] / "docs" / "import.md"

_BETWEEN: Final = re.compile(r"(?<=<!-- columns -->\n).*?(?=<!-- /columns -->)", re.DOTALL)


def page() -> str:
    """The whole page, with the table as it is to be."""
    made = "".join(f"{line}\n" for line in table())
    return _BETWEEN.sub(lambda _: made, FILE.read_text(encoding="utf-8"))


def table() -> Iterator[str]:
    """The lines of the table."""
    yield "| key | headings |"
    yield "|---|---|"
    for column in TOUCHPOINTS.columns:
        if column.kind not in ("computed", "measures", "lanes"):
            names = (
                *called(column.label),
                column.key.replace("_", " "),
                *filter(None, column.others.split(", ")),
            )
            told = dict.fromkeys(name.lower() for name in names)
            yield f"| `{column.key}` | {', '.join(told)} |"
    yield "| [a measure](scoring.md#measures) | its name or key, as csat, 净推荐值 NPS; `measures.KEY` for your own |"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8", newline="\n")
