"""Fonts inside pictures and pages: Chinese stays readable where no Chinese font is installed.

The East Asian characters of a picture are cut out of a font, the one of the `cjk` extra or the user's
`--font`, and embedded as `@font-face` rules under the name `jmap CJK`. Their `unicode-range` holds East
Asian characters only, so Latin text keeps the fonts of the page, and its measures, although `jmap CJK` stands
**first** in its `font-family`. First, because Chromium may show boxes when `system-ui` comes before it and the machine
has no Chinese font, and because the picture then looks the same on every machine.

Emoji, and scripts that join or stack their letters, are left to the fonts of whoever looks.
"""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
import json
import re
import stat
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jmap.cache import place, read, write
from jmap.diagnostics import Severity
from jmap.errors import ConfigError, ToolMissingError
from jmap.render.codes import UNCOVERED
from jmap.spec.codes import finding
from jmap.text.ranges import within
from jmap.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.diagnostics import Finding

FAMILY = "jmap CJK"

_PACKAGE = "noto_cjk_sans_otc"
_PACKAGE_FONT = "NotoSansCJK-Regular.ttc"
_LIBRARIES = ("fontTools", "brotli")
_HINT = 'pip install "jmap[cjk]"'
_NAMED = 20
"""Characters without a glyph that a finding names one by one."""

_BLOCKS = (
    "\u2460\u24ff",  # enclosed numbers and letters: ①
    "\u2e80\u4dbf",  # radicals, punctuation, kana, Bopomofo, enclosed and squared forms, extension A
    "\u4e00\u9fff",  # unified ideographs
    "\uac00\ud7a3",  # Hangul syllables
    "\uf900\ufaff",  # compatibility ideographs
    "\ufe10\ufe19",  # vertical forms
    "\ufe30\ufe6f",  # compatibility and small forms
    "\uff01\uffee",  # fullwidth and halfwidth forms
    "\U0001b000\U0001b16f",  # kana supplements
    "\U0001f200\U0001f2ff",  # enclosed ideographs
    "\U00020000\U0003fffd",  # extensions B and later
)
_is_east_asian = within(*_BLOCKS)
_UNICODE_RANGE = ",".join("U+" + "-".join(f"{ord(end):X}" for end in ends) for ends in _BLOCKS)
"""Of all small fonts: to say which characters each of them has would be a twentieth of it, and it says so itself."""

_WEIGHT = re.compile(r"\d{1,4}( \d{1,4})?")
_CACHE_LIMIT = 2048
"""Entries kept, of 20 to 70 KB each: of a thousand maps each has one, and so has its page; with fewer places each build
would cut them all again."""


class FontFace(NamedTuple):
    """A small font to embed.

    Attributes:
        weight: as in CSS: `400`, `700`, or a range. With only a `400`, browsers thicken it for bold text.
        characters: those it has, sorted.
        data: a WOFF2 file in base64.
    """

    weight: str
    characters: str
    data: str

    def css(self) -> str:
        """Return the `@font-face` rule, on one line, with nothing that XML or HTML text needs escaped."""
        return (
            f'@font-face{{font-family:"{FAMILY}";font-style:normal;font-weight:{self.weight};'
            f'src:url(data:font/woff2;base64,{self.data}) format("woff2");'
            f"unicode-range:{_UNICODE_RANGE}}}"
        )


def east_asian(texts: Iterable[str]) -> str:
    """Return the characters that fonts for Latin text lack, sorted, each once."""
    return "".join(sorted(filter(_is_east_asian, set("".join(texts)))))


def uncovered(texts: Iterable[str], faces: Iterable[FontFace]) -> str:
    """Return the East Asian characters of `texts` that no face has: what a bare machine shows as boxes."""
    embedded = {character for face in faces for character in face.characters}
    return "".join(character for character in east_asian(texts) if character not in embedded)


