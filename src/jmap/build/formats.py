"""Which formats there are: one module each, in `render` or, for pages, in `report`; or a package's entry point."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from jmap.build.codes import UNKNOWN_FORMAT, failure
from jmap.discovery import names, offered, one
from jmap.errors import ConfigError
from jmap.render.format import Format
from jmap.spec.hints import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.diagnostics import Finding
    from jmap.model import Project

_PACKAGES: Final = ("jmap.render.formats", "jmap.report.formats")
_GROUP: Final = "jmap.formats"


def built_in() -> tuple[str, ...]:
    """Ids of jmap's own formats, in order, without loading one."""
    return tuple(sorted(name for package in _PACKAGES for name in names(package)))


def find_formats(wanted: Iterable[str]) -> tuple[Format, ...]:
    """The formats of these names, each once; a family name such as `mermaid` stands for all of `mermaid-…`.

    Raises:
        ConfigError: no format has one of the names.
        PluginError: a format cannot be loaded.
    """
    found: dict[str, Format] = {}
    for name in wanted:
        for member in [_load(known) for known in _family(name)] or [_foreign(name)]:
            found[member.id] = member
    return tuple(found.values())


def unknown_formats(project: Project) -> dict[str, Finding]:
    """An error for each name in `outputs:` of the settings that no format has, by that name.

    Raises:
        PluginError: a format of that name comes from a package and cannot be loaded.
    """
    found = {}
    for index, name in enumerate(project.settings.outputs):
        if not _family(name):
            try:
                _foreign(name)
            except ConfigError as error:
                place = project.span("settings", "outputs", index)
                found[name] = replace(failure(UNKNOWN_FORMAT, str(error)), span=place)
    return found


def _family(name: str) -> list[str]:
    """The built-in formats of a name."""
    return [known for known in built_in() if known == name or known.startswith(f"{name}-")]


@cache
def _load(name: str) -> Format:
    package = next(package for package in _PACKAGES if name in names(package))
    return one(package, name, "FORMAT", Format)


def _foreign(name: str) -> Format:
    foreign = offered(_GROUP, "FORMAT", Format)
    for candidate in foreign.found:
        if candidate.id == name:
            return candidate
    foreign.refuse(name)
    heads = Counter(known.split("-")[0] for known in built_in())
    families = {head for head, members in heads.items() if members > 1}
    known = sorted({*families, *built_in(), *(candidate.id for candidate in foreign.found)})
    meant = f"{hint} " if (hint := did_you_mean(name, known)) else ""
    raise ConfigError(f'there is no format "{name}"; {meant}formats: {", ".join(known)}')
