"""CSV that is text in every spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.report.csv import cell, write
from jmap.text.formula import unmarked

TEXTS = st.text(st.characters(codec="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|'/c calc'!A0",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b=1",
        "\x00=1",
        "−1",
    ],
)
def test_no_text_is_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])))
def test_a_mark_is_taken_off_again(text: str) -> None:
    assert unmarked(cell(text)) == (text if not text.startswith("'") else unmarked(text))


@pytest.mark.parametrize(
    ("value", "shown"), [(-5, "-5"), (62.5, "62.5"), (None, ""), (0, "0"), ("a=b", "a=b")]
)
def test_numbers_and_plain_texts_stay(value: str | float | None, shown: str) -> None:
    assert cell(value) == shown


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=3), min_size=1, max_size=4))
def test_rows_come_back(rows: list[list[str]]) -> None:
    text = write(rows)
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert [len(row) for row in found] == [len(row) for row in rows]
    assert found == [[cell(value) for value in row] for row in rows]
    for row in found:
        for value in row:
            assert value.lstrip()[:1] not in {*"=+-@＝＋－＠"} or value == ""
