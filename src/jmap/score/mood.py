"""How a moment feels to all personas together, on the scale of emotions."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from jmap.model.experience import emotion_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.model.experience import Emotion


def mood(emotions: Sequence[Emotion], shares: Mapping[str, float]) -> float | None:
    """The mean emotion, 1–5, over personas by their `shares`; `None` when nobody's is known.

    A persona without an emotion takes everybody's; one without either does not count. Where none of those
    known has a share, all count alike.
    """
    known = [
        (share, emotion.value)
        for persona, share in shares.items()
        if (emotion := emotion_of(emotions, persona)) is not None
    ]
    if not shares:
        known = [(0.0, emotion.value) for emotion in emotions]
    if not known:
        return None
    total = fsum(share for share, _ in known)
    if not total:
        return fsum(value for _, value in known) / len(known)
    return fsum(share * value for share, value in known) / total
