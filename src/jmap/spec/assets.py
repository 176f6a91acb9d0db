"""Pictures a spec names: read from inside the project, recognised by their content, never by their name."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from jmap.model import Asset
from jmap.spec.files import FileRefusedError, read_inside

if TYPE_CHECKING:
    from pathlib import Path

MAX_PICTURE: Final = 4 * 1024 * 1024
"""Largest picture, in bytes: it is embedded whole into every output that shows it."""


def read_picture(root: Path, name: str) -> Asset:
    """The picture at `name`, relative to the project's folder `root`.

    Raises:
        FileRefusedError: it cannot be read, lies outside, or is no PNG, JPEG, WebP or GIF picture.
    """
    if "://" in name or name.startswith(("/", "\\", "data:")) or ":" in name[:3]:
        raise FileRefusedError("a picture is named by its path inside the project; nothing is fetched")
    data = read_inside(root, root / name, MAX_PICTURE)
    mime, size = _recognise(data)
    if size is None or not all(0 < side <= 20_000 for side in size):
        raise FileRefusedError("it is no PNG, JPEG, WebP or GIF picture")
    return Asset(data=data, mime=mime, width=size[0], height=size[1])


def _recognise(data: bytes) -> tuple[str, tuple[int, int] | None]:
    """MIME type and size in pixels; no size when the picture is not of a known kind."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return "image/png", struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return "image/gif", struct.unpack("<HH", data[6:10])
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 30:
        return "image/webp", _webp_size(data)
    return ("image/jpeg", _jpeg_size(data)) if data.startswith(b"\xff\xd8\xff") else ("", None)


def _webp_size(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Size from the first start-of-frame segment."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return None
