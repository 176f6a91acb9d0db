from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from jmap.build.formats import unknown_formats
from jmap.diagnostics import Severity, Span
from jmap.spec import codes, read_project
from jmap.spec.examples import EXAMPLES

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

if TYPE_CHECKING:
    from pathlib import Path


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


def found(text: str, folder: Path) -> list[tuple[str, int, int]]:
    (folder / "frame.png").write_bytes(b64decode(PIXEL))
    (folder / "map.yaml").write_text(text, encoding="utf-8")
    loaded = read_project(folder / "map.yaml")
    findings = [*loaded.findings, *unknown_formats(loaded.project).values()]
    return [(each.code, each.span.line, each.span.column) for each in findings if each.span]


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_bad_example_is_reported_once_at_its_place_and_the_good_one_is_not(
    code: str, tmp_path: Path
) -> None:
    bad, at, good = EXAMPLES[code]
    assert found(bad, tmp_path) == [(code, *at)]
    assert found(good, tmp_path) == []


def test_all_have_examples_but_those_that_one_small_text_cannot_show() -> None:
    without = {"Y104", "Y105", "Y106", "Y109", "Y114", "Y115", "S212"}
    assert set(EXAMPLES) == set(codes.BY_CODE) - without
