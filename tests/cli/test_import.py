"""`jmap import`: what people type, see and find, and what they are told when it goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Jmap

TABLE = "Stage,Step,Emotion,Pain points\nArrive,Door,4,Heavy\nArrive,Desk,2,Slow\n"
BILINGUAL = """\
languages: [zh-CN, en]
journey: visit
title: {zh-CN: 到店, en: A visit}
touchpoints:
  - {name: {zh-CN: 大门, en: Door}, does: {zh-CN: 开门, en: Opens it}, emotion: 4}
"""


def test_a_table_becomes_a_spec_that_builds(jmap: Jmap) -> None:
    jmap.write("visits.csv", TABLE)
    done = jmap("import", "visits.csv")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "wrote visits.yaml\nvisits: 1 stage, 2 touchpoints\nNow run: jmap build visits.yaml\n"
    )
    assert (jmap.folder / "visits.yaml").read_text(encoding="utf-8") == (
        "journey: visits\n"
        "title: visits\n"
        "stages:\n"
        "  - name: Arrive\n"
        "    touchpoints:\n"
        "      - {name: Door, emotion: 4, pains: Heavy}\n"
        "      - {name: Desk, emotion: 2, pains: Slow}\n"
    )
    assert jmap("build", "visits.yaml", "-f", "svg", "-q").code == 0


def test_nothing_that_is_there_is_lost(jmap: Jmap) -> None:
    jmap.write("visits.csv", TABLE)
    jmap.write("visits.yaml", "mine\n")
    done = jmap("import", "visits.csv")
    assert (done.code, done.out) == (2, "")
    assert "visits.yaml is there already; -o names another file, --force takes its place" in done.err
    assert (jmap.folder / "visits.yaml").read_text(encoding="utf-8") == "mine\n"
    assert jmap("import", "visits.csv", "--force").code == 0
    assert jmap("import", "visits.csv", "-o", "maps/first.yaml").code == 0
    assert (jmap.folder / "maps" / "first.yaml").exists()


def test_to_stdout(jmap: Jmap) -> None:
    jmap.write("visits.csv", TABLE)
    done = jmap("import", "visits.csv", "-o", "-", "--title", "Visits: all")
    assert done.code == 0
    assert done.out.startswith('journey: visits-all\ntitle: "Visits: all"\n')
    assert not (jmap.folder / "visits.yaml").exists()


def test_what_needs_settings_gets_a_folder(jmap: Jmap) -> None:
    jmap.write("visits.csv", "Step,measures.smiles\nDoor,50%\n")
    done = jmap("import", "visits.csv")
    assert done.code == 0
    assert done.out.splitlines()[:2] == ["wrote visits/visits.yaml", "wrote visits/jmap.yaml"]
    assert jmap("check", "visits").code == 0
    refused = jmap("import", "visits.csv", "-o", "other.yaml")
    assert refused.code == 2
    assert "other.yaml alone cannot declare measures of its own; name a folder: -o other" in refused.err


def test_remarks_say_where_in_the_table(jmap: Jmap) -> None:
    jmap.write("visits.csv", "Step,Importance,Weather\nDoor,urgent,rain\n")
    done = jmap("import", "visits.csv")
    assert done.code == 0
    assert 'visits.csv:2:3: info[I202 kept-as-lane] the column "Weather" is a lane of its own' in done.err
    assert (
        'visits.csv:2:2: warning[I201 kept-as-note] "urgent" is kept as a note: Importance takes a whole'
        in done.err
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere.csv",), "nowhere.csv: there is no such file"),
        (
            ("map.yaml",),
            "no importer reads files of such a name; --from says what it is: cjml (.cjml, .xml), csv (.csv",
        ),
        (
            ("map.yaml", "--from", "excel"),
            'there is no importer "excel"; there are: cjml (.cjml, .xml), csv (.csv',
        ),
        (("visits.csv", "--encoding", "klingon"), 'there is no encoding "klingon"; common ones: gb18030'),
        (("visits.csv", "-c", "Step"), '--column takes HEADING=KEY, such as "Phase=stage", not "Step"'),
        (("visits.csv", "-c", "Step=stpe"), 'no column means "stpe"; there are: stage, touchpoint'),
    ],
)
def test_wrong_usage_says_what_to_do(jmap: Jmap, arguments: tuple[str, ...], told: str) -> None:
    jmap.write("visits.csv", TABLE)
    jmap.write("map.yaml", "journey: a\n")
    done = jmap("import", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err


def test_a_file_that_is_no_map_writes_nothing(jmap: Jmap) -> None:
    jmap.write("prices.csv", "name,value\nx,1\n")
    done = jmap("import", "prices.csv")
    assert (done.code, done.out) == (1, "")
    assert 'error[I102 no-map-in-file] no heading says what the touchpoints are: "name", "value"' in done.err
    assert [path.name for path in jmap.folder.iterdir()] == ["prices.csv"]


def test_what_was_changed_in_a_workbook_can_be_seen(jmap: Jmap) -> None:
    jmap.write("map.yaml", BILINGUAL)
    assert jmap("build", "map.yaml", "-f", "csv", "--lang", "en", "-o", "out").code == 0
    (table,) = (jmap.folder / "out").glob("*.csv")
    table.write_bytes(table.read_bytes().replace(b",4,", b",2,"))
    assert jmap("import", str(table), "-o", "new.yaml").code == 0
    done = jmap("diff", "map.yaml", "new.yaml", "--lang", "en")
    assert [line.strip() for line in done.out.splitlines() if "→" in line] == [
        "visit  75 → 25  −50",
        "Journey: A visit → visit",
        "Door  75 → 25  −50",
        "Emotion: 4/5 → 2/5  −50",
    ]
