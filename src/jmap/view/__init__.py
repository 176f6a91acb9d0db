"""What an audience gets to see: one project made from another, before anything is scored or drawn.

What a view leaves out is not in the project it yields, so that no format can let it through.
"""

from __future__ import annotations

from jmap.view.audience import FULL, View, read_view, shown

__all__ = ["FULL", "View", "read_view", "shown"]
