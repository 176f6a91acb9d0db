"""Chinese and typographic signs in the place of YAML's own, which look much like them and mean nothing to a parser."""

from __future__ import annotations

from jmap.text.patterns import compiled

FULL_WIDTH_COLON = r"""^[ \t]*(?:-[ \t]+)*[{\[]?[ \t]*["“]?[\w.-]{1,40}["”]?[ \t]*："""
_BEGINS = r"(?:^|[:,\[{]|- )[ \t]*"
_FULL_WIDTH_QUOTE = rf"{_BEGINS}[“”‘’「『＂＇]"
_FULL_WIDTH_LIST = r"\[[^\]]*[，、][^\]]*\]?|\{[^}]*[，、][^}]*\}?"
_FULL_WIDTH_BRACKET = rf"{_BEGINS}[［｛【]|\[[^\]]*］|\{{[^}}]*｝"
_WIDE_SPACE = "^[ \\t]*[\u3000\u00a0]|[:-][\u3000\u00a0]"
_QUOTED = r"""(?:^|(?<=[\s,:\[{-]))(?:"[^"]*(?:"|$)|'[^']*(?:'|$))"""
_FULL_WIDTH_DASH = r"^[ \t]*[－—–‐−•·●]+[ \t]*\S"

_LOOKED_AT = 500


def punctuation_hint(line: str) -> str | None:
    """Return what to change where Chinese or typographic punctuation stands in the place of YAML's own."""
    line = line[:_LOOKED_AT]  # a line may be the whole file
    if space := compiled(_WIDE_SPACE).search(line):
        return f"a space here is no ordinary one (U+{ord(space[0][-1]):04X}): write one from the space bar"
    line = compiled(_QUOTED).sub("", line)  # what stands there is text
    if compiled(FULL_WIDTH_COLON).search(line):
        return "the colon `：` is full-width: write `: `, a half-width colon and a space"
    if compiled(_FULL_WIDTH_DASH).search(line):
        return "a list item begins with `- `, a half-width hyphen and a space"
    if compiled(_FULL_WIDTH_QUOTE).search(line):
        return "the quotation marks are typographic: YAML knows only `\"` and `'`"
    if compiled(_FULL_WIDTH_LIST).search(line):
        return "items are separated by `, `, a half-width comma and a space, not by `，` or `、`"
    if compiled(_FULL_WIDTH_BRACKET).search(line):
        return "YAML knows only half-width brackets: `[ ]` and `{ }`"
    return None
