"""Pictures lose what is written into them and no pixel."""

from __future__ import annotations

import struct
from typing import Literal

import pytest

from jmap.model import Asset
from jmap.view.pictures import bare

Mime = Literal["image/png", "image/jpeg", "image/webp", "image/gif"]


def left(data: bytes, mime: Mime) -> bytes:
    return bare(Asset(data, mime, 1, 1)).data


def segment(kind: int, data: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(data) + 2) + data


def chunk(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def riff(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def block(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + b"\0\0\0\0"


JPEG = b"\xff\xd8"
JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
TABLE = segment(0xDB, b"\0" * 64)
EXIF, COMMENT = segment(0xE1, b"Exif\0\0GPS"), segment(0xFE, b"Anna")
SCAN = segment(0xDA, b"\1\1\0\0?\0") + b"\x12\xff\0\xff\xd3\x34"
END = b"\xff\xd9"

GIF = b"GIF89a" + struct.pack("<HH", 1, 1) + bytes([0x80, 0, 0]) + b"\0" * 6
TIMING, LOOP = b"\x21\xf9\x04\0\0\0\0\0", b"\x21\xff\x0bNETSCAPE2.0\x03\1\0\0\0"
IMAGE = b"\x2c" + b"\0" * 8 + b"\x80" + b"\0" * 6 + b"\x02\x02\x44\x01\0"
GIF_TOLD = [b"\x21\xfe\x04Anna\0", b"\x21\xff\x0bXMP DataXMP\x03GPS\0", b"\x21\x01\x01\0\x04Anna\0"]

PNG = b"\x89PNG\r\n\x1a\n"
PNG_HEAD, PNG_PIXELS, PNG_END = block(b"IHDR", b"\0" * 13), block(b"IDAT", b"pixels"), block(b"IEND", b"")

EXTENDED, PIXELS = chunk(b"VP8X", bytes([0x3C]) + b"\0" * 9), chunk(b"VP8 ", b"odd")

TOLD: dict[Mime, list[bytes]] = {
    "image/png": [PNG, PNG_HEAD, block(b"eXIf", b"GPS"), PNG_PIXELS, block(b"tEXt", b"Anna"), PNG_END],
    "image/jpeg": [JPEG, JFIF, EXIF, TABLE, COMMENT, SCAN, COMMENT, SCAN, END],
    "image/webp": [riff(EXTENDED, PIXELS, chunk(b"EXIF", b"GPS"), chunk(b"XMP ", b"Anna"))],
    "image/gif": [GIF, *GIF_TOLD, LOOP, TIMING, IMAGE, GIF_TOLD[0], TIMING, IMAGE, b"\x3b"],
}
BARE: dict[Mime, bytes] = {
    "image/png": PNG + PNG_HEAD + PNG_PIXELS + PNG_END,
    "image/jpeg": JPEG + JFIF + TABLE + SCAN + SCAN + END,
    "image/webp": riff(chunk(b"VP8X", bytes([0x10]) + b"\0" * 9), PIXELS),
    "image/gif": GIF + LOOP + TIMING + IMAGE + TIMING + IMAGE + b"\x3b",
}

every_kind = pytest.mark.parametrize("mime", BARE)


@every_kind
def test_only_what_is_drawn_is_left(mime: Mime) -> None:
    told = b"".join(TOLD[mime])
    assert left(told, mime) == BARE[mime]
    assert left(BARE[mime], mime) == BARE[mime]


@every_kind
def test_nothing_behind_the_end_is_left(mime: Mime) -> None:
    """Cameras and telephones put a second picture there, with all it tells."""
    told = b"".join(TOLD[mime])
    assert left(told + told, mime) == BARE[mime]


@every_kind
def test_what_is_cut_off_ends_where_it_is_cut(mime: Mime) -> None:
    told = b"".join(TOLD[mime])
    for length in range(len(told)):
        assert BARE[mime][8:].startswith(left(told[:length], mime)[8:]), length


def test_a_comment_between_scans_and_one_behind_filling_bytes() -> None:
    filled = b"\xff\xff" + EXIF
    assert left(JPEG + filled + JFIF + SCAN + b"\xff" + COMMENT + SCAN + END, "image/jpeg") == (
        JPEG + JFIF + SCAN + b"\xff" + SCAN + END
    )


def test_thumbnails_and_other_programs_segments_are_left_out() -> None:
    small = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1Abc")
    canon, jfxx, adobe = (
        segment(0xE0, b"II\x1a\0\0\0HEAPJPGMAnna"),
        segment(0xE0, b"JFXX\0\x10thumbnail"),
        segment(0xEE, b"Adobe\0d\0\0\0\0\1"),
    )
    told = JPEG + small + canon + jfxx + adobe + segment(0xEE, b"Anna") + segment(0xF0, b"Anna") + SCAN + END
    assert left(told, "image/jpeg") == JPEG + JFIF + adobe + SCAN + END


def test_many_filling_bytes_take_no_time() -> None:
    told = JPEG + SCAN + b"\xff" * 4_000_000 + b"\0" + END
    assert left(told, "image/jpeg") == told
