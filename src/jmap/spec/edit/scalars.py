"""How a text is written in YAML: without quotes where it can be, so that every reader takes it for a text."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = re.compile(r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~.]|[.~=<](?=[^\s.~=<])).*")
_ENDS_PLAIN: Final = re.compile(r":(?=\s|\Z)|(?<=\s)#")
_FLOW: Final = re.compile(r"[,\[\]{}?:]")
_NO_TEXT: Final = re.compile(
    r"""y|n|yes|no|on|off|true|false|null|~|
    [-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+)|
    [-+]?(?:\d[\d_,]*)?\.?[\d_]+(?:e[-+]?\d+)?|[-+]?\d[\d_]*\.|
    [-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|
    [-+]?\.inf|\.nan|
    \d{4}-\d\d?-\d\d?(?:[Tt\s].*)?|<<|=|\.""",
    re.VERBOSE | re.IGNORECASE,
)
"""What some reader of YAML 1.1 or 1.2 takes for something else than a text."""

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether `text` can stand without quotes: in brackets (`flow`) less can."""
    return (
        _PLAIN.fullmatch(text) is not None
        and text.isprintable()
        and not text.endswith(" ")
        and not _ENDS_PLAIN.search(text)
        and not (flow and _FLOW.search(text))
        and not _NO_TEXT.fullmatch(text)
    )


def written(text: str, *, flow: bool = True) -> str:
    """`text` in one line of YAML, in quotes only where they are needed."""
    return text if is_plain(text, flow=flow) else quoted(text)


def quoted(text: str) -> str:
    """`text` in quotes: double ones unless single ones save escapes."""
    escapes = '"' in text or "\\" in text
    if escapes and "'" not in text and text.replace("\u3000", "").isprintable():
        return f"'{text}'"
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable() or character == "\u3000":
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004
