"""Comments that suppress findings: `# jmap: ignore[CODE]`, at the end of a line or alone above something.

At the end of a line it suppresses what is found on that line. Alone on its line it suppresses what is found
in all that begins on the next one: a value, a touchpoint, a stage with its touchpoints.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.diagnostics import Edit
from jmap.spec.comments import comments
from jmap.spec.locate import span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jmap.diagnostics import Finding, Span
    from jmap.spec.nodes import Source

MAX_NAMES: Final = 1000
"""How many codes and names the comments of one file may suppress; what comes behind suppresses nothing."""

_IGNORE: Final = re.compile(r"ignore\[([^\]]*)\]")
_IGNORE_ALL: Final = re.compile(r"ignore\b(?!\[)")


class Suppression(NamedTuple):
    """One comment.

    Attributes:
        codes: codes or names it suppresses; empty when it says none, which suppresses nothing.
        first: the first line it is about, 1-based.
        last: the last one.
        place: where the comment stands.
    """

    codes: tuple[str, ...]
    first: int
    last: int
    place: Span


def suppressions(source: Source) -> list[Suppression]:
    """Every such comment of a file."""
    found: list[Suppression] = []
    named = 0
    written = comments(source)
    if not written:
        return found
    block = _blocks(source.lines)
    for comment in written:
        if named >= MAX_NAMES:
            break
        match = _IGNORE.match(comment.words)
        if match is None and not _IGNORE_ALL.match(comment.words):
            continue
        codes = tuple(code.strip() for code in match[1].split(",") if code.strip()) if match else ()
        codes = codes[: MAX_NAMES - named]
        named += max(1, len(codes))
        first, last = block(comment.line) if comment.alone else (comment.line, comment.line)
        length = len(source.lines[comment.line].rstrip()) - comment.column
        place = span(source.mark(comment.line, comment.column), length)
        found.append(Suppression(codes, first + 1, last + 1, place))
    return found


class Suppressible:
    """The findings of a file by code and by name, in order of their lines.

    A thousand comments may each be about all of a file, and a file may have thousands of findings.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._found: dict[str, list[Finding]] = {}
        self._ranges: dict[str, list[tuple[int, int]]] = {}
        for finding in sorted(findings, key=_line):
            for word in (finding.code, finding.name):
                self._found.setdefault(word, []).append(finding)

    def suppress(self, suppression: Suppression) -> set[str]:
        """Suppress what a comment is about; give those of its codes of which there is something."""
        used = set()
        for code in suppression.codes:
            found = self._found.get(code, [])
            begin = bisect_left(found, suppression.first, key=_line)
            end = bisect_right(found, suppression.last, key=_line)
            if begin < end:
                used.add(code)
                self._ranges.setdefault(code, []).append((begin, end))
        return used

    def suppressed(self) -> set[Finding]:
        """All that was suppressed."""
        gone: set[Finding] = set()
        for code, ranges in self._ranges.items():
            done = 0
            for begin, end in sorted(ranges):
                gone.update(self._found[code][max(begin, done) : end])
                done = max(done, end)
        return gone


def _line(finding: Finding) -> int:
    return finding.span.line if finding.span else 0


def without(suppression: Suppression, code: str) -> Edit:
    """The edit that takes a code out of a comment, and the comment away with its last code."""
    place = suppression.place
    start = place.column - 1
    comment = place.text[start : start + place.length]
    match = _IGNORE.search(comment)
    codes = [each for each in suppression.codes if each != code]
    if match is not None and codes:
        begin, end = (start + match.start(1) + 1, start + match.end(1) + 1)
        return Edit(place.path, place.line, begin, place.line, end, ", ".join(codes))
    words = comment[match.end() :].strip(" \t#") if match is not None else ""
    if words:
        return Edit(place.path, place.line, place.column, place.line, len(place.text) + 1, f"# {words}")
    before = len(place.text[:start].rstrip())
    if not before:
        return Edit(place.path, place.line, 1, place.line + 1, 1, "")
    return Edit(place.path, place.line, before + 1, place.line, len(place.text) + 1, "")


def _blocks(lines: list[str]) -> Callable[[int], tuple[int, int]]:
    """Tells the first and last line (0-based) of what begins below the comment on a line.

    Many comments may stand above one thing, and one thing may be the whole file: all are measured in one pass.
    """
    ends = _ends(lines)
    below, begins = len(lines), [0] * len(lines)
    for row in range(len(lines) - 1, -1, -1):
        begins[row] = below if below < len(lines) else row
        if row in ends:
            below = row

    def block(comment: int) -> tuple[int, int]:
        first = begins[comment]
        return first, ends.get(first, comment)

    return block


def _ends(lines: list[str]) -> dict[int, int]:
    """The last line of what begins on each line that holds more than a comment."""
    ends: dict[int, int] = {}
    around: list[tuple[int, int, bool]] = []
    """What has not ended yet, each with its indentation and whether it is an item; outermost first."""
    before = 0
    for row, line in enumerate(lines):
        if not line.strip() or _is_comment(line):
            continue
        indent, item = _indent(line), _is_item(line)
        # The items of a list may stand as far left as the key they belong to.
        while around and not (
            around[-1][1] < indent or (around[-1][1] == indent and item and not around[-1][2])
        ):
            ends[around.pop()[0]] = before
        ends[row] = row
        around.append((row, indent, item))
        before = row
    ends |= {row: before for row, *_ in around}
    return ends


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_item(line: str) -> bool:
    return line.lstrip(" ").startswith(("- ", "-\t")) or line.strip() == "-"


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
