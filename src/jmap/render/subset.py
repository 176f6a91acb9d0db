"""A few characters of a large font, redrawn into a small one.

Every wanted glyph is drawn once with fontTools' pens, whatever outlines the file holds (CFF, TrueType, or
variable at a fixed weight), into a new CFF font. For the 65,535 glyphs of Noto Sans CJK that takes half
the time of `fontTools.subset`, which walks the layout tables and rewrites the font's own programs. Dropped
on the way: hints, kerning, vertical and alternate forms, none of which horizontal Chinese text needs.
Scripts whose letters join or stack would need them, so `fonts` asks for East Asian characters only.

Same file, same characters, same libraries: same bytes.
"""

from __future__ import annotations

import functools
import struct
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REGULAR, BOLD = 400, 700
ANY_WEIGHT = "1 1000"
"""For a font that is bold already: declared for all weights, browsers do not thicken it again."""

_THICK = 600
"""Faces declared below it are thickened by browsers where bold is asked for."""

_LEGAL_NAMES = (0, 13, 14)
"""Copyright, licence and its address: the OFL asks that they stay with the font."""

_LOSSLESS = 1 << 11 | 0b11
"""Flags of `head`: rewritten without loss, as WOFF2 asks for; baseline and left side bearing at 0."""

_BROTLI_QUALITY = 10
"""11 takes three times as long for half a percent."""


class Cut(NamedTuple):
    """A small font.

    Attributes:
        weight: as in CSS `font-weight` of an `@font-face` rule.
        characters: those the small font has, sorted; what the large one lacks is left out.
        data: a WOFF2 file.
    """

    weight: str
    characters: str
    data: bytes


def cut(path: Path, identity: str, regular: str, bold: str) -> Iterator[Cut]:
    """Draw characters of the font file at `path`.

    A variable font gives two, regular and bold; any other gives one with all characters.

    Args:
        path: OpenType or TrueType, also a collection, of which the simplified Chinese font is taken.
        identity: changes whenever the file does; the last file opened is kept for the next map.
        regular: characters, sorted.
        bold: characters shown in bold, sorted.

    Raises:
        Exception: of many kinds, for a file that is no font or a broken one.
    """
    font = _open(path, identity)
    cmap = font.getBestCmap()
    for weight, position, characters in _requests(font, regular, bold):
        present = "".join(character for character in characters if ord(character) in cmap)
        if present:
            yield Cut(weight, present, _woff2(_redraw(font, present, position)))


def _requests(font: Any, regular: str, bold: str) -> list[tuple[str, int | None, str]]:
    """Return what to draw: CSS weight, place on the weight axis, characters."""
    if "fvar" in font and any(axis.axisTag == "wght" for axis in font["fvar"].axes):
        return [(str(REGULAR), REGULAR, regular), (str(BOLD), BOLD, bold)]
    own = font["OS/2"].usWeightClass if "OS/2" in font else REGULAR
    weight = str(REGULAR) if own < _THICK else ANY_WEIGHT
    return [(weight, None, "".join(sorted({*regular, *bold})))]


@functools.lru_cache(maxsize=1)
def _open(path: Path, identity: str) -> Any:  # noqa: ARG001 -- part of the cache's key
    from fontTools.ttLib import TTFont

    # From memory: a font that reads its tables when they are needed would keep the file open.
    data = path.read_bytes()
    font = TTFont(BytesIO(data), fontNumber=_simplified(data), lazy=True)
    if "vmtx" in font:
        del font["vmtx"]  # else read with the outlines, for nothing
    return font


def _simplified(data: bytes) -> int:
    """Return the index of the simplified Chinese font in a collection, else 0; -1 for a single font."""
    from fontTools.ttLib import TTCollection

    if not data.startswith(b"ttcf"):
        return -1
    fonts = TTCollection(BytesIO(data), lazy=True)
    families = [font["name"].getDebugName(1) or "" for font in fonts]
    chosen = (i for i, family in enumerate(families) if family.endswith(" SC") and "Mono" not in family)
    return next(chosen, 0)


