"""Pictures lose what is written into them and no pixel."""

from __future__ import annotations

import struct
from typing import Literal

from jmap.model import Asset
from jmap.view.pictures import bare

Mime = Literal["image/png", "image/jpeg", "image/webp", "image/gif"]


def left(data: bytes, mime: Mime) -> bytes:
    return bare(Asset(data, mime, 1, 1)).data


def segment(kind: int, data: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(data) + 2) + data


def test_jpeg() -> None:
    begin, jfif, table = b"\xff\xd8", segment(0xE0, b"JFIF\0"), segment(0xDB, b"\0" * 64)
    scan = segment(0xDA, b"\1\1\0\0?\0") + b"\x12\xff\0\x34\xff\xd9"
    exif, comment = segment(0xE1, b"Exif\0\0GPS"), segment(0xFE, b"Anna")
    assert (
        left(begin + jfif + exif + table + comment + scan + b"tail", "image/jpeg")
        == begin + jfif + table + scan
    )


def test_webp() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    def file(*chunks: bytes) -> bytes:
        body = b"WEBP" + b"".join(chunks)
        return b"RIFF" + struct.pack("<I", len(body)) + body

    pixels = chunk(b"VP8 ", b"odd")
    told = file(
        chunk(b"VP8X", bytes([0x3C]) + b"\0" * 9), pixels, chunk(b"EXIF", b"GPS"), chunk(b"XMP ", b"Anna")
    )
    assert left(told, "image/webp") == file(chunk(b"VP8X", bytes([0x10]) + b"\0" * 9), pixels)


def test_gif() -> None:
    head = b"GIF89a" + struct.pack("<HH", 1, 1) + bytes([0x80, 0, 0]) + b"\0" * 6
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\1\0\0\0"
    image = b"\x2c" + b"\0" * 9 + b"\x02\x02\x44\x01\0"
    comment, other = b"\x21\xfe\x04Anna\0", b"\x21\xff\x0bXMP DataXMP\x03abc\0"
    assert left(head + comment + loop + other + image + b"\x3b", "image/gif") == head + loop + image + b"\x3b"


def test_broken_ones_end_where_they_break() -> None:
    for mime in ("image/png", "image/jpeg", "image/webp", "image/gif"):
        for length in range(14, 40):
            left(b"\x89PNG\r\n\x1a\n" + b"\x21\xff" * length, mime)
