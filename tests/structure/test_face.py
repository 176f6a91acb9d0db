"""What the outside may rely on."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

import jmap
import jmap.errors
import jmap.version

FUNCTIONS = ("build", "check", "diff", "draw", "load", "refresh", "score")


def test_the_public_names_change_only_on_purpose() -> None:
    assert jmap.__all__ == [
        "VERSION",
        "ConfigError",
        "JmapError",
        "OutputError",
        "PluginError",
        "RenderError",
        "SpecError",
        "ToolMissingError",
        "__version__",
        "build",
        "check",
        "diff",
        "draw",
        "load",
        "refresh",
        "score",
    ]
    assert dir(jmap) == sorted(jmap.__all__)


def test_every_public_name_is_there() -> None:
    for name in jmap.__all__:
        assert getattr(jmap, name) is not None
    with pytest.raises(AttributeError, match="'jmap' has no attribute 'nothing'"):
        jmap.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_every_exception_is_public() -> None:
    exceptions = {name for name, value in vars(jmap.errors).items() if isinstance(value, type)}
    assert exceptions <= set(jmap.__all__)


def test_importing_jmap_loads_nothing() -> None:
    code = "import sys; before = set(sys.modules); import jmap; print(*sorted(set(sys.modules) - before))"
    printed = subprocess.check_output([sys.executable, "-c", code], encoding="utf-8")
    assert printed.split() == ["__future__", "jmap", "jmap.version"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_not_hidden_by_the_floor_of_its_name(name: str) -> None:
    code = f"""
import importlib.util, jmap
if importlib.util.find_spec("jmap.{name}"):
    import jmap.{name}
assert jmap.{name}.__module__.startswith("jmap.build"), jmap.{name}
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_version_is_the_installed_one() -> None:
    assert jmap.VERSION == jmap.__version__ == jmap.version.VERSION == version("jmap")