def _redraw(font: Any, characters: str, weight: int | None) -> Any:
    """Return a new CFF font with just these characters, all of which `font` has."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    units = font["head"].unitsPerEm
    names = [".notdef", *(f"g{index}" for index in range(1, len(characters) + 1))]
    # Never shown, because browsers take a character from the next font that has it, so it may stay empty.
    outlines = {".notdef": T2CharStringPen(units, None).getCharString()}
    metrics = {".notdef": (units, 0)}
    for name, character in zip(names[1:], characters, strict=True):
        glyph = _glyph(font, weight, character)
        outlines[name], metrics[name] = glyph.outline, (glyph.width, glyph.left)

    ascent, descent = font["hhea"].ascent, font["hhea"].descent
    box = {side: getattr(font["head"], side) for side in ("xMin", "yMin", "xMax", "yMax")}
    builder = FontBuilder(units, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(dict(zip(map(ord, characters), names[1:], strict=True)))
    builder.setupCFF("jmapCJK", {"FontBBox": [*box.values()]}, outlines, {})
    builder.setupHorizontalMetrics(metrics)
    widest = max(width for width, _ in metrics.values())
    builder.setupHorizontalHeader(ascent=ascent, descent=descent, advanceWidthMax=widest)
    builder.setupOS2(
        sTypoAscender=ascent, sTypoDescender=descent, usWinAscent=ascent, usWinDescent=abs(descent)
    )
    builder.setupPost(keepGlyphNames=False)
    builder.setupNameTable({"familyName": "jmap CJK", "styleName": "Regular"}, mac=False)
    for number in _LEGAL_NAMES:
        if text := font["name"].getDebugName(number):
            builder.font["name"].setName(text, number, 3, 1, 0x409)
    # The box of the whole font holds these glyphs too; measuring theirs takes as long as drawing them.
    builder.font.recalcBBoxes = False
    made = {**box, "created": font["head"].created, "modified": font["head"].modified}
    builder.updateHead(**made, flags=_LOSSLESS)
    return builder.font


class _Glyph(NamedTuple):
    """A character redrawn: its outline, which compiles itself once, its width and its left side bearing."""

    outline: Any
    width: int
    left: int


@functools.lru_cache(maxsize=8192)  # the maps of a project mostly share their characters
def _glyph(font: Any, weight: int | None, character: str) -> _Glyph:
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    source = font.getBestCmap()[ord(character)]
    glyphs = _glyph_set(font, weight)
    glyph = glyphs[source]
    width = round(glyph.width)
    pen = T2CharStringPen(width, glyphs)
    glyph.draw(pen)
    return _Glyph(pen.getCharString(), width, font["hmtx"][source][1])


@functools.lru_cache(maxsize=2)
def _glyph_set(font: Any, weight: int | None) -> Any:
    """Return the outlines of a font, at a place on its weight axis (clamped to it) when it has one."""
    return font.getGlyphSet(location=None if weight is None else {"wght": weight})


def _woff2(font: Any) -> bytes:
    """Return the font as WOFF2 (https://www.w3.org/TR/WOFF2/, sections 4 and 5), with no table transformed.

    fontTools writes WOFF2 too, but only at Brotli's slowest quality.
    """
    import brotli  # type: ignore[import-untyped,unused-ignore]
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.woff2 import getKnownTagIndex, packBase128

    buffer = BytesIO()
    font.save(buffer)
    reader = TTFont(buffer, lazy=True).reader
    tables = {tag: reader[tag] for tag in sorted(reader.keys())}
    directory = b"".join(
        bytes([getKnownTagIndex(tag)]) + packBase128(len(data)) for tag, data in tables.items()
    )
    body: bytes = brotli.compress(b"".join(tables.values()), mode=brotli.MODE_FONT, quality=_BROTLI_QUALITY)
    header = struct.Struct(">4s4sIHHIIHH5I")
    content = directory + body
    content += bytes(-len(content) % 4)
    unpacked = 12 + sum(16 + len(data) + -len(data) % 4 for data in tables.values())
    length = header.size + len(content)
    fields = (b"wOF2", b"OTTO", length, len(tables), 0, unpacked, len(body), 1, 0, 0, 0, 0, 0, 0)
    return header.pack(*fields) + content
