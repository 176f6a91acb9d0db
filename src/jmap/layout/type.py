"""Sizes of type and space: what gives the map its rhythm."""

from __future__ import annotations

from typing import NamedTuple


class Type(NamedTuple):
    """A size of type and its line height, in px.

    Line heights are at least 1.45 × size: the tallest of the fonts named in outputs (Noto Sans CJK) reaches
    1.16 above and 0.29 below its baseline, so lines set this far apart never touch.
    """

    size: float
    leading: float
    bold: bool = False
    italic: bool = False

    def baseline(self, top: float) -> float:
        """Where the baseline of a line lies that begins at `top`."""
        return top + (self.leading - 1.448 * self.size) / 2 + 1.16 * self.size


TITLE = Type(26, 38, bold=True)
SUBTITLE = Type(13, 19)
STAGE = Type(14.5, 22, bold=True)
NAME = Type(15, 22, bold=True)
BODY = Type(13, 19)
QUOTE = Type(12.5, 18.5)
CARD = Type(12.5, 18.5)
SMALL = Type(11, 16)
SMALL_BOLD = Type(11, 16, bold=True)
LABEL = Type(12.5, 18.5, bold=True)
VALUE = Type(13, 19, bold=True)
NUMBER = Type(12.5, 18.5, bold=True)
SCORE = Type(17, 25, bold=True)
CHIP = Type(14, 20.5, bold=True)

MARGIN = 32.0
"""White around the map."""
LABELS = 142.0
"""Width of the column of lane labels."""
LEFT = MARGIN + LABELS
"""Where the columns of stages and touchpoints begin."""
PAD = 10.0
"""Between a column's edge and what stands in it."""
ROW = 12.0
"""Above and below the contents of a lane."""
MEASURE = 560.0
"""Longest line of running text: longer ones are hard to read."""
