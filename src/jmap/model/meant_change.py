"""What a refused change may have meant: a hint for whoever told in words which way it went."""

from __future__ import annotations

import re
from typing import Final

from jmap.model.refusal import is_quoted, plain

_AMOUNT: Final = r"[+-]?\d+(?:\.\d+)?(?:\s*(?:%|/\s*\d+|(?:sec|s|min|h|d|w)\b|秒|分钟|小时|天|周))?"
_DOWN: Final = (
    r"\b(?:less|lower|fewer|shorter|faster|down|decreas|declin|drop|fall|fell|reduc|cut)|下降|下滑|降|减|缩短"
)


def change(raw: object) -> str:
    """The change that was told in words: `20 % more`, `下降 30%`."""
    found = told(plain(raw)) if isinstance(raw, str) else None
    if found is None:
        return "write how much it changed, with its sign: +20%, -0.4/5 or -12s"
    return f"write {found} without quotes" if is_quoted(raw) else f"did you mean {found}?"


def told(text: str) -> str | None:
    """The only number in a text, with the sign of the way that the words beside it say."""
    found = re.findall(_AMOUNT, text)
    if len(found) != 1:
        return None
    sign = "-" if re.search(_DOWN, text, re.IGNORECASE) else "+"
    amount: str = re.sub(r"\s", "", found[0])
    return amount if amount[0] in "+-" else sign + amount
