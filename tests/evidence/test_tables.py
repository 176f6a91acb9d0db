"""Engines that count: nothing but the data can be reached, and a warehouse counts as a file does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from duckdb import InterruptException
from tests.evidence.conftest import said

from jmap.errors import ConfigError, ToolMissingError
from jmap.evidence.engine import refusing
from jmap.evidence.files import File
from jmap.evidence.remarks import UncountableError
from jmap.evidence.tables import Tables, _joined
from jmap.model import Data

if TYPE_CHECKING:
    from pathlib import Path

    from tests.evidence.conftest import Count

ESCAPES = {
    "another file": "SELECT * FROM read_csv('/etc/passwd')",
    "sniffing": "SELECT * FROM sniff_csv('/etc/passwd')",
    "a folder": "SELECT * FROM glob('/etc/*')",
    "writing": "COPY (SELECT 1) TO '{folder}/out.csv'",
    "a database": "ATTACH '{folder}/other.db'",
    "an extension": "INSTALL httpfs",
    "the lock": "SET enable_external_access = true",
    "more memory": "SET memory_limit = '99GB'",
    "a network": "SELECT * FROM read_csv('https://example.com/a.csv')",
}


@pytest.mark.parametrize("escape", ESCAPES)
def test_an_engine_that_has_read_the_data_reaches_nothing_else(tmp_path: Path, escape: str) -> None:
    from duckdb import Error

    (tmp_path / "a.csv").write_text("q\n1\n")
    columns = _joined([File(tmp_path / "a.csv", "a.csv", ("q",), ",", 1)], {"q": ()})
    engine = columns.table.get_backend()
    with pytest.raises(Error):
        engine.raw_sql(ESCAPES[escape].format(folder=tmp_path)).fetchall()
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


HOSTILE = [
    "a\" , (select content from read_text('/etc/passwd')) as \"b",
    "read_csv('/etc/passwd')",
    "'; drop table f0; --",
    "${jndi:ldap://x}",
    "{{ 7 * 7 }}",
    "c0",
    "h0",
    "place",
    "\u202e 评分 \U0001f600",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_column_is_a_name_and_nothing_else(counted: Count, name: str) -> None:
    quoted = name.replace("'", "''")
    csv = '"' + name.replace('"', '""') + '",c1\n' + "5,2\n" * 4
    found = counted(
        f"file: a.csv, where: {{'{quoted}': '5'}}, binds: {{measures: {{csat: '{quoted}'}}}}", {"a.csv": csv}
    )
    assert said(found)[0]["counts"]["5"] == 4


def database(folder: Path) -> str:
    import duckdb

    path = folder / "warehouse.db"
    with duckdb.connect(str(path)) as engine:
        engine.execute("CREATE SCHEMA lake")
        engine.execute(
            "CREATE TABLE lake.answers AS SELECT * FROM (VALUES"
            " (5, TIMESTAMP '2026-07-01 10:00:00', 'u1', 12.5, true),"
            " (4, TIMESTAMP '2026-08-02 10:00:00', 'u2', 2.5, false),"
            " (5, TIMESTAMP '2026-09-03 10:00:00', 'u3', 6.0, true)) AS t(score, \"at\", who, seconds, failed)"
        )
    return f"duckdb://{path}"


TABLE = (
    "table: lake.answers, date: at, person: who,"
    "binds: {at: door, measures: {csat: score, duration: seconds, error-rate: failed}}"
)


def test_a_warehouse_counts_as_a_file_does(counted: Count, tmp_path: Path) -> None:
    found = counted(TABLE, connect=database(tmp_path))
    assert said(found) == [
        {"at": "door", "measure": "csat", "counts": {"1": 0, "2": 0, "3": 0, "4": 1, "5": 2}},
        {"at": "door", "measure": "duration", "value": "7s", "n": 3, "sd": 5.074},
        {"at": "door", "measure": "error-rate", "count": 2, "n": 3},
    ]
    assert (found.n, str(found.date)) == (3, "2026-09-03")
    rows = "score,at,who,seconds,failed\n" + "".join(
        f"{score},2026-0{month}-0{month - 6} 10:00,u{month},{seconds},{failed}\n"
        for score, month, seconds, failed in ((5, 7, 12.5, "true"), (4, 8, 2.5, "false"), (5, 9, 6.0, "true"))
    )
    assert counted(TABLE.replace("table: lake.answers", "file: a.csv"), {"a.csv": rows}) == found


def test_a_table_needs_a_database_and_its_faults_are_told(counted: Count, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--connect URL"):
        counted(TABLE)
    with pytest.raises(
        UncountableError, match=r'the table "lake.questions" cannot be read: the database has none'
    ):
        counted(TABLE.replace("answers", "questions"), connect=database(tmp_path))
    with pytest.raises(
        UncountableError, match='has no column "score2"; it has: score, at, who, seconds, failed'
    ):
        counted(TABLE.replace("csat: score", "csat: score2"), connect=f"duckdb://{tmp_path}/warehouse.db")


def test_what_the_engine_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("q\n1\n")
    data = Data.model_validate({"file": ["a.csv"], "binds": [{"measures": {"csat": {"column": "q"}}}]})
    with Tables(tmp_path, None).opened(data, {"q": ()}) as columns:
        question = columns.table.select(day=columns["q"].cast("date"))
        with pytest.raises(UncountableError, match="the data cannot be counted: "):
            columns.ask(question)


@pytest.mark.parametrize("kind", [InterruptException, RuntimeError])
def test_an_interrupt_while_counting_is_one(kind: type[Exception]) -> None:
    with pytest.raises(KeyboardInterrupt), refusing("the data cannot be counted", ("data",)):
        raise kind("Query interrupted")


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("postgres://reader:hunter%402@nowhere.invalid/db", "hunter@2"),
        ("postgres://reader:hunter2@nowhere.invalid/db", "hunter2"),
        ("snowflake://reader@nowhere/db?token=verysecret", "verysecret"),
        ("duckdb:///nowhere/hunter2.db", "nowhere/hunter2.db"),
    ],
)
def test_no_message_repeats_what_is_secret_in_an_address(counted: Count, url: str, secret: str) -> None:
    with pytest.raises((ConfigError, ToolMissingError)) as refused:
        counted(TABLE, connect=url)
    assert secret not in str(refused.value)
    assert url not in str(refused.value)


def test_a_database_that_is_not_there_is_not_made(counted: Count, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be opened"):
        counted(TABLE, connect=f"duckdb://{tmp_path}/nothing.db")
    assert not (tmp_path / "nothing.db").exists()
