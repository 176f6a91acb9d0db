"""Text from outside made safe for its surroundings: a cell of a map, a terminal, an id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

from jmap.text.patterns import compiled

_PDF: Final = "\u202c"
_FSI: Final = "\u2068"
_PDI: Final = "\u2069"
_EMBEDDINGS: Final = "\u202a\u202b\u202d\u202e"
_ISOLATES: Final = "\u2066\u2067\u2068"
_BIDI: Final = "[\u202a-\u202e\u2066-\u2069]"
_RIGHT_TO_LEFT: Final = (
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_DIRECTED: Final = f"{_BIDI}|{_RIGHT_TO_LEFT}"
_UNSEEN: Final = (  # controls, bidi controls, zero-width and line separators, lone surrogates, non-characters
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)


def isolate(text: str) -> str:
    """Keep the direction of text to itself: what is written right to left cannot reorder its surroundings.

    Bidi controls without a counterpart go; what is left stands between FSI and PDI. Text that holds neither
    such controls nor right-to-left letters is returned as it is. To be called for each line after wrapping.
    """
    if text.isascii() or not compiled(_DIRECTED).search(text):
        return text
    text, closed = _balanced(text)
    if not compiled(_DIRECTED).search(text) or closed:
        return text
    return f"{_FSI}{text}{_PDI}"


def _balanced(text: str) -> tuple[str, bool]:
    """Give the text without controls that open or close nothing, and whether one isolate holds all of it."""
    dropped: set[int] = set()
    opened: list[int] = []
    isolates = 0
    whole = False
    for at, char in enumerate(text):
        if char in _EMBEDDINGS or char in _ISOLATES:
            opened.append(at)
            isolates += char in _ISOLATES
        elif char == _PDF:
            if opened and text[opened[-1]] in _EMBEDDINGS:
                opened.pop()
            else:
                dropped.add(at)
        elif char == _PDI:
            if not isolates:
                dropped.add(at)
                continue
            while text[opened[-1]] in _EMBEDDINGS:  # closed by the end of the isolate
                dropped.add(opened.pop())
            isolates -= 1
            whole = opened.pop() == 0 and at == len(text) - 1
    dropped.update(opened)
    return "".join(char for at, char in enumerate(text) if at not in dropped), whole


def printable(text: str) -> str:
    r"""Make visible what would steer a terminal or hide on it: ESC as `␛`, others as `\x9b` or `\u202e`.

    Line breaks and tabs too (`␊`, `␉`): each C0 control becomes one character, so that columns stay.
    """
    return compiled(_UNSEEN).sub(lambda match: _shown(ord(match[0])), text)


def _shown(code: int) -> str:
    if code < 0x20:  # noqa: PLR2004 - the end of C0
        return chr(0x2400 + code)
    if code == 0x7F:  # noqa: PLR2004 - DEL
        return "\u2421"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - the end of Latin-1


def slug(text: str, limit: int = 40) -> str:
    """Derive an id from a name: lower-case letters of any script, digits, `-` and `_`, in NFC.

    Apostrophes and marks that no letter includes go, every run of anything else becomes `-`. At most `limit`
    characters, cut at a `-` if one is near. A name without any letter or digit gives `x` and 8 hexadecimal
    digits that depend on nothing but the name.
    """
    words = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    words = "".join(
        char for char in words if char not in "'’" and not unicodedata.category(char).startswith("M")
    )
    words = re.sub(r"(?:[^\w-]|-)+", "-", words).strip("-_")
    if len(words) > limit:
        cut = words.rfind("-", limit // 2, limit + 1)
        words = words[: cut if cut > 0 else limit].strip("-_")
    if words:
        return words
    digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass"))
    return f"x{digest.hexdigest()[:8]}"
