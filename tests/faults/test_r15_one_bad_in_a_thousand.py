"""R15: hostile files among a thousand specs. All good ones are built, byte for byte; each bad one is named; exit 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Project

GOOD = 1000


def test_the_others_are_built(project: Project, corpora: Path) -> None:
    for number in range(GOOD):
        project.map(f"j{number:03}")
    project.write("jmap.yaml", "outputs: [json]\n")
    assert project.build().code == 0
    before = project.files()
    bad = sorted((corpora / "hostile" / "yaml").glob("*.yaml"))
    assert len(bad) > 30
    for path in bad:
        project.write(
            f"hostile/{path.name}", b"journey: hostile-%s\n" % path.stem.encode() + path.read_bytes()
        )
        project.write(f"raw/{path.name}", path.read_bytes())
    result = project.build()
    assert result.code == 1
    after = project.files()
    assert {name: after.get(name) for name in before if name != ".jmap-manifest.json"} == {
        name: digest for name, digest in before.items() if name != ".jmap-manifest.json"
    }
