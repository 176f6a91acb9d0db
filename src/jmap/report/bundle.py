"""Style sheets and scripts as pages carry them: joined and minified once, and of the rules those a page uses.

Their sources are files of `templates/html` and `templates/portfolio`. `make bundles` writes `templates/bundles` from
them, so that a run of the program has nothing to minify, and every installation the same bytes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.resources import templates_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Sources(NamedTuple):
    """Files of templates, without their endings, in the order in which they are joined."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]


_SHORT: Final = ("html/address", "html/settings", "html/short")

BUNDLES: Final = {
    "page": Sources(
        ("html/base", "html/page", "html/charts", "html/print"),
        (
            "html/elements", "html/address", "html/settings", "html/filters", "html/map", "html/panel",
            "html/picture", "html/dates", "html/print", "html/registers", "html/page",
        ),
    ),
    "executive": Sources(
        ("html/base", "html/page", "html/executive"),
        ("html/elements", *_SHORT, "html/dates", "html/executive"),
    ),
    "training": Sources(("html/base", "html/training"), _SHORT),
    "portfolio": Sources(
        ("html/base", "html/page", "html/print", "portfolio/portfolio"),
        (
            "html/address", "html/settings", "html/registers", "portfolio/freshness", "portfolio/search",
            "portfolio/folio", "portfolio/people", "portfolio/start",
        ),
    ),
}  # fmt: skip
"""The last script of each starts what the others offer."""

_CLASS: Final = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
_WITHIN: Final = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_WRITTEN: Final = re.compile(r'\bclass=(?:"([^"]*)"|([\w-]+))')
_EMPTY: Final = re.compile(r"@media[^{}]*\{\}")
_STRING: Final = re.compile(r"""\"[^"]*\"|'[^']*'|`[^`]*`""")
_WORD: Final = re.compile(r"[a-zA-Z][\w-]*")


def script(name: str) -> str:
    """The script of a bundle."""
    return _read(f"{name}.js")


def styles(name: str, used: frozenset[str]) -> str:
    """The style sheet of a bundle, without rules for classes that are not among `used`."""
    text: list[str] = []
    for selectors, rest in _rules(name):
        if not selectors:
            text.append(rest)
        elif kept := [selector for selector, needed in selectors if needed <= used]:
            text.append(",".join(kept) + rest)
    return _EMPTY.sub("", "".join(text))


def classes(markup: Iterable[str], code: str) -> frozenset[str]:
    """The classes that stand in markup, and whatever in the strings of a script may be one."""
    written = [quoted or bare for text in markup for quoted, bare in _WRITTEN.findall(text)]
    return frozenset(word for text in (*written, *_STRING.findall(code)) for word in _WORD.findall(text))


@cache
def _read(name: str) -> str:
    return (templates_dir() / "bundles" / name).read_text(encoding="utf-8")


@cache
def _rules(name: str) -> list[tuple[list[tuple[str, frozenset[str]]], str]]:
    """Each line of a style sheet as its selectors, with the classes they need, and what follows them."""
    return [_rule(line) for line in _read(f"{name}.css").splitlines()]


def _rule(line: str) -> tuple[list[tuple[str, frozenset[str]]], str]:
    if line.startswith("@") or line == "}":
        return [], line
    selectors, _, declarations = line.partition("{")
    return [(each, _needed(each)) for each in _apart(selectors)], "{" + declarations


def _needed(selector: str) -> frozenset[str]:
    """Classes without which a selector finds nothing; brackets, as in `:is(.a,.b)`, name other matters."""
    while (outside := _WITHIN.sub("", selector)) != selector:
        selector = outside
    return frozenset(_CLASS.findall(selector))


def _apart(selectors: str) -> Iterator[str]:
    """The selectors of a list."""
    depth = start = 0
    for index, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            yield selectors[start:index]
            start = index + 1
    yield selectors[start:]
