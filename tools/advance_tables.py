# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools>=4.55"]
# ///
"""Write `src/jmap/text/advances.py`, the table of character widths, from font files.

Run by hand: `python tools/advance_tables.py [FONT_ROOT]`. `FONT_ROOT` is `/usr/share/fonts` unless given and
must hold the Debian packages `fonts-noto-core`, `fonts-noto-cjk`, `fonts-dejavu-core`, `fonts-dejavu-extra`.
For every character of the blocks below the widest advance of the text faces is taken: whichever of them the
reader's machine uses, what is drawn never comes out wider than estimated. Slanted faces count, because
thoughts and quotes are set in them.

Rules beyond "take the widest":
* East Asian *ambiguous* punctuation and symbols are at least 1 em, since Chinese fonts draw them full width;
  letters of ambiguous width (Greek, Cyrillic, `é`) are not, since Chinese fonts set those proportionally.
* wide and full-width characters, emoji and marks are left out: `metrics` knows them by rule.
* outside the blocks only characters wider than 1 em are listed, because 1 em is what `metrics` takes for
  unknown: about right for arrows and symbols, roomy for the letters of rarer scripts.
* of presentation forms only the symbols are listed: text is written in letters.
* the characters of `KERNED` get a little more, because some faces set them apart from certain neighbours.
* beyond ASCII advances are rounded up to 5/1000 em, which keeps the table short.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.ttLib import TTCollection, TTFont

if TYPE_CHECKING:
    from collections.abc import Iterator

OUTPUT = Path(__file__).parents[1] / "src" / "jmap" / "text" / "advances.py"
BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x052F),  # Latin-1, Latin Extended, phonetic, Greek, Cyrillic
    (0x0530, 0x06FF),  # Armenian, Hebrew, Arabic
    (0x0900, 0x097F),  # Devanagari
    (0x0E01, 0x0E5B),  # Thai
    (0x10A0, 0x10FF),  # Georgian
    (0x1E00, 0x1FFF),  # Latin (Vietnamese) and Greek with several accents
    (0x2000, 0x214F),  # general punctuation, superscripts, currency, letterlike
    (0xFB00, 0xFB06),  # Latin ligatures
)
OTHER_SCRIPTS = {
    *range(0x0530, 0x0700),
    *range(0x0900, 0x0980),
    *range(0x0E00, 0x0E60),
    *range(0x10A0, 0x1100),
}
SYMBOLS = set(range(0x2000, 0x2C00))
ELSEWHERE = (*range(0x0600, 0x2E80), *range(0xA000, 0xFB00), *range(0xFDF0, 0xFE00), 0xFFFC, 0xFFFD)
CJK_FACES = 5  # of a Noto CJK collection: JP KR SC TC HK; the monospaced ones follow
EM = 1000
LINE = 60
KERNED = {"-": 14, "(": 20, "[": 20, "/": 13, "\\": 64, "f": 5}  # `-G`, `(j`, `/i`, `f'` … stay within 2 %
RULED = {"Mn", "Me", "Cf", "Cn", "Co", "Cs", "Cc"}
FACES = {
    "REGULAR": (
        ("truetype/noto/NotoSans-Regular.ttf", "truetype/noto/NotoSans-Italic.ttf"),
        ("truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Oblique.ttf"),
        "Regular",
    ),
    "BOLD": (
        ("truetype/noto/NotoSans-Bold.ttf", "truetype/noto/NotoSans-BoldItalic.ttf"),
        ("truetype/dejavu/DejaVuSans-Bold.ttf", "truetype/dejavu/DejaVuSans-BoldOblique.ttf"),
        "Bold",
    ),
}
HEADER = '''"""Advance widths of characters, written by `tools/advance_tables.py`; do not edit.

