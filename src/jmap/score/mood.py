"""How a moment feels to all personas together, on the scale of emotions."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from jmap.model.ground import emotion_of, waves_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.model.experience import Experience
    from jmap.model.people import Evidence


def mood(here: Experience, shares: Mapping[str, float], evidence: Mapping[str, Evidence]) -> float | None:
    """The mean emotion, 1–5, over personas by their `shares`; `None` when nobody's is known.

    A persona without an emotion takes everybody's; one without either does not count. Where none of those
    known has a share, all count alike.
    """
    known = [
        (share, emotion.value)
        for persona, share in shares.items()
        if (emotion := emotion_of(here, persona, evidence)) is not None
    ]
    if not shares:
        newest = waves_of(here.emotion, here.evidence, evidence).values()
        known = [(0.0, waves[-1].value) for waves in newest]
    if not known:
        return None
    total = fsum(share for share, _ in known)
    if not total:
        return fsum(value for _, value in known) / len(known)
    return fsum(share * value for share, value in known) / total
