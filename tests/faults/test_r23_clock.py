"""R23: another day, or a build that is told one. The same bytes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.conftest import Project

FORMATS = "html, svg, md, mermaid, dot, json"


def own(files: dict[str, str]) -> dict[str, str]:
    """Without the pictures that Graphviz drew, and the manifest, which has their digests."""
    return {
        name: digest for name, digest in files.items() if ".dot." not in name and not name.startswith(".")
    }


def test_the_day_leaves_no_trace(project: Project) -> None:
    faketime = shutil.which("faketime")
    project.need(faketime, "faketime is not installed")
    project.maps(2, outputs=FORMATS)
    assert project.build().code == 0
    surroundings = {"SOURCE_DATE_EPOCH": "0", "TZ": "Pacific/Auckland"}
    result = project.build(
        "--force", "-o", "later", before=[str(faketime), "2030-01-01 00:00:00"], **surroundings
    )
    assert result.code == 0
    assert own(project.files("later")) == own(project.files())
