from __future__ import annotations

import re

from jmap.diagnostics import Severity, Span
from jmap.spec import codes


def test_codes_and_names_are_unique_and_in_order() -> None:
    numbers = [code.code for code in codes.CODES]
    yaml = [number for number in numbers if number.startswith("Y")]
    spec = [number for number in numbers if number.startswith("S")]
    assert numbers == [*yaml, *spec, "B431"]
    assert yaml == sorted(set(yaml))
    assert spec == sorted(set(spec))
    assert len({code.name for code in codes.CODES}) == len(codes.CODES)
    assert set(codes.BY_CODE) == set(numbers)


def test_each_code_documents_itself() -> None:
    for code in codes.CODES:
        assert re.fullmatch(r"[YS][12]\d\d|B431", code.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
        assert code.summary.endswith(".")
        assert code.why.endswith(".")


def test_a_finding_carries_its_code() -> None:
    place = Span("a.yaml", 1, 2)
    found = codes.finding(codes.BY_CODE["S201"], "no such key", place, hint="did you mean", related=[])
    assert (found.code, found.name, found.severity) == ("S201", "unknown-key", Severity.ERROR)
    assert (found.message, found.span, found.hint, found.related) == (
        "no such key",
        place,
        "did you mean",
        (),
    )
