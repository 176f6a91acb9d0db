"""Pictures without what cameras and programs write into them: places, names, times, comments.

Only the blocks a picture is drawn from are kept. Nothing is decoded, so no pixel changes.
"""

from __future__ import annotations

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
_JPEG_TOLD: Final = frozenset({0xFE, *range(0xE1, 0xEE), 0xEF})
"""Comment and application segments, but for JFIF (E0) and Adobe's colour transform (EE)."""
_SCAN: Final = 0xDA
_NO_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xDA)})
_VP8X_TOLD: Final = 0x04 | 0x08 | 0x20
"""Flags of XMP, EXIF and colour profile."""
_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_COMMENT: Final = 0xFE
_APPLICATION: Final = 0xFF
_LOOP: Final = b"NETSCAPE2.0"


def bare(asset: Asset) -> Asset:
    """`asset` with its pixels only. One whose blocks are broken is cut where they break."""
    return asset._replace(data=b"".join(_KINDS[asset.mime](asset.data)))


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    place = 8
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        if data[place + 4 : place + 8] in _PNG:
            yield data[place : place + 12 + length]
        place += 12 + length


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - a marker's first byte
        kind = data[place + 1]
        if kind == _SCAN:
            end = data.rfind(b"\xff\xd9")
            yield data[place : end + 2 if end > place else len(data)]
            return
        length = 0 if kind in _NO_LENGTH else struct.unpack_from(">H", data, place + 2)[0]
        if kind not in _JPEG_TOLD:
            yield data[place : place + 2 + length]
        place += 2 + length


def _webp(data: bytes) -> Iterator[bytes]:
    chunks = []
    place = 12
    while place + 8 <= len(data):
        kind = data[place : place + 4]
        (length,) = struct.unpack_from("<I", data, place + 4)
        chunk = data[place : place + 8 + length + length % 2]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_VP8X_TOLD]) + chunk[9:]
        if kind in _WEBP:
            chunks.append(chunk)
        place += 8 + length + length % 2
    body = b"WEBP" + b"".join(chunks)
    yield b"RIFF" + struct.pack("<I", len(body)) + body


def _gif(data: bytes) -> Iterator[bytes]:
    place = 13 + _table(data[10])
    yield data[:place]
    while place < len(data):
        start = place
        if data[place] == _EXTENSION:
            label = data[place + 1]
            told = label == _COMMENT or (label == _APPLICATION and data[place + 3 : place + 14] != _LOOP)
            place = _after_blocks(data, place + 2)
            if not told:
                yield data[start:place]
        elif data[place] == _IMAGE:
            place = _after_blocks(data, place + 11 + _table(data[place + 9]))
            yield data[start:place]
        else:
            yield bytes([_TRAILER])
            return


def _table(flags: int) -> int:
    """Bytes of a colour table."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


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
