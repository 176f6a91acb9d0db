"""R25: a console that cannot show every character. It shows an escape, and nothing crashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.faults.conftest import Project


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp936"])
def test_what_cannot_be_shown_is_escaped(project: Project, encoding: str) -> None:
    project.maps(1, "门店 TODO 😀")
    environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    results = []
    for _ in range(3):
        process = project.start("--notes", environment=environment)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        results.append((out.decode(encoding), err.decode(encoding)))
    shown = "门店" if encoding == "cp936" else r"\u95e8\u5e97"
    assert all(shown in out and r"\U0001f600" in out for out, _ in results)
    assert results[1][1] == results[2][1]
