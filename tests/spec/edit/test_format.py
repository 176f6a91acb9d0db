from __future__ import annotations

from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from jmap.spec.edit.format import formatted
from jmap.spec.reader import read
from tests.spec.edit.untidy import untidy


@given(st.integers(0, 2**32))
@settings(max_examples=300)
def test_any_file_is_formatted_once_and_for_all(seed: int) -> None:
    data = untidy(seed).encode()
    if read("a.yaml", data)[1]:
        event("refused")
        return
    once, findings = formatted("a.yaml", data)
    assert not findings
    assert formatted("a.yaml", once) == (once, [])