def unreadable(message: str, missing: str) -> tuple[Finding, ...]:
    """A finding that ends with the characters that are `missing`, if any are."""
    if not missing:
        return ()
    few = missing[:_NAMED] + ("…" if len(missing) > _NAMED else "")
    hint = f"install the font with `{_HINT}`, or name one with `--font FILE`"
    return (finding(UNCOVERED, f"{message}: {few}", severity=Severity.WARNING, hint=hint),)


def package_font() -> Path | None:
    """Return the font file of the `cjk` extra: a collection of regular weight; `None` without the extra."""
    spec = util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    file = Path(spec.origin).with_name(_PACKAGE_FONT)
    return file if file.is_file() else None


def _missing_libraries() -> list[str]:
    return [name for name in _LIBRARIES if util.find_spec(name) is None]


def faces(
    texts: Iterable[str], bold: Iterable[str] = (), *, font: Path | None = None
) -> tuple[FontFace, ...]:
    """Return what to embed so that `texts` can be read on a machine without a Chinese font.

    Nothing for texts without East Asian characters, and nothing without the `cjk` extra: then `uncovered`
    says what is missing. The extra's font has one weight; a `font` with a weight axis gives regular and bold.

    Args:
        texts: in regular weight.
        bold: in bold; a text in both weights stands in both.
        font: a file of the user's (OpenType, TrueType, or a collection) instead of the extra's.

    Raises:
        ConfigError: `font` cannot be read or is no font with outlines.
        ToolMissingError: `font` is given, but the libraries that read it are not installed.
    """
    regular, heavy = east_asian(texts), east_asian(bold)
    path = (font or package_font()) if regular + heavy else None
    missing = _missing_libraries() if path is not None else []
    if path is None or (missing and font is None):
        return ()
    if missing:
        raise ToolMissingError(" and ".join(missing), _HINT)
    identity = _identity(path) if font else _version(_PACKAGE)
    entry = _entry(identity, regular, heavy)
    if entry and (kept := _read(entry)) is not None:
        return kept
    made = _cut(path, identity, regular, heavy)
    if entry:
        _write(entry, made)
    return made


def _cut(path: Path, identity: str, regular: str, bold: str) -> tuple[FontFace, ...]:
    from jmap.render.subset import cut

    try:
        return tuple(
            FontFace(weight, characters, base64.b64encode(data).decode("ascii"))
            for weight, characters, data in cut(path, identity, regular, bold)
        )
    except Exception as error:  # fontTools raises anything at all for a broken file
        raise ConfigError(f"{path} is not a font that can be used: {error}") from error


def _identity(path: Path) -> str:
    """Return what changes whenever the content of a font file does."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
            raise ConfigError(f"{path} is not a font that can be used: it is no regular file")
        return _digest_of(path, status.st_size, status.st_mtime_ns)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error


@functools.lru_cache(maxsize=4)
def _digest_of(path: Path, size: int, changed: int) -> str:  # noqa: ARG001 -- part of the cache's key
    return hashlib.sha256(path.read_bytes()).hexdigest()


@functools.cache
def _version(package: str) -> str:
    from importlib import metadata

    return metadata.version(package)


def _entry(identity: str, regular: str, bold: str) -> str | None:
    """Where the cache keeps the answer: a name made of everything it depends on."""
    libraries = [_version(name) for name in _LIBRARIES]
    key = json.dumps([VERSION, identity, *libraries, regular, bold]).encode("ascii")
    return place("fonts", f"{hashlib.sha256(key).hexdigest()}.json")


def _read(entry: str) -> tuple[FontFace, ...] | None:
    """A kept answer, unless it is not exactly of the form it should have."""
    try:
        kept = tuple(FontFace(**item) for item in json.loads(read(entry) or b""))
        for face in kept:
            base64.b64decode(face.data, validate=True)
            if not _WEIGHT.fullmatch(face.weight) or east_asian(face.characters) != face.characters:
                return None
    except (ValueError, TypeError, binascii.Error):
        return None
    return kept


def _write(entry: str, made: tuple[FontFace, ...]) -> None:
    write(entry, [json.dumps([face._asdict() for face in made]).encode("ascii")], _CACHE_LIMIT)
