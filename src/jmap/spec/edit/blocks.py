"""Reads the `|` and `>` texts of a file line by line, as they stand there."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from jmap.spec.edit.tree import Scalar, Tree

_HEADER: Final = re.compile(r"([|>])([-+]?)(\d?)([-+]?)[ \t]*(#.*)?")


class BlockText(NamedTuple):
    """A text of several lines.

    Attributes:
        style: `|` or `>`.
        ends: `-` where the last line end is not part of the text, `+` where all blank lines below are.
        comment: behind the header.
        lines: without their indentation.
    """

    style: str
    ends: str
    comment: str
    lines: list[str]


def block_text(tree: Tree, scalar: Scalar) -> BlockText:
    """The text of a scalar in the style `|` or `>`."""
    head, *content = tree.raw(scalar).split("\n")
    match = _HEADER.match(head)
    assert match is not None  # noqa: S101 - the parser has read it
    style, one, digit, two, comment = match.groups()
    filled = [line for line in content if line.strip(" ")]
    if digit:
        column = _outer(tree, scalar) + int(digit)
    else:
        column = len(filled[0]) - len(filled[0].lstrip(" ")) if filled else 0
    # Without a line end at the end of the file the text has none either.
    ends = "-" if filled and not scalar.value.endswith("\n") else one or two
    lines = [line[column:] if filled else "" for line in content]
    while lines and not lines[-1] and ends != "+":
        lines.pop()  # they belong to no text
    return BlockText(style, ends, comment or "", lines)


def _outer(tree: Tree, scalar: Scalar) -> int:
    """The indentation of the block that a text with an indentation of its own stands in."""
    index = bisect_right(tree.parts, scalar.start, key=lambda part: part.start)
    return tree.column_of(tree.parts[index - 1].start)