Each line is a width in em/1000 and the characters that have it: the widest of Noto Sans, DejaVu Sans and Noto
Sans CJK, upright and slanted. A character that is not listed follows a rule of `metrics`.
"""

from __future__ import annotations

from typing import Final
'''


def advances(font: TTFont) -> dict[int, int]:
    """Code point → advance in em/1000, rounded up."""
    metrics, scale = font["hmtx"], font["head"].unitsPerEm
    return {code: -(-metrics[glyph][0] * EM // scale) for code, glyph in font.getBestCmap().items()}


def text_faces(root: Path, weight: str) -> Iterator[TTFont]:
    """Yield the faces that text is set in."""
    noto, dejavu, style = FACES[weight]
    for name in (*noto, *dejavu):
        yield TTFont(root / name)
    yield from TTCollection(root / f"opentype/noto/NotoSansCJK-{style}.ttc").fonts[:CJK_FACES]


def script_faces(root: Path, weight: str) -> Iterator[tuple[TTFont, bool]]:
    """Yield the Noto Sans faces of other scripts and of symbols, and whether it is one of symbols.

    The display and monospaced ones are left out. Where a bold one is missing, the regular one is made bold.
    """
    styles = {"Regular", FACES[weight][2]}
    for path in sorted(
        p for style in styles for p in (root / "truetype/noto").glob(f"NotoSans*-{style}.ttf")
    ):
        if not path.name.startswith(("NotoSansDisplay", "NotoSansMono-")):
            yield TTFont(path), path.name.startswith(("NotoSansSymbols", "NotoSansMath"))


def by_rule(code: int) -> bool:
    """Whether `metrics` knows the width without a table: wide, zero-width, unassigned."""
    char = chr(code)
    category = unicodedata.category(char)
    if char == "\N{SOFT HYPHEN}":
        return False
    return unicodedata.east_asian_width(char) in "WF" or category in RULED


def measure(root: Path, weight: str) -> dict[int, int]:
    """Code point → the width to list."""
    widest: dict[int, int] = defaultdict(int)

    def take(font: TTFont, codes: set[int]) -> None:
        for code, advance in advances(font).items():
            if code in codes:
                widest[code] = max(widest[code], advance)

    listed = {code for first, last in BLOCKS for code in range(first, last + 1) if not by_rule(code)}
    elsewhere = {code for code in ELSEWHERE if not by_rule(code)} - listed
    for font in text_faces(root, weight):
        take(font, listed | elsewhere)
    for font, symbols in script_faces(root, weight):
        take(font, elsewhere & SYMBOLS if symbols else elsewhere - SYMBOLS | listed & OTHER_SCRIPTS)
    for code in listed & set(widest):
        ambiguous = unicodedata.east_asian_width(chr(code)) == "A"
        if ambiguous and not unicodedata.category(chr(code)).startswith("L"):
            widest[code] = max(widest[code], EM)
    for char, more in KERNED.items():
        widest[ord(char)] += more
    return {code: round_up(code, width) for code, width in widest.items() if code in listed or width > EM}


def round_up(code: int, width: int) -> int:
    """Widths beyond ASCII in steps of 5."""
    return width if code < 0x80 else -(-width // 5) * 5  # noqa: PLR2004 - the end of ASCII


def visible(char: str) -> bool:
    """Whether the character can stand in source code: not a space, not a mark, not written from the right."""
    if unicodedata.category(char)[0] in "MZC":
        return False
    return unicodedata.bidirectional(char) not in {"R", "AL", "AN"}


def literals(chars: list[str]) -> Iterator[str]:
    """Yield the characters as string literals of about one line each; what cannot be seen is escaped."""
    line = ""
    for char in chars:
        line += char if char == " " or visible(char) else f"\\u{ord(char):04x}"
        if len(line) > LINE:
            yield quote(line)
            line = ""
    if line:
        yield quote(line)


def quote(line: str) -> str:
    """Put quotes around, as the formatter would."""
    line = re.sub(r"\\(?!u)", r"\\\\", line)
    return f"'{line}'" if '"' in line else f'"{line}"'


def main() -> None:
    """Write the module."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts")
    parts = [HEADER]
    for weight in FACES:
        groups: dict[int, list[str]] = defaultdict(list)
        for code, width in sorted(measure(root, weight).items()):
            groups[width].append(chr(code))
        lines = [f"    ({width}, {part})," for width in sorted(groups) for part in literals(groups[width])]
        parts.append(f"{weight}: Final[tuple[tuple[int, str], ...]] = (\n" + "\n".join(lines) + "\n)\n")
    OUTPUT.write_text("\n".join(parts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
