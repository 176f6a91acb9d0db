"""Bytes to text: encodings by their byte-order mark, line ends made LF, illegal characters refused."""

from __future__ import annotations

import codecs
import re

from jmap.diagnostics import Finding, Span
from jmap.spec.codes import ENCODING, ILLEGAL_CHARACTER, TOO_LARGE, finding
from jmap.spec.files import MAX_BYTES
from jmap.spec.locate import span
from jmap.spec.nodes import Mark, Source
from jmap.text.patterns import compiled

MAX_LINES = 500_000
_MOST_REPORTED = 20

# Control characters but TAB, LF and CR (which only an escape can give by then), line separators (libyaml
# breaks lines there, editors do not), byte-order marks inside the text, halves of characters, noncharacters.
_BASIC = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_BEYOND = "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0x110000, 0x10000))
ILLEGAL = f"[{_BASIC}{_BEYOND}]"
# Seven times as fast, because all its characters are of the basic plane.
_ILLEGAL_BASIC = f"[{_BASIC}]"

_SAMPLE = 65536
"""Bytes from which an encoding is guessed."""

_FEW = 3
"""Of so few characters beyond ASCII none may be half ASCII in Chinese: Western texts have single ones."""

_BEYOND_ASCII = bytes(range(0x80, 0x100))

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, ""),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def byte_order_mark(data: bytes) -> tuple[bytes, str]:
    """The byte-order mark that a file begins with, if any, and its encoding: empty if that is refused."""
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8"))


def decode(path: str, data: bytes) -> tuple[Source, list[Finding]]:
    """Return the text of a file; where there are findings, it is not fit to be parsed."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 2**20:.1f} MB"
        message = f"the file has {size}; the limit is 16 MB"
        return Source(path, ""), [
            finding(TOO_LARGE, message, Span(path, 1, 1), hint="split it into several files")
        ]
    mark, encoding = byte_order_mark(data)
    if not encoding:
        message = "the file is UTF-32 by its first bytes, at byte 0; expected UTF-8"
        return Source(path, ""), [finding(ENCODING, message, Span(path, 1, 1), hint="save the file as UTF-8")]
    try:
        text = data[len(mark) :].decode(encoding)
        if encoding == "utf-8" and _is_utf_16(data):  # of ASCII alone it would be UTF-8 full of NUL
            raise UnicodeDecodeError(encoding, data, data.index(0), data.index(0) + 1, "NUL")  # noqa: TRY301
    except UnicodeDecodeError as error:
        return _undecodable(path, data, len(mark), encoding, error)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(path, text)
    if text.count("\n") > MAX_LINES:
        message = f"the file has more than {MAX_LINES:,} lines"
        return Source(path, ""), [
            finding(TOO_LARGE, message, Span(path, 1, 1), hint="split it into several files")
        ]
    return source, _illegal_characters(source, data if encoding == "utf-8" else text.encode())


def text_of(path: str, data: bytes) -> str:
    """The text of a file that may not be fit to be parsed, for whoever looks what it was meant to be."""
    source, _ = decode(path, data)
    return source.text


def _undecodable(
    path: str, data: bytes, start: int, encoding: str, error: UnicodeDecodeError
) -> tuple[Source, list[Finding]]:
    """Return what could be read and the finding that names the first byte that could not."""
    likely = _likely_encoding(data) if encoding == "utf-8" else None
    readable = likely[0] if likely else encoding  # so that whoever wrote the line knows it again
    text = data[start:].decode(readable, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    # Counted in the characters that are shown: in UTF-8 those of UTF-16 would be twice as many.
    good = data[start : start + error.start].decode(readable, errors="ignore")
    good = good.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(path, text)
    offset = start + error.start
    what = "UTF-8" if encoding == "utf-8" else "UTF-16"
    message = f"byte {offset} (0x{data[offset]:02x}) is not {what}; expected a file in UTF-8"
    hint = f"it may be {likely[1]}: save the file as UTF-8" if likely else "save the file as UTF-8"
    return source, [finding(ENCODING, message, span(Mark(source, len(good)), 1), hint=hint)]


def _is_utf_16(data: bytes) -> bool:
    """Whether every other byte seems to be 0, as in UTF-16 of Western texts."""
    return data[:_SAMPLE].count(0) > len(data[:_SAMPLE]) // 4


def _likely_encoding(data: bytes) -> tuple[str, str] | None:
    """The encoding that the bytes look like, of those that Chinese and Western authors meet, and its name."""
    sample = data[:_SAMPLE]
    if _is_utf_16(data):
        return ("utf-16-be" if sample[:1] == b"\0" else "utf-16-le"), "UTF-16 without a byte-order mark"
    for encoding, name, letters in (
        ("gb18030", "GBK (GB18030)", r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]"),
        ("big5", "Big5", r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]"),
        ("cp1252", "Windows-1252 (Latin-1)", r"[À-ÿ‘’“”–—€]"),
    ):
        text = sample.decode(encoding, errors="ignore")
        foreign = [character for character in text if character > "\x7f"]
        bytes_beyond_ascii = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
        if len(text.encode(encoding)) < len(sample) - (len(data) > len(sample)):
            continue  # bytes were passed over that are none of the encoding's
        if encoding != "cp1252" and 2 * len(foreign) > bytes_beyond_ascii + (len(foreign) > _FEW):
            continue  # lone bytes were swallowed with their ASCII neighbours: not a double-byte text
        if foreign and all(re.match(letters, character) for character in foreign):
            return encoding, name
    return None


def _illegal_characters(source: Source, utf8: bytes) -> list[Finding]:
    """Report the characters that cannot be part of any text, the first of them at least."""
    # Every noncharacter beyond the basic plane ends in one of these two pairs of bytes.
    beyond = b"\xbf\xbe" in utf8 or b"\xbf\xbf" in utf8
    if compiled(ILLEGAL if beyond else _ILLEGAL_BASIC).search(source.text) is None:
        return []
    found = []
    for number, match in enumerate(compiled(ILLEGAL).finditer(source.text)):
        if number == _MOST_REPORTED:
            break
        message = f"the character {describe(match[0])} is not allowed in a text"
        found.append(
            finding(
                ILLEGAL_CHARACTER, message, span(Mark(source, match.start()), 1), hint=_HINTS.get(match[0])
            )
        )
    return found


_HINTS = {
    "\x00": "is this a YAML file? NUL is found in binary files and in UTF-16 without a byte-order mark",
    "\x1b": "delete it: it begins a terminal's colour code",
    "\x0b": "delete it: it is a line break within a paragraph, pasted from a word processor",
    "\u2028": "put an ordinary line break or a space in its place",
    "\u2029": "put an ordinary line break or a space in its place",
    "\ufeff": "delete it: a byte-order mark belongs at the very beginning of a file only",
}

_NAMES = {
    "\x00": "NUL",
    "\x07": "BEL",
    "\x08": "backspace",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\x1b": "ESC",
    "\x7f": "DEL",
    "\x85": "next line",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\ufeff": "byte-order mark",
}


def describe(character: str) -> str:
    """Return `U+001B (ESC)` for a character that cannot be printed itself."""
    number = f"U+{ord(character):04X}"
    if character in _NAMES:
        return f"{number} ({_NAMES[character]})"
    if "\ud800" <= character <= "\udfff":
        return f"{number} (half of a surrogate pair)"
    return f"{number} (a control character)" if character < "\xa0" else f"{number} (a noncharacter)"
