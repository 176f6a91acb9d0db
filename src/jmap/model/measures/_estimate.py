"""What samples tell: shares and means with their uncertainty."""

from __future__ import annotations

from decimal import Decimal
from math import fsum, sqrt
from typing import TYPE_CHECKING, Literal, TypeAlias

from jmap.model.reading import Estimate, RefusedError, Z
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.model.experience import Measurement
    from jmap.model.reading import Wording


def exact(value: float | Decimal) -> str:
    """`value` as the result of a formula, to two decimals."""
    return plain(value, 2)


def precise(value: float) -> str:
    """`value` as it enters a formula, so that the result comes out right to two decimals."""
    return plain(value, 4)


def percent(share: float) -> str:
    """A share 0–1 as `82%`, with at most two decimals; also near nothing and all a number to compute with."""
    return f"{exact(Decimal(str(share)) * 100)}%"


def wilson(share: float, n: int) -> tuple[float, float]:
    """95 % bounds of a share observed in `n` cases.

    Score interval without continuity correction: E. B. Wilson (1927), J. Am. Stat. Assoc. 22, 209–212.
    """
    spread = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    middle = share + Z * Z / (2 * n)
    shrink = 1 + Z * Z / n
    low, high = (middle - spread) / shrink, (middle + spread) / shrink
    # At 0 and 1 a bound equals the value; rounding must not move it past.
    return min(share, max(0.0, low)), max(share, min(1.0, high))


def share_of(share: float, n: int | None, told: Wording, worked: Wording = "") -> Estimate:
    """A share of `n` cases. Its variance is the one Wilson's interval implies, so it is never 0 by chance."""
    if n is None:
        return Estimate(share, None, None, told, worked)
    low, high = wilson(share, n)
    return Estimate(share, n, ((high - low) / (2 * Z)) ** 2, told, worked, (low, high))


def mean_of(mean: float, n: int | None, sd: float | None, told: Wording, worked: Wording = "") -> Estimate:
    """A mean of `n` answers with standard deviation `sd`: variance sd²/n, bounds at ± Z standard errors.

    One answer, or answers all alike, tell nothing of how others would answer: then there is no variance.
    """
    if n is None or n < 2 or not sd:  # noqa: PLR2004  two answers are the fewest with a spread
        return Estimate(mean, n, None, told, worked)
    return Estimate(mean, n, (sd / sqrt(n)) ** 2, told, worked)


def mean_of_counts(counts: Mapping[int, int], top: float) -> Estimate:
    """The mean of answers counted by point up to `top`, with the spread they show (n − 1 in the denominator)."""
    n = sum(counts.values())
    mean = sum(point * count for point, count in counts.items()) / n
    squares = fsum(count * (point - mean) ** 2 for point, count in counts.items())
    sd = sqrt(squares / (n - 1)) if n > 1 else None
    return mean_of(mean, n, sd, (_of_top, mean, top), (_counted, counts, n, mean))


def _of_top(mean: float, top: float) -> str:
    return f"{exact(mean)}/{top:.12g}"


def _counted(counts: Mapping[int, int], n: int, mean: float) -> str:
    terms = " + ".join(f"{point} × {count}" for point, count in counts.items())
    return f"({terms}) / {n} = {precise(mean)}"


Form: TypeAlias = Literal["value", "count", "counts", "answers"]
"""How a value is said: as such, by `count` of `n`, by `counts` of points, by promoters and detractors."""


def form_of(name: str, measurement: Measurement, allowed: Sequence[Form], accepts: Sequence[str]) -> Form:
    """The form `measurement` is given in: `value` only where there are no counts."""
    given: list[tuple[Form, str]] = []
    if measurement.count is not None:
        given.append(("count", "count"))
    if measurement.counts is not None:
        given.append(("counts", "counts"))
    if measurement.promoters is not None:
        given.append(("answers", "promoters"))
    elif measurement.passives is not None:
        given.append(("answers", "passives"))
    elif measurement.detractors is not None:
        given.append(("answers", "detractors"))
    if not given:
        if measurement.value is None:
            raise RefusedError("S213", f"{name} has no value: write {listed(accepts)}")
        return "value"
    for form, key in given:
        if form not in allowed:
            raise RefusedError("S213", f"{name} takes no `{key}`: write {listed(accepts)}")
    if len(given) > 1:
        raise RefusedError("S215", f"{name} has `{given[0][1]}` and `{given[1][1]}`: give one of them")
    if measurement.sd is not None:
        raise RefusedError(
            "S215", f"{name} has counts and `sd`: the spread follows from the counts, leave `sd` out"
        )
    return given[0][0]


def listed(forms: Sequence[str]) -> str:
    """`a, b or c`."""
    return " or ".join(part for part in (", ".join(forms[:-1]), forms[-1]) if part)


def bare(value: object, accepts: Sequence[str]) -> RefusedError:
    """The refusal of a value that does not say what it is."""
    return RefusedError("S213", f'"{value}" does not say what it is: write {listed(accepts)}')


def agree(name: str, value: float, counted: Estimate, tolerance: float) -> None:
    """Refuse a `value` that differs from its own counts by more than its rounding."""
    if abs(value - counted.value) > tolerance + 1e-9:
        raise RefusedError(
            "S215", f"the value and the counts of {name} differ: the counts give {counted.shown}"
        )


def share_of_count(name: str, measurement: Measurement) -> Estimate:
    """The share that `count` of `n` is."""
    count, n = measurement.count, measurement.n
    if count is None or n is None:
        raise RefusedError("S213", f"{name} has `count` without `n`: write both, {{count: 197, n: 240}}")
    if count > n:
        raise RefusedError("S203", f"`count` of {name} is {count}, more than its n of {n}")
    share = count / n
    counted = share_of(share, n, (percent, share), (_counted_share, count, n, share))
    if measurement.value is not None and measurement.value.unit == "share":
        agree(name, measurement.value.amount, counted, 0.005)
    elif measurement.value is not None:
        raise RefusedError("S215", f"{name} has `value: {measurement.value}` and `count`: give one of them")
    return counted


def _counted_share(count: int, n: int, share: float) -> str:
    return f"{count} / {n} = {percent(share)}"


def by_point(name: str, measurement: Measurement, points: range | None = None) -> dict[int, int]:
    """`counts` by point, lowest first. Without fixed `points`, all from 1 to the top must be named."""
    counts = measurement.counts or {}
    if not all(key.isascii() and key.isdigit() for key in counts):
        raise RefusedError("S213", f"`counts` of {name} go by point of the scale: {{1: 3, 2: 5, …}}")
    found = {int(key): count for key, count in sorted(counts.items(), key=lambda item: int(item[0]))}
    if points is None and list(found) != list(range(1, len(found) + 1)):
        # Without the top point the scale would be guessed from who happened to answer.
        raise RefusedError(
            "S213",
            f"`counts` of {name} must name every point from 1 to the top, 0 where nobody answered",
        )
    if points is not None and (outside := [point for point in found if point not in points]):
        raise RefusedError(
            "S203", f"`counts` of {name} go from {points[0]} to {points[-1]}, there is no {outside[0]}"
        )
    check_total(name, measurement, sum(found.values()))
    return found


def check_total(name: str, measurement: Measurement, total: int) -> None:
    """Refuse counts of nobody, or of others than `n` says."""
    if total == 0:
        raise RefusedError("S203", f"the counts of {name} are all 0: nobody answered")
    if measurement.n not in (None, total):
        raise RefusedError("S215", f"n of {name} is {measurement.n}, but its counts add up to {total}")
