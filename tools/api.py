# /// script
# requires-python = ">=3.11"
# dependencies = ["jmap"]
# ///
"""Write the reference of `docs/python.md` from the docstrings and signatures of what `import jmap` offers.

python tools/api.py
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, ForwardRef

import jmap
from jmap import errors
from jmap.build.outcome import BuiltMap, Report
from jmap.build.refreshing import Read, Refreshed
from jmap.diagnostics import Finding, Severity, Span
from jmap.model import Project
from jmap.render.format import Options
from jmap.score.path import PathScore
from jmap.score.result import JourneyScore, StageScore, TouchpointScore
from jmap.score.value import Component, Coverage, PainLoad, Score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FILE: Final = Path(__file__).resolve().parents[1] / "docs" / "python.md"
CLASSES: Final = (
    Project, Finding, Span, Severity, JourneyScore, StageScore, TouchpointScore, Score, Component, Coverage, PainLoad,
    PathScore, Report, BuiltMap, Refreshed, Read, Options,
)  # fmt: skip
"""What the functions take and give; journeys and what they hold are told by `docs/keys.md`."""

_INTERNAL: Final = frozenset({"cls", "facts", "lasting", "loaded", "return", "sort_key", "was"})
"""Parts that only jmap itself asks for, beside those that begin with `_`."""

_BETWEEN: Final = re.compile(r"(?<=<!-- reference -->\n).*?(?=<!-- /reference -->)", re.DOTALL)
_SECTION: Final = re.compile(r"^(Args|Attributes|Raises):\n", re.MULTILINE)
_ITEM: Final = re.compile(r"^    (\w+): (.*(?:\n     .*)*)", re.MULTILINE)
_WIDTH: Final = 100


def page() -> str:
    """The whole page, with the reference as it is to be."""
    made = "".join(f"{line}\n" for line in reference())
    return _BETWEEN.sub(lambda _: made, FILE.read_text(encoding="utf-8"))


def reference() -> Iterator[str]:
    """The lines of the reference: functions, what they give, errors."""
    functions = [getattr(jmap, name) for name in jmap.__all__ if name.islower() and not name.startswith("_")]
    for function in sorted(functions, key=lambda each: [*_ORDER, each.__name__].index(each.__name__)):
        yield from _function(function)
    for kind in CLASSES:
        yield from _class(kind)
    yield from ("### Errors", "", "| | is a | |", "|---|---|---|")
    for name, error in vars(errors).items():
        if isinstance(error, type) and error.__base__ is not None:
            yield f"| `jmap.{name}` | `{error.__base__.__name__}` | {_line(_doc(error)[''])} |"
    yield ""


_ORDER: Final = ("load", "check", "score", "draw", "build")
"""In which people need them."""


def _function(function: Callable[..., object]) -> Iterator[str]:
    told = _doc(function)
    yield from (
        f"### jmap.{function.__name__}",
        "",
        "```python",
        _signature(function),
        "```",
        "",
        told[""],
        "",
    )
    for title, start in (("Args", "`{}`"), ("Raises", "raises `{}`")):
        for name, text in _ITEM.findall(told.get(title, "")):
            yield f"- {start.format(name)}: {_line(text)}"
    yield ""


def _signature(function: Callable[..., object]) -> str:
    found = inspect.signature(function)
    parts = [*map(_parameter, found.parameters.values())]
    named = [each.kind is each.KEYWORD_ONLY for each in found.parameters.values()]
    if any(named):
        parts.insert(named.index(True), "*")
    result = found.return_annotation.rpartition(".")[2]
    line = f"{function.__name__}({', '.join(parts)}) -> {result}"
    if len(line) <= _WIDTH:
        return line
    inside = "".join(f"    {part},\n" for part in parts)
    return f"{function.__name__}(\n{inside}) -> {result}"


def _parameter(parameter: inspect.Parameter) -> str:
    told = f"{parameter.name}: {parameter.annotation}"
    return told if parameter.default is parameter.empty else f"{told} = {parameter.default!r}"


def _class(kind: type) -> Iterator[str]:
    told = _doc(kind)
    yield from (f"### {kind.__name__}", "", told[""], "", "| | | |", "|---|---|---|")
    known = dict(_ITEM.findall(told.get("Attributes", "")))
    types = inspect.get_annotations(kind) or inspect.get_annotations(kind.__new__)
    for name, type_ in types.items():
        if _is_public(name):
            yield f"| `{name}` | {_type(type_)} | {_line(known.get(name, ''))} |"
    for name, member in vars(kind).items():
        told_by = getattr(member, "fget", None) or getattr(member, "func", None)
        if told_by is not None and told_by.__doc__ and _is_public(name):
            yield f"| `{name}` | {_type(inspect.get_annotations(told_by)['return'])} | {_line(_doc(told_by)[''])} |"
    for member in kind if issubclass(kind, Severity) else ():
        yield f"| `{member.name}` | | |"
    yield ""


def _is_public(name: str) -> bool:
    return name not in _INTERNAL and not name.startswith("_")


def _doc(thing: object) -> dict[str, str]:
    """The parts of a docstring by their titles; what stands before them under an empty one."""
    first, *rest = _SECTION.split(inspect.getdoc(thing) or "")
    return {"": first.strip(), **dict(zip(rest[::2], rest[1::2], strict=True))}


def _line(text: str) -> str:
    """A text in one line of a table."""
    return " ".join(text.split()).replace("|", r"\|")


def _type(annotation: object) -> str:
    told = annotation.__forward_arg__ if isinstance(annotation, ForwardRef) else str(annotation)
    return f"`{told}`".replace("|", r"\|")


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8", newline="\n")
