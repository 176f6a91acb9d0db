"""What measures with a scale of their own have in common: nobody declares its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model.reading import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from jmap.model.experience import Measurement
    from jmap.model.project import MeasureSettings


def whole(name: str, given: Measurement | MeasureSettings, *, polarity: bool = True) -> None:
    """Refuse `worst` and `best`, and (unless the measure takes it) another `better` than `higher`."""
    if given.worst is not None or given.best is not None:
        key = "best" if given.worst is None else "worst"
        raise RefusedError("S215", f"{name} is scored on its own scale: leave `{key}` out")
    if polarity and given.better == "lower":
        raise RefusedError("S215", f"higher {name} is better by definition: leave `better: lower` out")


def settle_for(
    name: str, units: tuple[str, ...] = (), *, polarity: bool = True
) -> Callable[[MeasureSettings], None]:
    """Make the check of a project's settings for such a measure."""

    def settle(settings: MeasureSettings) -> None:
        whole(name, settings, polarity=polarity)
        if settings.unit not in (None, *units):
            raise RefusedError("S215", f'{name} has a scale of its own: its unit cannot be "{settings.unit}"')

    return settle
