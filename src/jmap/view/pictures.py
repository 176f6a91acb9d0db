"""Pictures without what cameras and programs write into them: places, names, times, comments.

Only the blocks a picture is drawn from are kept. Nothing is decoded, so no pixel changes.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jmap.model import Asset

_PNG: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"acTL",
     b"fcTL", b"fdAT"}
)  # fmt: skip
_WEBP: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_MARKER: Final = re.compile(rb"\xff+([^\xff\0])")
"""A JPEG marker, with the bytes it may be filled up with."""
_AFTER_SCAN: Final = re.compile(rb"\xff[^\xff\0\xd0-\xd7]")
"""The marker that ends the pixels of a scan: in them FF is followed by 0, or a restart is marked."""
_JPEG: Final = range(0xC0, 0xE0)
"""Markers of what JPEG itself needs."""
_SCAN, _END = 0xDA, 0xD9
_JFIF, _ADOBE = 0xE0, 0xEE
_NO_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xDA)})
_JFIF_LENGTH: Final = 18
"""Bytes of a JFIF segment before its thumbnail, which may show what was cut off the picture."""
_VP8X_TOLD: Final = 0x04 | 0x08 | 0x20
"""Flags of XMP, EXIF and colour profile."""
_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_TIMING: Final = b"\xf9"
"""The GIF extension that says how long an image is shown, and which colour is transparent."""
_LOOP: Final = b"\xff\x0bNETSCAPE2.0"


def bare(asset: Asset) -> Asset:
    """`asset` with its pixels only. One whose blocks are broken is cut where they break."""
    return asset._replace(data=b"".join(_KINDS[asset.mime](asset.data)))


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    place = 8
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        kind = data[place + 4 : place + 8]
        if kind in _PNG:
            yield data[place : place + 12 + length]
        if kind == b"IEND":
            return
        place += 12 + length


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    place = 2
    while (found := _MARKER.match(data, place)) is not None:
        kind = found[1][0]
        begin, place = found.end() - 2, found.end()
        if kind not in _NO_LENGTH:
            place += int.from_bytes(data[place : place + 2])
        if kind == _SCAN:
            after = _AFTER_SCAN.search(data, place)
            place = after.start() if after is not None else len(data)
        segment = data[begin:place]
        if kind in _JPEG or (kind == _ADOBE and segment[4:].startswith(b"Adobe")):
            yield segment
        elif kind == _JFIF and segment[4:].startswith(b"JFIF\0"):
            yield _without_thumbnail(segment)
        if kind == _END:
            return


def _without_thumbnail(jfif: bytes) -> bytes:
    if len(jfif) <= _JFIF_LENGTH:
        return jfif
    return jfif[:2] + struct.pack(">H", _JFIF_LENGTH - 2) + jfif[4 : _JFIF_LENGTH - 2] + bytes(2)


def _webp(data: bytes) -> Iterator[bytes]:
    chunks = []
    place = 12
    while place + 8 <= len(data):
        kind = data[place : place + 4]
        (length,) = struct.unpack_from("<I", data, place + 4)
        chunk = data[place : place + 8 + length + length % 2]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes(flags & ~_VP8X_TOLD for flags in chunk[8:9]) + chunk[9:]
        if kind in _WEBP:
            chunks.append(chunk)
        place += 8 + length + length % 2
    body = b"WEBP" + b"".join(chunks)
    yield b"RIFF" + struct.pack("<I", len(body)) + body


def _gif(data: bytes) -> Iterator[bytes]:
    place = 13 + _table(data[10:11])
    yield data[:place]
    while place < len(data):
        start = place
        if data[place] == _EXTENSION:
            place = _after_blocks(data, place + 2)
            if data.startswith((_TIMING, _LOOP), start + 1):
                yield data[start:place]
        elif data[place] == _IMAGE:
            place = _after_blocks(data, place + 11 + _table(data[place + 9 : place + 10]))
            yield data[start:place]
        else:
            yield bytes([_TRAILER])
            return


def _table(flags: bytes) -> int:
    """Bytes of the colour table that `flags` announces; none where a file ends before it says so."""
    return sum(3 * 2 ** ((flag & 7) + 1) for flag in flags if flag & 0x80)


def _after_blocks(data: bytes, place: int) -> int:
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1


_KINDS: Final[Mapping[str, Callable[[bytes], Iterator[bytes]]]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
    "image/gif": _gif,
}
