"""Which formats there are: one module each, in `render` or, for pages, in `report`; or a package's entry point."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache, partial, update_wrapper
from typing import TYPE_CHECKING, Any, Final

from jmap.discovery import blamed, names, offered, one
from jmap.errors import ConfigError, RenderError
from jmap.spec.codes import UNKNOWN_FORMAT, finding
from jmap.spec.hints import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jmap.diagnostics import Finding
    from jmap.discovery import Discovery
    from jmap.model import Project
    from jmap.render.format import Format, Rendered, Sheet

_PACKAGES: Final = ("jmap.render.formats", "jmap.report.formats")
_GROUP: Final = "jmap.formats"


@cache
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
                found[name] = finding(UNKNOWN_FORMAT, str(error), place)
    return found


def _family(name: str) -> list[str]:
    """The built-in formats of a name."""
    return [known for known in built_in() if known == name or known.startswith(f"{name}-")]


@cache
def _load(name: str) -> Format:
    from jmap.render.format import Format  # not for those who ask for names only

    package = next(package for package in _PACKAGES if name in names(package))
    return one(package, name, "FORMAT", Format)


@cache
def _offered() -> Discovery[Format]:
    from jmap.render.format import Format

    return offered(_GROUP, "FORMAT", Format, {*_families(), *built_in()}, _answerable)


def _foreign(name: str) -> Format:
    for candidate in _offered().found:
        if candidate.id == name:
            return candidate
    _offered().refuse(name)
    known = sorted({*_families(), *built_in(), *(candidate.id for candidate in _offered().found)})
    meant = f"{hint} " if (hint := did_you_mean(name, known)) else ""
    raise ConfigError(f'there is no format "{name}"; {meant}formats: {", ".join(known)}')


def _families() -> set[str]:
    heads = Counter(known.split("-")[0] for known in built_in())
    return {head for head, members in heads.items() if members > 1}


def _answerable(format: Format, source: str) -> Format:  # noqa: A002 — the word of this module
    render = update_wrapper(partial(_render, format.id, source, format.render), format.render)
    return replace(format, render=render)


def _render(name: str, source: str, render: Callable[[Sheet], Any], sheet: Sheet) -> Rendered:
    from jmap.render.format import Output, Rendered

    def is_file(output: Any) -> bool:
        return isinstance(output, Output) and tuple(map(type, output)) == (str, bytes)

    with blamed(name, source, RenderError):
        rendered = render(sheet)
        if (
            not isinstance(rendered, Rendered)
            or not rendered.outputs
            or not all(map(is_file, rendered.outputs))
        ):
            raise TypeError(
                "render has to give Rendered, whose outputs are each an Output of a suffix and bytes"
            )
        return rendered
