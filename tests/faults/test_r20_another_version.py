"""R20: jmap was upgraded. What another version remembered is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.build import answer, kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project


def test_everything_is_drawn_again(
    project: Project, drawn: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    project.maps(2)
    assert drawn() == ["j0", "j1", "the portfolio"]
    assert drawn() == []
    for module in (answer, kept):
        monkeypatch.setattr(module, "VERSION", "99.0")
    assert drawn() == ["j0", "j1", "the portfolio"]
    assert drawn() == []


def test_the_answer_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    before = answer.question(["x"])
    assert answer.question(["x"]) == before
    assert answer.question(["y"]) != before
    monkeypatch.setattr(answer, "VERSION", "99.0")
    assert answer.question(["x"]) != before


@pytest.mark.parametrize("what", ["code", "distribution", "dot"])
def test_so_it_is_with_everything_that_takes_part(
    what: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    code = folder / "jmap" / "build" / "answer.py"
    code.parent.mkdir(parents=True)
    code.touch()
    (folder / "bin").mkdir()
    monkeypatch.setattr(answer, "__file__", str(code))
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PATH", str(folder / "bin"))
    before = answer.state()
    assert answer.state() == before
    if what == "code":
        code.write_text("pass", encoding="utf-8")
    elif what == "distribution":
        (folder / "plugin-2.0.dist-info").mkdir()
    else:
        (folder / "bin" / "dot").touch()
    assert answer.state() != before
