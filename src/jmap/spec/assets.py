"""Pictures a spec names: read from inside the project, recognised by their content, never by their name."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from jmap.model import Asset
from jmap.spec.files import FileRefusedError, read_inside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAX_PICTURE: Final = 4 * 1024 * 1024
"""Largest picture, in bytes: it is embedded whole into every output that shows it."""

MAX_SHOWN: Final = 16 * 1024 * 1024
"""Bytes of pictures one journey may show, each counted as often as it is shown: so often it is embedded."""

MAX_TOGETHER: Final = 128 * 1024 * 1024
"""Bytes of all pictures of a project."""

MAX_SIDE: Final = 20_000
"""Largest width and height, in pixels."""

_LOOKED_AT: Final = 4096
"""Bytes within which an SVG begins, behind its comments."""

_NOT_A_PATH: Final = re.compile(r"\s*(?:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:)")
"""Absolute paths, drives, and everything with a scheme."""

Mime: TypeAlias = Literal["image/png", "image/jpeg", "image/webp", "image/gif"]


class Size(NamedTuple):
    """Pixels."""

    width: int
    height: int


def read_picture(root: Path, name: str) -> Asset:
    """The picture at `name`, relative to the project's folder `root`.

    Raises:
        FileRefusedError: it cannot be read, lies outside, or is no PNG, JPEG, WebP or GIF picture.
    """
    if _NOT_A_PATH.match(name):
        raise FileRefusedError("a picture is named by its path inside the project; nothing is fetched")
    data = read_inside(root, root / name, MAX_PICTURE)
    for begin, mime, size_of in _KINDS:
        if data.startswith(begin):
            try:
                width, height = size_of(data)
            except struct.error:  # cut off
                break
            if 0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE:
                return Asset(data=data, mime=mime, width=width, height=height)
    hint = "; an SVG can be saved as PNG by what drew it" if b"<svg" in data[:_LOOKED_AT] else ""
    raise FileRefusedError(f"it is no PNG, JPEG, WebP or GIF picture{hint}")


def _png_size(data: bytes) -> Size:
    return Size(*struct.unpack_from(">II", data, 16))


def _gif_size(data: bytes) -> Size:
    return Size(*struct.unpack_from("<HH", data, 6))


def _webp_size(data: bytes) -> Size:
    if data[8:16] == b"WEBPVP8X":
        _, low, high, low2, high2 = struct.unpack_from("<4sHBHB", data, 20)
        return Size(1 + low + (high << 16), 1 + low2 + (high2 << 16))
    if data[8:16] == b"WEBPVP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return Size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if data[8:16] == b"WEBPVP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Size(width & 0x3FFF, height & 0x3FFF)
    return Size(0, 0)


def _jpeg_size(data: bytes) -> Size:
    """Size from the first start-of-frame segment."""
    place = 2
    while True:
        begin, marker, length = struct.unpack_from(">BBH", data, place)
        if begin != _JPEG_SEGMENT:
            return Size(0, 0)
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return Size(width, height)
        place += 2 + length


_JPEG_SEGMENT: Final = 0xFF
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

_KINDS: Final[tuple[tuple[bytes, Mime, Callable[[bytes], Size]], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "image/png", _png_size),
    (b"GIF87a", "image/gif", _gif_size),
    (b"GIF89a", "image/gif", _gif_size),
    (b"RIFF", "image/webp", _webp_size),
    (b"\xff\xd8\xff", "image/jpeg", _jpeg_size),
)
"""How each kind begins, and where it keeps its size."""
