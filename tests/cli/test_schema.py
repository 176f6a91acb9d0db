from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jmap

pytestmark = pytest.mark.usefixtures("map_file")


def owners(made: dict[str, Any]) -> Any:
    return made["definitions"]["touchpoint"]["properties"]["opens"].get("enum")


def test_the_schema_of_the_language_goes_to_stdout(jmap: Jmap) -> None:
    result = jmap("schema")
    assert (result.code, result.err) == (0, "")
    made = json.loads(result.out)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert owners(made) is None
    assert "触点" in result.out


def test_the_schema_of_a_project_knows_its_ids(jmap: Jmap) -> None:
    for arguments in (("--project",), (".", "--project"), ("map.yaml", "--project")):
        result = jmap("schema", *arguments)
        assert result.code == 0
        assert owners(json.loads(result.out)) == ["visit", None]


def test_a_project_with_errors_is_worth_a_schema(jmap: Jmap) -> None:
    jmap.write("map.yaml", "journey: visit\nstate: soon\nstages: [S]\n")
    result = jmap("schema", "--project")
    assert (result.code, owners(json.loads(result.out))) == (0, ["visit", None])


def test_the_schema_goes_to_a_file(jmap: Jmap, tmp_path: Path) -> None:
    first = jmap("schema", "-o", "jmap.schema.json")
    assert (first.code, first.out) == (0, "")
    files = [*tmp_path.rglob("jmap.schema.json")]
    assert len(files) == 1
    data = files[0].read_bytes()
    assert data.endswith(b"}\n")
    assert b"\r" not in data
    assert data.decode() == jmap("schema", PYTHONHASHSEED="7").out


def test_a_project_that_is_not_there(jmap: Jmap) -> None:
    result = jmap("schema", "nowhere", "--project")
    assert result.code == 2
    assert "nowhere does not exist" in result.err


def test_a_project_that_would_not_be_read_is_refused(jmap: Jmap) -> None:
    result = jmap("schema", "map.yaml")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: the schema of a project is asked for with --project or --link\n"


def test_one_command_sets_the_editor_up(jmap: Jmap, tmp_path: Path) -> None:
    result = jmap("schema", "--link")
    assert (result.code, result.err) == (0, "")
    assert [line.strip() for line in result.out.splitlines()[:2]] == ["map.yaml", "jmap.schema.json"]
    assert (tmp_path / "map.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")
    assert jmap("check", "--quiet").code == 0
    assert jmap("schema", "--link", "-o", "x.json").code == 2
