"""From pointers to marks, from marks to spans: the one place that knows where a value was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from jmap.diagnostics import Span
from jmap.spec.nodes import Document, Mark, YamlList, YamlMap
from jmap.spec.outline import Outline
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from jmap.diagnostics import Pointer

_LONGEST = 500
"""How many code points of a line are looked at on either side: a line may be the whole file."""

_QUOTED = r""""(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?"""
_WORD = r"[&*!]\S*"
_PLAIN = r"(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ \t]+(?=[^\s#]))+"
_PLAIN_IN_FLOW = r"(?:[^\s:#,\[\]{}]|:(?=[^\s,\[\]{}])|(?<=\S)#|[ \t]+(?=[^\s#,\[\]{}]))+"
_BRACKET_OR_QUOTED = r"""(?:(?<=[\s\[{,:])|^)(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|[\[\]{}]"""


def locate(
    root: Document | YamlMap | YamlList | Outline,
    pointer: Pointer,
    *,
    prefer: Literal["key", "value"] = "value",
) -> Mark:
    """Return where the value (or, preferred, its key) that `pointer` leads to was written.

    Lenient, because shorthand is: a pointer may go deeper than what was written (`pains: 录入繁琐` has no
    `("pains", 0, "text")`) and then ends at the written value. A key that is missing leads to the mapping it
    is missing from: its own key where it has one.
    """
    value: Any = root.root if isinstance(root, Document | Outline) else root
    mark = root.mark
    key: Mark | None = None
    for step in pointer:
        if isinstance(value, YamlMap) and step in value:
            key, mark = value.marks(str(step))
            value = value[str(step)]
        elif isinstance(value, YamlList) and isinstance(step, int) and 0 <= step < len(value):
            key, item = None, value[step]
            abroad = isinstance(item, YamlMap) and item.source is not value.source
            mark = item.mark if abroad else Mark(value.source, value.places[step])
            value = item
        elif isinstance(value, YamlList) or (isinstance(value, YamlMap) and step != 0):
            return key or mark
    return key if key is not None and prefer == "key" else mark


def span(mark: Mark, length: int | None = None) -> Span:
    """Return the span of the key or scalar that begins at `mark`, or of `length` code points.

    Lists and mappings, and whatever is not recognised, are underlined by one code point.
    """
    row = mark.line
    column, line = mark.offset - mark.source.starts[row], mark.source.line(row)
    width = _width(line, column) if length is None else length
    return Span(mark.source.path, row + 1, column + 1, max(1, width), line)


def _width(line: str, column: int) -> int:
    """Measure the token at `column`, as far as it goes on this line."""
    start = line[column : column + 1]
    follower = line[column + 1 : column + 2]
    if start in {'"', "'"}:
        pattern = _QUOTED
    elif start in {"&", "*", "!"}:
        pattern = _WORD
    elif start in set("[]{},|>#") or (start in {"-", "?", ":"} and follower in {"", " ", "\t"}):
        return 1
    else:
        pattern = _PLAIN_IN_FLOW if _inside_brackets(line, column) else _PLAIN
    match = compiled(pattern).match(line, column, column + _LONGEST)
    if match is None:
        return 1
    # A comma at the end of a line is far more often a list's, opened further up, than the text's own.
    return match.end() - column - (match.end() == len(line) and match[0].endswith(","))


def _inside_brackets(line: str, column: int) -> bool:
    """Tell whether a bracket of this line is still open: there commas and brackets end a plain scalar."""
    depth = 0
    for match in compiled(_BRACKET_OR_QUOTED).finditer(line, max(0, column - _LONGEST), column):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
    return depth > 0
