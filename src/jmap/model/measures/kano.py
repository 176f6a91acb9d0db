"""Kano: what having and lacking something does to customers, from pairs of answers. Shown, never scored.

A category says what kind of wish something meets and not how well it is met, so it has no place on 0–100.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from jmap.model.measure import Measure
from jmap.model.measures._estimate import check_total, form_of, precise
from jmap.model.measures._fixed import settle_for, whole
from jmap.model.reading import Estimate, Reading, RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.model.experience import Measurement
    from jmap.model.project import MeasureSettings

_CATEGORIES: Final = {
    "M": "must-be",
    "O": "one-dimensional",
    "A": "attractive",
    "I": "indifferent",
    "R": "reverse",
    "Q": "questionable",
}
"""By their letters. Of equally frequent ones the first counts: what customers miss most (M > O > A > I)."""

_ANSWERS: Final = ("like", "must-be", "neutral", "live-with", "dislike")

_TABLE: Final = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
"""Kano's evaluation table: rows are answers if it is there, columns answers if it is not, as in `_ANSWERS`."""

_ACCEPTS: Final = (
    "{counts: {A: 63, O: 21, M: 3, I: 8, R: 1, Q: 2}}",
    "{counts: {like/dislike: 21, like/neutral: 63, …}}",
)


def category(present: str, absent: str) -> str:
    """The letter of the category that a pair of answers falls into: if it is there, if it is not."""
    return _TABLE[_ANSWERS.index(present)][_ANSWERS.index(absent)]


def _letter(key: str) -> str:
    present, slash, absent = key.partition("/")
    if slash and present in _ANSWERS and absent in _ANSWERS:
        return category(present, absent)
    letter = next((letter for letter, name in _CATEGORIES.items() if key in (letter, name)), None)
    if letter is None:
        known = ", ".join(f"{letter} ({name})" for letter, name in _CATEGORIES.items())
        raise RefusedError(
            "S213",
            f'`counts` of kano go by category, {known}, or by pair of answers such as like/dislike, not "{key}"; '
            f"answers are {', '.join(_ANSWERS)}",
        )
    return letter


def _by_category(counts: Mapping[str, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, count in counts.items():
        found[_letter(key)] += count
    return found


def _read(measurement: Measurement, settings: MeasureSettings | None) -> Reading:
    del settings
    whole("kano", measurement)
    form_of("kano", measurement, ("counts",), _ACCEPTS)
    if measurement.value is not None or measurement.counts is None:
        raise RefusedError("S213", f"kano is told by counts: write {_ACCEPTS[0]}")
    if measurement.target is not None:
        raise RefusedError("S215", "kano has no target: leave `target` out")
    found = _by_category(measurement.counts)
    n = sum(found.values())
    check_total("kano", measurement, n)
    shown = max(_CATEGORIES, key=lambda letter: found[letter])
    of_those_who_mind = sum(found[letter] for letter in "AOMI")
    if not of_those_who_mind:
        return Reading(Estimate(0.0, n, None, shown), None, None, "", "Kano")
    better = (found["A"] + found["O"]) / of_those_who_mind
    worse = -(found["O"] + found["M"]) / of_those_who_mind
    text = f"{shown} (CS+ {better:.2f}, CS− {worse:.2f})".replace("-", "−")
    working = (
        f"CS+ = ({found['A']} + {found['O']}) / {of_those_who_mind} = {precise(better)}; "
        f"CS− = −({found['O']} + {found['M']}) / {of_those_who_mind} = {precise(worse)}"
    )
    estimate = Estimate(better, n, None, text)
    return Reading(estimate, None, None, working.replace("= -", "= −"), "Kano")


MEASURE = Measure(
    id="kano",
    label="measure.kano",
    accepts=_ACCEPTS,
    better=None,
    scale="a category: attractive A, one-dimensional O, must-be M, indifferent I, reverse R, questionable Q",
    bounded=False,
    formula="shown, not scored: the most frequent category (of equal ones M, O, A, I); "
    "CS+ = (A + O) / (A + O + M + I); CS− = −(O + M) / (A + O + M + I)",
    source="C. Berger et al. (1993), Kano's methods for understanding customer-defined quality, Center for Quality "
    "Management Journal 2(4); E. Sauerwein, F. Bailom, K. Matzler, H. H. Hinterhuber (1996), The Kano model: how to "
    "delight your customers, IX. International Working Seminar on Production Economics, 313–327.",
    pooling="counts are added up; categories and coefficients are never averaged",
    read=_read,
    settle=settle_for("kano"),
)
