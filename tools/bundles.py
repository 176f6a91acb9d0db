# /// script
# requires-python = ">=3.11"
# dependencies = ["jmap", "tdewolff-minify==2.24.12"]
# ///
"""Write `templates/bundles`: the style sheets and scripts of each kind of page, joined and minified.

    python tools/bundles.py

A script is one line. A style sheet has one rule a line, so that pages can leave out those they do not use.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import minify

from jmap.report.bundle import BUNDLES
from jmap.resources import templates_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRING_OR_BRACE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]')


def bundles() -> Iterator[tuple[str, str]]:
    """Each file's name and text."""
    for name, sources in BUNDLES.items():
        yield f"{name}.css", "".join(f"{line}\n" for line in _lines(_joined(sources.styles, ".css")))
        # None of the names in a script leaves it.
        code = f'(()=>{{"use strict";{_joined(sources.scripts, ".js")}}})()'
        yield f"{name}.js", minify.string("application/javascript", code)


def _joined(names: tuple[str, ...], suffix: str) -> str:
    return "\n".join((templates_dir() / f"{name}{suffix}").read_text(encoding="utf-8") for name in names)


def _lines(css: str) -> Iterator[str]:
    """Rules; one of `@media` is opened on a line, and closed on one."""
    text = minify.string("text/css", css)
    start = depth = 0
    for found in _STRING_OR_BRACE.finditer(text):
        opens_media = found[0] == "{" and text.startswith("@media", start)
        depth += {"{": 0 if opens_media else 1, "}": -1}.get(found[0], 0)
        if opens_media or (found[0] == "}" and depth <= 0):
            yield text[start : found.end()]
            start, depth = found.end(), 0


if __name__ == "__main__":
    folder = templates_dir() / "bundles"
    folder.mkdir(exist_ok=True)
    for file, text in bundles():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
