"""R15: hostile files among a thousand specs. All good ones are built, byte for byte; each bad one is named; exit 1."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.conftest import Project

GOOD = 1000


def test_the_others_are_built(project: Project, corpora: Path) -> None:
    for number in range(GOOD):
        project.map(f"j{number:03}")
    project.write("jmap.yaml", "outputs: [json]\n")
    assert project.build().code == 0
    before = project.files()
    bad = {}
    for number, (name, expected) in enumerate(hostile(corpora)):
        data = (corpora / "hostile" / name).read_bytes()
        own = b"journey: bad%d" % number
        data = data.replace(b"journey: t", own) if b"journey: t" in data else own + b"\n" + data
        bad[project.write(f"bad/{Path(name).name}", data).name] = expected
    assert len(bad) > 30
    result = project.build()
    assert result.code == 1
    told = result.out + result.err
    bad.pop("comment-only.yaml")  # with an id it is a journey, if an empty one
    assert [
        name for name, expected in bad.items() if expected.startswith("reject") and name not in told
    ] == []
    after = project.files()
    assert len(before) == GOOD + 1
    assert [name for name in before if after[name] != before[name]] == [".jmap-manifest.json"]


def hostile(corpora: Path) -> list[tuple[str, str]]:
    """Name and expected outcome of each hostile YAML file."""
    lines = (corpora / "hostile" / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:]
    fields = [line.split("\t") for line in lines]
    return [(name, expected) for name, _, expected, *_ in fields if name.startswith("yaml/")]
