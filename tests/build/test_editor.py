from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jmap.build.editor import link_editor
from jmap.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

LINE = b"# yaml-language-server: $schema="


def written(folder: Path, **files: bytes) -> Path:
    for name, data in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder


def test_each_file_names_the_schema_of_the_project(tmp_path: Path) -> None:
    project = written(
        tmp_path,
        jmap=b"title: A\n",
        maps__旅程=b"# a comment\njourney: j\nstages: [S]\n",
        foreign=b"site_name: x\n",
    )
    linked = link_editor(project)
    assert (linked.schema, linked.files) == (tmp_path / "jmap.schema.json", ("jmap.yaml", "maps/旅程.yaml"))
    made = json.loads(linked.schema.read_text(encoding="utf-8"))
    assert made["definitions"]["touchpoint"]["properties"]["opens"]["enum"] == ["j", None]
    assert (tmp_path / "jmap.yaml").read_bytes() == LINE + b"jmap.schema.json\ntitle: A\n"
    below = (tmp_path / "maps/旅程.yaml").read_bytes()
    assert below == LINE + b"../jmap.schema.json\n# a comment\njourney: j\nstages: [S]\n"
    assert (tmp_path / "foreign.yaml").read_bytes() == b"site_name: x\n"


def test_a_second_time_changes_no_file(tmp_path: Path) -> None:
    project = written(tmp_path, a=b"journey: j\nstages: [S]\n---\npersona: p\n")
    assert link_editor(project).files == ("a.yaml",)
    before = (tmp_path / "a.yaml").read_bytes()
    assert link_editor(project).files == ()
    assert (tmp_path / "a.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"journey: j\n---\npersona: p\n", b"L\njourney: j\n---\nL\npersona: p\n"),
        (b"---\njourney: j\n", b"---\nL\njourney: j\n"),
        (b"# head\n---\njourney: j\n", b"# head\n---\nL\njourney: j\n"),
        (b"\xef\xbb\xbfjourney: j\r\nstages: [S]\r\n", b"\xef\xbb\xbfL\r\njourney: j\r\nstages: [S]\r\n"),
        (
            b"journey: j\nscenario: |\n  one\n  ---\n  two\n",
            b"L\njourney: j\nscenario: |\n  one\n  ---\n  two\n",
        ),
        (b"journey: j", b"L\njourney: j"),
        (b"# yaml-language-server: $schema=own.json\njourney: j\n", None),
        ("journey: j\n".encode("utf-16"), None),
    ],
)
def test_nothing_else_in_a_file_changes(tmp_path: Path, before: bytes, after: bytes | None) -> None:
    project = written(tmp_path, a=before)
    link_editor(project)
    expected = before if after is None else after.replace(b"L", LINE + b"jmap.schema.json")
    assert (project / "a.yaml").read_bytes() == expected


def test_permissions_stay(tmp_path: Path) -> None:
    project = written(tmp_path, maps__real=b"journey: j\nstages: [S]\n")
    real = tmp_path / "maps/real.yaml"
    real.chmod(0o640)
    link_editor(project)
    assert real.read_bytes().startswith(LINE)
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_read_only_spec_is_left_as_it_is(tmp_path: Path) -> None:
    project = written(tmp_path, a=b"journey: j\nstages: [S]\n")
    (tmp_path / "a.yaml").chmod(0o440)
    with pytest.raises(OutputError, match="is read-only"):
        link_editor(project)
    assert (tmp_path / "a.yaml").read_bytes() == b"journey: j\nstages: [S]\n"
