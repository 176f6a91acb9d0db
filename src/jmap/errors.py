"""Exceptions of jmap. They carry data and never print; only the command line turns them into text.

```
JmapError
├── SpecError      a project's files have findings of severity error
├── ConfigError    an option or setting cannot be honoured
├── PluginError    a rule, format or measure could not be loaded
├── RenderError    a format could not be produced
│   └── ToolMissingError  ... because a program or optional package is absent
└── OutputError    a file could not be written
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.diagnostics import Finding


class JmapError(Exception):
    """Base of every exception jmap raises on purpose."""


class SpecError(JmapError):
    """A project's files cannot be used as they are; `findings` says where and why, all of them at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = sum(finding.severity == "error" for finding in self.findings)
        super().__init__(f"{errors} error{'s' if errors != 1 else ''} in the project's files")


class ConfigError(JmapError):
    """An option on the command line or a setting asks for what does not exist."""


class PluginError(JmapError):
    """A rule, format or measure from a package could not be loaded."""


class RenderError(JmapError):
    """A format could not be produced."""


class ToolMissingError(RenderError):
    """A program or optional package is absent; `hint` says how to get it."""

    def __init__(self, tool: str, hint: str) -> None:
        self.tool = tool
        self.hint = hint
        super().__init__(f"{tool} is not available: {hint}")

    def __reduce__(self) -> tuple[type[ToolMissingError], tuple[str, str]]:
        """How it gets from one process to another: its words alone do not make it again."""
        return type(self), (self.tool, self.hint)


class OutputError(JmapError):
    """A file could not be written."""
