"""What people type into cells, and what it says in the spec language."""

from __future__ import annotations

from typing import Any

import pytest

from jmap.importers.cells import Refused, read
from jmap.importers.columns import TABLES


@pytest.mark.parametrize(
    ("kind", "cell", "said"),
    [
        ("level", "4", "4"),
        ("level", "４", "4"),
        ("level", "High", "4"),
        ("level", " very  LOW ", "1"),
        ("level", "中", "3"),
        ("level", "Critical", "5"),
        ("emotion", "3,6", "3.6"),
        ("emotion", "4/5", "4"),
        ("emotion", "😡", "😡"),
        ("emotion", "满意", "满意"),
        ("share", "82 %", "82%"),
        ("share", "３４％", "34%"),
        ("share", "0.4", "0.4"),
        ("quantity", "4,3/5", "4.3/5"),
        ("quantity", "95s", "95s"),
        ("duration", "3 minutes", "3min"),
        ("duration", "1 hour 30 mins", "1h30min"),
        ("duration", "2 小时", "2小时"),
        ("day", "2026/9/3", "2026-09-03"),
        ("day", "2026年9月30日", "2026-09-30"),
        ("day", "2026-09-30 00:00:00", "2026-09-30"),
        ("number", "1204", "1204"),
        ("flag", "✓", True),
        ("flag", "Yes", True),
        ("flag", "否", False),
        ("names", "App、网站, 门店", ["App", "网站", "门店"]),
        ("names", "App\nWeb", ["App", "Web"]),
        ("lines", "- first\n• second;\n\n3) third", ["first", "second", "third"]),
        ("lines", "1.5 hours late", ["1.5 hours late"]),
        ("pairs", "Age: 34\n城市：上海", {"Age": "34", "城市": "上海"}),
        ("counts", "1: 3, 2：5", {"1": "3", "2": "5"}),
        ("word:status", "In progress", "doing"),
        ("word:status", "完成", "done"),
        ("word:frequency", "Rarely", "rare"),
        ("word:frequency", "15%", "15%"),
        ("word:evidence-kind", "competitor analysis", "competitor"),
        ("measure", "Satisfaction (CSAT)", "csat"),
        ("measure", "客户满意度", "客户满意度"),
        ("text", "=1+1", "=1+1"),
    ],
)
def test_is_read_as_people_mean_it(kind: str, cell: str, said: Any) -> None:
    assert read(kind, cell) == said


@pytest.mark.parametrize(
    ("kind", "cell", "takes"),
    [
        ("level", "urgent", "a whole number from 1 to 5"),
        ("level", "7", "a whole number from 1 to 5"),
        ("emotion", "curious", "an emotion from 1 to 5, or a word"),
        ("share", "130%", "a share such as 80% or 0.8"),
        ("day", "3/9/2026", "a date such as 2026-09-30"),
        ("day", "2026-02-30", "2026-02-30"),
        ("duration", "soon", "a duration such as 90s"),
        ("quantity", "a lot", "a number that says what it is"),
        ("flag", "maybe", "yes or no"),
        ("pairs", "34", '"Age: 34"'),
        ("counts", "many", '"1: 3, 2: 5"'),
        ("word:status", "soon", "one of: idea, testing, planned"),
    ],
)
def test_says_what_it_takes(kind: str, cell: str, takes: str) -> None:
    with pytest.raises(Refused) as refused:
        read(kind, cell)
    assert takes in str(refused.value)


def test_every_kind_of_column_can_be_read() -> None:
    special = {"computed", "lanes", "measures", "rating"}
    for table in TABLES:
        for column in table.columns:
            if column.kind not in special:
                try:
                    read(column.kind, "x")
                except Refused as refused:
                    assert str(refused)  # noqa: PT017 — either will do
