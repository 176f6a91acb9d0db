"""What a parser may take and jmap refuses: directives, tags, and escapes of characters that no text may hold."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jmap.spec.codes import DIRECTIVE_REFUSED, ILLEGAL_CHARACTER, TAG_REFUSED, finding
from jmap.spec.encoding import ILLEGAL, describe
from jmap.spec.locate import span
from jmap.spec.nodes import Mark
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from jmap.diagnostics import Finding

SHOWN = 40
"""How many characters of the text a message repeats."""

TAG_HINT = "delete it: the field decides how its value is read"

_TAG = r"(?:&\S+[ \t]+)?(!<[^\s>]*>|![^\s,\[\]{}]*)"
_TAG_BEFORE = r"(![^\s,\[\]{}]*)[ \t]+$"

_ESCAPE = r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))"
_NAMED_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b", "r": "\r", "N": "\x85"}
_NAMED_ESCAPES |= {"L": "\u2028", "P": "\u2029"}


def illegal_escape(mark: Mark) -> tuple[Mark, int, str] | None:
    """Find the first escape of an illegal character in the double-quoted scalar at `mark`.

    Returns its place, its length and the character, "" where that is none of Unicode's.

    A high and a low surrogate are no pair in YAML: each is half a character.
    """
    source, start = mark
    for match in compiled(_ESCAPE).finditer(source.text, start):
        digits = match[1] or match[2] or match[3]
        number = int(digits, 16) if digits else 0
        character = (
            _NAMED_ESCAPES.get(match[4], "")
            if not digits
            else chr(number)
            if number <= sys.maxunicode
            else ""
        )
        if number > sys.maxunicode or (character and compiled(ILLEGAL).match(character)):
            return Mark(source, match.start()), len(match[0]), character
    return None


def illegal_escape_finding(mark: Mark) -> Finding:
    """Return the finding for the double-quoted scalar at `mark`, which escapes an illegal character."""
    place, length, character = illegal_escape(mark) or (mark, 1, "")
    what = describe(character) if character else "a number beyond Unicode's last character"
    hint = (
        "write the character itself, not the escapes of its two halves"
        if "\ud800" <= character <= "\udfff"
        else None
    )
    return finding(
        ILLEGAL_CHARACTER,
        f"this escape stands for {what}, which no text may hold",
        span(place, length),
        hint=hint,
    )


def directive_finding(mark: Mark) -> Finding:
    """Return the finding for the directive line at `mark`."""
    word = mark.source.line(mark.line).split(maxsplit=1)[0]
    message = f"the directive `{word[:SHOWN]}` is refused: jmap reads every file as YAML 1.2"
    return finding(DIRECTIVE_REFUSED, message, span(mark, len(word)), hint="delete the line")


def tag_finding(mark: Mark) -> Finding:
    """Return the finding for the tag of the value at `mark`: there, behind an anchor, or before one."""
    source, row, column = mark.source, mark.line, mark.column
    line = source.line(row)
    found = compiled(_TAG).match(line, column) or compiled(_TAG_BEFORE).search(
        line, max(0, column - SHOWN), column
    )
    place, length = (source.mark(row, found.start(1)), len(found[1])) if found else (mark, 1)
    tag = found[1] if found else "!"
    return finding(TAG_REFUSED, f"the tag `{tag[:SHOWN]}` is refused", span(place, length), hint=TAG_HINT)
