"""Regular expressions that are compiled when first used, and then found at once.

Modules keep their patterns as strings: compiling all of them takes longer than drawing a small map, which needs
few. The functions of `re` would do the same, at ten times the cost of each call.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled pattern."""
    return re.compile(pattern, flags)
