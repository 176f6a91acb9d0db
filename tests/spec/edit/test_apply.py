"""Edits that touch each other are not made together; those that are made change nothing else."""

from __future__ import annotations

import pytest

from jmap.diagnostics import Edit
from jmap.spec.edit.apply import Batch, apply


def edit(column: int, end: int, text: str = "", *, line: int = 1, path: str = "a.yaml") -> Edit:
    return Edit(path, line, column, line, end, text)


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (edit(1, 5), True),
        (edit(1, 6), False),
        (edit(4, 6), False),
        (edit(6, 7), False),
        (edit(7, 9), False),
        (edit(8, 9), True),
        (edit(1, 20), False),
        (edit(5, 8), False),
        (edit(5, 8, line=2), True),
        (edit(5, 8, path="b.yaml"), True),
    ],
)
def test_of_edits_that_overlap_the_first_is_taken(other: Edit, *, apart: bool) -> None:
    batch = Batch()
    assert batch.take([edit(5, 8)])
    assert batch.take([other]) is apart
    assert not batch.take([edit(12, 14), edit(13, 15)])
    assert batch.take([edit(30, 31)])
    assert not batch.take([edit(30, 32)])


def test_two_texts_at_one_place_are_not_both_inserted() -> None:
    batch = Batch()
    assert batch.take([edit(3, 3, "x")])
    assert not batch.take([edit(3, 3, "x")])
    assert not batch.take([edit(9, 9, "x"), edit(9, 9, "y")])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_is_inserted_has_the_line_ends_of_the_file(end: str) -> None:
    data = f"ab{end}cd\n".encode()
    assert apply(data, [edit(2, 3, "x\ny"), edit(1, 2, "z", line=2)]) == f"ax{end}y{end}zd\n".encode()


def test_the_only_line_of_a_file_can_be_changed_and_removed() -> None:
    assert apply(b"ab", [edit(1, 2, "x\n")]) == b"x\nb"
    assert apply(b"ab", [Edit("a.yaml", 1, 1, 2, 1, "")]) == b""
