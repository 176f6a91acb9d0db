"""How far a project is trusted: said on the command line or in the user's own configuration, never by the project."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jmap.errors import ConfigError
from jmap.spec.files import FileRefusedError, read_inside
from jmap.spec.nodes import YamlMap
from jmap.spec.reader import read

if TYPE_CHECKING:
    from jmap.diagnostics import Finding

_ADDRESS: Final = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]+:|//|\\\\)")


class Trust(StrEnum):
    """What a project may do beyond holding data; each level includes those before it."""

    NONE = "none"
    """Nothing."""
    PROJECT = "project"
    """Its `templates:` run, in a sandbox, from a folder inside the project."""
    FULL = "full"
    """The folder of its `templates:` may lie outside the project."""


def trusted_templates(root: Path, templates: str, trust: Trust | None) -> Path:
    """The folder that the setting `templates` of the project at `root` names, if it may be used.

    Args:
        root: the project's folder.
        templates: the setting.
        trust: what the command line says; what the user's configuration says when `None`.

    Raises:
        ConfigError: the project is not trusted so far, or there is no such folder.
    """
    trust = trust or configured(root)
    setting = f"`templates: {templates}` in jmap.yaml"
    if trust is Trust.NONE:
        raise ConfigError(
            f"{setting}: templates of a project can put anything into its outputs: "
            "say --trust project if you trust its authors"
        )
    if _ADDRESS.match(templates):
        raise ConfigError(f"{setting} is an address: templates are a folder, and nothing is fetched")
    folder = (root / templates).resolve()
    if trust is not Trust.FULL and not folder.is_relative_to(root.resolve()):
        raise ConfigError(f"{setting} leads out of the project: say --trust full if that is meant")
    if not folder.is_dir():
        raise ConfigError(f"{setting} is no folder")
    return folder


def configuration_file() -> Path:
    """The user's own configuration: `jmap/config.yaml` in `$XDG_CONFIG_HOME`, else in `~/.config`."""
    home = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(home) if os.path.isabs(home) else Path.home() / ".config") / "jmap" / "config.yaml"  # noqa: PTH117


def configured(root: Path) -> Trust:
    """How far the user's configuration trusts the project at `root`.

    `trust: LEVEL` is about every project, `trust: {FOLDER: LEVEL}` about those in the folders named; of several
    folders the innermost counts.

    Raises:
        ConfigError: the configuration cannot be read.
    """
    path = configuration_file()
    if not path.exists():
        return Trust.NONE
    said = _settings(path).get("trust")
    if not isinstance(said, YamlMap):
        return Trust.NONE if said is None else _level(said, path)
    levels = {Path(folder).expanduser().resolve(): _level(level, path) for folder, level in said.items()}
    around = [folder for folder in levels if root.resolve().is_relative_to(folder)]
    return levels[max(around, key=lambda folder: len(folder.parts))] if around else Trust.NONE


def _settings(path: Path) -> dict[str, Any]:
    try:
        documents, findings = read(str(path), read_inside(path.parent, path))
    except FileRefusedError as error:
        raise ConfigError(f"{path} cannot be read: {error}") from None
    if findings:
        raise ConfigError(_told(findings[0]))
    root: Any = documents[0].root if documents else {}
    if not isinstance(root, dict) or set(root) - {"trust"}:
        raise ConfigError(f"{path} holds a mapping with the key `trust` and no other")
    return root


def _level(said: Any, path: Path) -> Trust:
    if said not in [*Trust]:
        raise ConfigError(f"{path}: trust is one of {', '.join(Trust)}, not `{said}`")
    return Trust(said)


def _told(finding: Finding) -> str:
    place = f"{finding.span.path}:{finding.span.line}:{finding.span.column}: " if finding.span else ""
    return f"{place}{finding.message}"
