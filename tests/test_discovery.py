from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from jmap.discovery import Problem, discover, names, offered, one
from jmap.errors import PluginError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Shape:
    id: str


PREAMBLE = f"import sys\nShape = sys.modules[{__name__!r}].Shape\n"


class Packages:
    """Writes importable packages, and distributions with entry points, into a folder on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, package: str, **modules: str) -> str:
        folder = self.folder / package
        folder.mkdir()
        (folder / "__init__.py").touch()
        for name, text in modules.items():
            (folder / f"{name}.py").write_text(PREAMBLE + text, encoding="utf-8")
        return package

    def distribute(self, name: str, group: str, **entries: str) -> None:
        info = self.folder / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8"
        )
        lines = [f"[{group}]", *(f"{key} = {value}" for key, value in entries.items())]
        (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Packages]:
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    yield Packages(tmp_path)
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_the_modules_of_a_package_are_found_in_the_order_of_their_ids(packages: Packages) -> None:
    shapes = packages.add(
        "shapes_in_order", a="SHAPE = Shape('round')", b="SHAPE = Shape('flat')", _hidden="raise SystemExit"
    )
    found = discover(shapes, "SHAPE", Shape)
    assert found.found == (Shape("flat"), Shape("round"))
    assert found.problems == ()


def test_what_cannot_be_loaded_is_told_and_does_not_stop_the_others(packages: Packages) -> None:
    shapes = packages.add(
        "shapes_with_faults",
        absent="",
        broken="import nowhere_to_be_found",
        exits="sys.exit('bye')",
        good="SHAPE = Shape('good')",
        syntax="def",
        wrong="SHAPE = 'good'",
    )
    found = discover(shapes, "SHAPE", Shape)
    assert found.found == (Shape("good"),)
    assert [str(problem) for problem in found.problems] == [
        "shapes_with_faults.absent: shapes_with_faults.absent has no constant SHAPE",
        "shapes_with_faults.broken: ModuleNotFoundError: No module named 'nowhere_to_be_found'",
        "shapes_with_faults.exits: SystemExit: bye",
        "shapes_with_faults.syntax: SyntaxError: invalid syntax (syntax.py, line 3)",
        "shapes_with_faults.wrong: SHAPE is a str, expected a Shape",
    ]


def test_entry_points_name_a_module_or_the_constant(packages: Packages) -> None:
    shapes = packages.add("shapes_of_ours", a="SHAPE = Shape('a')")
    packages.add("acme_shapes", b="SHAPE = Shape('b')", c="SHAPE = Shape('c')")
    packages.distribute("acme", "test.shapes", b="acme_shapes.b", c="acme_shapes.c:SHAPE")
    assert discover(shapes, "SHAPE", Shape, "test.shapes").found == (Shape("a"), Shape("b"), Shape("c"))
    assert discover(shapes, "SHAPE", Shape, "test.other").found == (Shape("a"),)
    assert discover(shapes, "SHAPE", Shape).found == (Shape("a"),)


def test_of_two_with_one_id_our_own_is_kept_and_then_the_first_by_name(packages: Packages) -> None:
    shapes = packages.add("shapes_taken", a="SHAPE = Shape('a')")
    packages.add("zed_shapes", a="SHAPE = Shape('a')", b="SHAPE = Shape('b')")
    packages.add("bee_shapes", b="SHAPE = Shape('b')")
    packages.distribute("zed", "test.taken", first="zed_shapes.a", second="zed_shapes.b")
    packages.distribute("bee", "test.taken", only="bee_shapes.b")
    found = discover(shapes, "SHAPE", Shape, "test.taken")
    assert found.found == (Shape("a"), Shape("b"))
    assert found.problems == (
        Problem("zed (test.taken: first)", "a is already taken by shapes_taken.a", "first"),
        Problem("zed (test.taken: second)", "b is already taken by bee (test.taken: only)", "second"),
    )


def test_ids_that_are_ours_are_refused_and_an_id_is_a_text(packages: Packages) -> None:
    packages.add("shapes_called", a="SHAPE = Shape('svg')", b="SHAPE = Shape(5)", c="SHAPE = Shape('c')")
    packages.distribute("acme", "test.called", a="shapes_called.a", b="shapes_called.b", c="shapes_called.c")
    found = offered(
        "test.called", "SHAPE", Shape, {"svg"}, lambda shape, source: Shape(f"{shape.id} of {source}")
    )
    assert found.found == (Shape("c of acme (test.called: c)"),)
    assert [str(problem) for problem in found.problems] == [
        "acme (test.called: a): svg is already taken by jmap",
        "acme (test.called: b): SHAPE is called 5, expected a text",
    ]


def test_a_broken_entry_point_is_told(packages: Packages) -> None:
    shapes = packages.add("shapes_beside", a="SHAPE = Shape('a')")
    packages.distribute("broken", "test.broken", gone="gone_shapes.a")
    found = discover(shapes, "SHAPE", Shape, "test.broken")
    assert found.found == (Shape("a"),)
    assert [str(problem) for problem in found.problems] == [
        "broken (test.broken: gone): ModuleNotFoundError: No module named 'gone_shapes'"
    ]


def test_what_is_offered_and_broken_is_not_unknown(packages: Packages) -> None:
    packages.add("shapes_refused", fine="SHAPE = Shape('fine')")
    packages.distribute("acme", "test.refused", fine="shapes_refused.fine", gone="gone_shapes.a")
    found = offered("test.refused", "SHAPE", Shape)
    found.refuse("fine")
    found.refuse("nothing")
    with pytest.raises(
        PluginError, match=r'^"gone" of a package does not work: acme \(test.refused: gone\): Module'
    ):
        found.refuse("gone")


def test_names_imports_nothing_and_one_imports_one(packages: Packages) -> None:
    shapes = packages.add("shapes_lazy", error_rate="SHAPE = Shape('error-rate')", broken="raise ValueError")
    assert names(shapes) == ("broken", "error-rate")
    assert one(shapes, "error-rate", "SHAPE", Shape) == Shape("error-rate")
    assert [name for name in sys.modules if name.startswith("shapes_lazy.")] == ["shapes_lazy.error_rate"]


@pytest.mark.parametrize("name", ["broken", "absent", "os", "../a", "a.b", ""])
def test_one_refuses_what_is_not_there(packages: Packages, name: str) -> None:
    shapes = packages.add("shapes_single", broken="raise ValueError('why')")
    with pytest.raises(PluginError, match="ValueError: why" if name == "broken" else "shapes_single has no"):
        one(shapes, name, "SHAPE", Shape)


def test_metadata_of_distributions_is_only_read_when_asked_for() -> None:
    code = "import sys, jmap.discovery; sys.exit('importlib.metadata' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
