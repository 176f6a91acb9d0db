"""Customer-journey maps as code.

```python
import jmap

project = jmap.load("examples/crm-experience-map")  # raises SpecError(findings)
findings = jmap.check(project)                      # data, never exceptions
scores = jmap.score(project)
svg = jmap.draw(project["crm-daily-work"], "svg")
```

This module and `jmap.plugin` follow SemVer; anything deeper is internal. Importing it loads nothing: each
name is fetched when it is first used.
"""

from __future__ import annotations

import sys

from jmap.version import VERSION

TYPE_CHECKING = False  # type checkers take it for true; `typing` costs 5 ms
if TYPE_CHECKING:
    from jmap.build.api import build, check, diff, draw, load, refresh, score
    from jmap.errors import (
        ConfigError,
        JmapError,
        OutputError,
        PluginError,
        RenderError,
        SpecError,
        ToolMissingError,
    )

__all__ = [
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

__version__ = VERSION

_FUNCTIONS = frozenset({"build", "check", "diff", "draw", "load", "refresh", "score"})


if not TYPE_CHECKING:  # a checker would take any name for known

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module("jmap.build.api" if name in _FUNCTIONS else "jmap.errors"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)


class _Face(type(sys)):  # type: ignore[misc]  # types.ModuleType, without importing `types`
    """The module `jmap`, whose functions keep their names although floors are called the same.

    Importing the package `jmap.check` sets the attribute `check` of `jmap` to that package, and then
    `jmap.check(project)` would call a module. `from jmap.check.rules import …` needs no such attribute.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name in _FUNCTIONS and isinstance(value, type(sys)):
            return
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
