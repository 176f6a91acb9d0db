"""Files that are made to take for ever; each would take minutes if a search in it began anew at each place."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from jmap.build.importing import make_spec
from jmap.errors import SpecError

if TYPE_CHECKING:
    from pathlib import Path

MANY = 200_000
FILES = {
    "descriptions that never end.mmd": "journey\n" + "accDescr {" * MANY,
    "remarks that never end.mmd": "journey\n" + "%%{" * MANY,
    "entities.mmd": "journey\n a: 3: " + "#35;" * MANY + "\n",
    "front matter that never ends.mmd": "---\n" * MANY,
    "blanks.mmd": "journey\n" + " " * MANY + "x\n",
    "fences that never end.md": "```mermaid\n" * MANY,
    "backticks.md": "`" * MANY + "\n|a|\n|-|\n",
    "blanks below a bar.md": "|a|\n" + " " * MANY + "x\n",
    "a heading of blanks.md": "# x" + " " * MANY + "y\n",
    "openings.md": "|Step|Pain|\n|-|-|\n|a|" + "*a " * MANY + "|\n",
    "a duration of blanks.csv": "Step,Duration\nDoor,1" + " " * 100_000 + "x\n",
    "names.csv": "Step,Channel\nDoor," + '"' + "a,b;" * 30_000 + '"\n',
    "bullets.csv": 'Step,Pain\nDoor,"' + "- \n" * 40_000 + '"\n',
    "a field too large.csv": "Step,Pain\nDoor," + "x" * 200_000 + "\n",
    "elements.xml": "<cjml>" + "<a/>" * MANY * 10 + "</cjml>",
    "elements in each other.xml": "<cjml>" + "<a>" * MANY,
    "lanes.xml": f"<cjml><touchpoint>{''.join(f'<e{n}>x</e{n}>' for n in range(MANY // 10))}</touchpoint></cjml>",
    "a lane of lines.xml": f"<cjml><touchpoint>{'<e>x</e>' * (MANY // 2)}</touchpoint></cjml>",
    "journeys.xml": "<CJML>"
    + "<plannedJourney><actors/><touchpoints><plannedAction/></touchpoints></plannedJourney>" * (MANY // 100)
    + "</CJML>",
    "phases.xml": "<cjml>" + "<journeyPhase/><touchpoint/>" * (MANY // 4) + "</cjml>",
    "references.xml": "<cjml>"
    + "".join(
        f"<actor id='{n}'/><touchpoint><initiator>x{n}</initiator></touchpoint>" for n in range(MANY // 20)
    )
    + "</cjml>",
    "one row of cells.csv": "Step" + "," * MANY + "\n" + "Door" + "," * MANY + "\n" * 200,
}


@pytest.mark.parametrize("name", FILES)
def test_ends_soon(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(FILES[name], encoding="utf-8")
    began = time.process_time()
    try:
        make_spec(file)
    except SpecError as error:
        assert all(len(finding.message) < 400 for finding in error.findings)  # noqa: PT017 — it may be read
    assert time.process_time() - began < 10
