"""Tables of others: what people write in spreadsheets and know nothing of jmap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jmap.build.importing import make_spec
from jmap.errors import ConfigError, SpecError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jmap.build.importing import Made
    from jmap.model import Journey

    Imported = Callable[..., Made]


def journey(made: Made) -> Journey:
    (only,) = made.loaded.project.journeys.values()
    return only


def codes(made: Made) -> list[str]:
    return [finding.code for finding in made.findings]


def texts(statements: Any) -> list[str]:
    return [str(each.text) for each in statements]


def test_the_table_of_an_article(imported: Imported) -> None:
    made = imported(
        "地图.csv",
        "接触点,描述,情感体验,评分,痛点,机会点\n"
        "登录,登录 CRM 开始工作,简单、快速,4,登录速度慢,优化登录流程、提高系统性能\n"
        "查询,查询客户,清晰,5,结果不清晰,可视化\n",
    )
    login, search = journey(made).touchpoints
    assert str(journey(made).title) == "地图"
    assert (str(login.name), texts(login.does), texts(login.feels)) == (
        "登录",
        ["登录 CRM 开始工作"],
        ["简单、快速"],
    )
    assert (login.emotion[0].value, search.emotion[0].value) == (4, 5)
    assert (texts(login.pains), texts(login.opportunities)) == (
        ["登录速度慢"],
        ["优化登录流程、提高系统性能"],
    )
    assert codes(made) == []


def test_headings_that_say_whose_they_are(imported: Imported) -> None:
    made = imported(
        "t.csv",
        "阶段,顾客触点,顾客行为,消费者感受,用户评分,客户的痛点,员工动作,客户编号\n"
        "售前,电话预约,打电话,着急,2,占线,三声内接听,7\n"
        ",到店,找门店,还行,3分,,迎接,8\n",
    )
    call, visit = journey(made).touchpoints
    assert (texts(call.does), texts(call.feels), texts(call.pains), texts(call.frontstage)) == (
        ["打电话"], ["着急"], ["占线"], ["三声内接听"],
    )  # fmt: skip
    assert (call.emotion[0].value, visit.emotion[0].value) == (2, 3)
    assert list(call.lanes) == ["客户编号"], "a number of customers is no id of touchpoints"
    made = imported(
        "e.csv", "Touchpoint,Customer's actions,Guest emotion,Clients' needs\nDoor,Waits,4,Speed\n"
    )
    (door,) = journey(made).touchpoints
    assert (texts(door.does), door.emotion[0].value, texts(door.needs)) == (["Waits"], 4, ["Speed"])


@pytest.mark.parametrize(
    "table",
    [
        "Stage,Customer behaviour,Emotional state,Barriers,Strategy\nAware,Sees ads,neutral,Too many,Fewer\n",
        "阶段,客户行为,情绪状态,痛点/障碍,改进策略\n认知,看广告,一般,太多,减少\n",
    ],
)
def test_a_table_of_stages_in_the_words_of_the_field(imported: Imported, table: str) -> None:
    (stage,) = journey(made := imported("t.csv", table)).stages
    assert (len(stage.does), stage.emotion[0].value, len(stage.pains), len(stage.opportunities)) == (
        1,
        3,
        1,
        1,
    )
    assert codes(made) == []


def test_stages_that_are_named_once(imported: Imported) -> None:
    made = imported("a.csv", "Stage,Step,Pain\nArrive,Door,Heavy\n,Desk,Slow\n,,Rude\nLeave,Door,\n")
    arrive, leave = journey(made).stages
    assert [str(each.name) for each in arrive.touchpoints] == ["Door", "Desk"]
    assert texts(arrive.touchpoints[1].pains) == ["Slow", "Rude"]
    assert [str(each.name) for each in leave.touchpoints] == ["Door"]


def test_a_row_of_a_stage_alone_speaks_of_all_of_it(imported: Imported) -> None:
    made = imported("a.csv", "Stage,Touchpoint,Goal\nArrive,,Be welcome\nArrive,Door,\n")
    (stage,) = journey(made).stages
    assert texts(stage.goal) == ["Be welcome"]
    assert [str(each.name) for each in stage.touchpoints] == ["Door"]


def test_columns_for_stages(corpora: Path) -> None:
    made = make_spec(corpora / "csv-templates" / "wide-form.csv")
    told = [(str(stage.name), str(stage.touchpoints[0].name)) for stage in journey(made).stages]
    assert told[:2] == [("Awareness", "Instagram"), ("Consideration", "Website")]
    assert [each.emotion[0].value for each in journey(made).touchpoints] == [3, 4, 1, 2, 5]
    assert texts(journey(made).touchpoints[3].pains) == ["Long wait"]
    assert [texts(each.lanes["kpi"]) for each in journey(made).touchpoints][1:3] == [
        ["CTR 2.1%"],
        ["Conv. 3,4 %"],
    ]
    (lane,) = made.findings
    assert (lane.code, lane.span and (lane.span.line, lane.span.column)) == ("I202", (7, 2))


def test_ratings_from_minus_two_to_two(corpora: Path) -> None:
    made = make_spec(corpora / "csv-templates" / "long-form.csv")
    places = journey(made).touchpoints
    assert [each.emotion[0].value for each in places] == [4, 3, 1]
    assert [texts(each.feels) for each in places] == [["curious"], ["neutral"], ["frustrated"]]
    assert texts(places[2].pains) == ["card declined", "no error text"]
    assert codes(made) == ["I204"]


def test_a_mark_at_the_beginning_is_no_part_of_the_heading(corpora: Path) -> None:
    made = make_spec(corpora / "csv-templates" / "bom.csv")
    assert [str(stage.name) for stage in journey(made).stages] == ["A"]


def test_ratings_on_a_scale_that_nobody_knows_are_kept_as_they_are(imported: Imported) -> None:
    made = imported("a.csv", "Step,Score\nDoor,7\nDesk,10\n")
    assert [each.emotion for each in journey(made).touchpoints] == [(), ()]
    assert [texts(each.lanes["lane-score"]) for each in journey(made).touchpoints] == [["7"], ["10"]]
    assert codes(made) == ["I202"]


def test_other_headings_can_be_explained(corpora: Path) -> None:
    file = corpora / "csv-templates" / "semicolon-cp1252.csv"
    with pytest.raises(SpecError) as refused:
        make_spec(file)
    (finding,) = refused.value.findings
    assert (finding.code, finding.hint and "--encoding" in finding.hint) == ("I101", True)
    columns = {"Phase": "stage", "Kontaktpunkt": "touchpoint", "Kanal": "channel", "Bewertung": "rating"}
    made = make_spec(file, encoding="cp1252", columns=columns)
    (place,) = journey(made).touchpoints
    assert (place.channels, place.emotion[0].value) == (("social-media",), 1.5)
    assert texts(place.lanes["gefühl"]) == ["überrascht"]


def test_a_key_that_no_column_has_is_told(imported: Imported) -> None:
    with pytest.raises(ConfigError, match='no column means "tuchpoint"; there are: stage, touchpoint'):
        imported("a.csv", "Kontakt,x\nDoor,1\n", columns={"Kontakt": "tuchpoint"})


def test_chinese_excel_says_its_encoding(imported: Imported) -> None:
    made = imported("a.csv", "阶段,触点,痛点\n到店,大门,太重\n".encode("gb18030"), encoding="gb18030")
    assert texts(journey(made).touchpoints[0].pains) == ["太重"]


def test_emotions_of_several_personas(imported: Imported) -> None:
    made = imported("a.csv", "Step,Emotion · Anna Bell,Emotion: Ben,Thoughts\nDoor,4,2,Anna Bell: heavy\n")
    (place,) = journey(made).touchpoints
    assert journey(made).personas == ("anna-bell", "ben")
    assert [(felt.persona, felt.value) for felt in place.emotion] == [("anna-bell", 4), ("ben", 2)]
    assert [(each.persona, str(each.text)) for each in place.thinks] == [("anna-bell", "heavy")]


def test_a_row_for_each_persona(imported: Imported) -> None:
    made = imported("a.csv", "Step,Persona,Emotion\nDoor,Anna Bell,4\nDoor,Ben,2\nDesk,Ben,5\n")
    door, desk = journey(made).touchpoints
    assert [(felt.persona, felt.value) for felt in door.emotion] == [("anna-bell", 4), ("ben", 2)]
    assert [(felt.persona, felt.value) for felt in desk.emotion] == [("ben", 5)]
    assert journey(made).personas == ("anna-bell", "ben")


def test_levels_are_told_by_words(imported: Imported) -> None:
    made = imported("a.csv", "Step,Importance\nDoor,High\nDesk,low\nLift,high\nHall,HIGH\n")
    assert [each.importance for each in journey(made).touchpoints] == [4, 2, 4, 4]
    assert [(each.code, each.span.line, each.message) for each in made.findings if each.span] == [
        ("I204", 2, '"high" was taken for 4 of 5'),
        ("I204", 3, '"low" was taken for 2 of 5'),
    ]


def test_what_is_said_of_the_one_pain_or_opportunity_of_a_row(imported: Imported) -> None:
    made = imported(
        "a.csv",
        "Severity,Step,Pain,Frequency,Opportunity,Impact,Effort\n"
        "High,Door,Heavy,often,Motor,5,low\n,Door,Cold,rare,,,\n4,Desk,,,,,2\n",
    )
    door, desk = journey(made).touchpoints
    assert [(str(pain.text), pain.severity, pain.frequency) for pain in door.pains] == [
        ("Heavy", 4, 0.6), ("Cold", None, 0.1)
    ]  # fmt: skip
    assert [(str(each.text), each.impact, each.effort) for each in door.opportunities] == [("Motor", 5, 2)]
    assert texts(desk.notes) == ["Severity: 4", "Effort: 2"]
    assert [each.message for each in made.findings if each.code == "I201"] == [
        '"4" is kept as a note: Severity takes one pain point beside it, and there is none',
        '"2" is kept as a note: Effort takes one opportunity beside it, and there is none',
    ]


def test_chinese_headings_and_levels_of_pains(imported: Imported) -> None:
    made = imported(
        "a.csv", "触点,痛点,严重程度,发生频率,机会点,影响程度,工作量\n门,太重,非常高,经常,电动,高,较低\n"
    )
    (door,) = journey(made).touchpoints
    assert [(pain.severity, pain.frequency) for pain in door.pains] == [(5, 0.6)]
    assert [(each.impact, each.effort) for each in door.opportunities] == [(4, 2)]


def test_of_several_pains_nobody_knows_which_is_meant(imported: Imported) -> None:
    made = imported("a.csv", 'Step,Pain,Severity\nDoor,"Heavy\nCold",5\n')
    (door,) = journey(made).touchpoints
    assert [pain.severity for pain in door.pains] == [None, None]
    assert texts(door.notes) == ["Severity: 5"]


def test_severity_is_of_the_pain_of_the_rows_persona(imported: Imported) -> None:
    made = imported("a.csv", "Step,Persona,Pain,Severity\nDoor,Ann,Heavy,2\nDoor,Bob,Heavy,5\n")
    (door,) = journey(made).touchpoints
    assert [(pain.persona, pain.severity) for pain in door.pains] == [("ann", 2), ("bob", 5)]
    assert codes(made) == []


def test_what_is_said_again_in_the_next_row_is_said_once(imported: Imported) -> None:
    """As where cells are merged over the rows of a touchpoint."""
    made = imported(
        "a.csv",
        "Step,Thoughts,Pain,Severity,Opportunity,Impact\nDoor,Oh,Heavy,2,Motor,5\nDoor,Ah,Heavy,2,Motor,5\n",
    )
    (door,) = journey(made).touchpoints
    assert [(str(pain.text), pain.severity) for pain in door.pains] == [("Heavy", 2)]
    assert [(str(each.text), each.impact) for each in door.opportunities] == [("Motor", 5)]


def test_without_a_column_of_pains_severity_is_a_lane(imported: Imported) -> None:
    made = imported("a.csv", "Step,Severity,Impact\nDoor,blocks everybody,nothing sold\n")
    (door,) = journey(made).touchpoints
    assert [texts(lane) for lane in door.lanes.values()] == [["blocks everybody"], ["nothing sold"]]


def test_what_a_column_cannot_hold_becomes_a_note(imported: Imported) -> None:
    made = imported("a.csv", "Step,Importance,Emotion,Duration\nDoor,urgent,curious,a while\n")
    (place,) = journey(made).touchpoints
    assert texts(place.notes) == ["Importance: urgent", "Duration: a while"]
    assert texts(place.feels) == ["curious"]
    assert [(each.code, each.span and (each.span.line, each.span.column)) for each in made.findings] == [
        ("I201", (2, 2)), ("I201", (2, 3)), ("I201", (2, 4)),
    ]  # fmt: skip


def test_two_values_for_one_place(imported: Imported) -> None:
    made = imported("a.csv", "Step,Owner\nDoor,Sales\nDoor,Service\n")
    (place,) = journey(made).touchpoints
    assert (place.owner, texts(place.notes)) == ("sales", ["Owner: Service"])
    assert codes(made) == ["I201"]


def test_nothing_beyond_the_headings_is_lost(imported: Imported) -> None:
    made = imported("a.csv", "Step,Pain,\nDoor,Heavy,red,tall\n")
    (place,) = journey(made).touchpoints
    assert {str(key): texts(said) for key, said in place.lanes.items()} == {"3": ["red"], "4": ["tall"]}


def test_a_line_above_the_headings_is_the_title(imported: Imported) -> None:
    made = imported("a.csv", "How guests arrive,,\n,,\nStage,Step,Pain\nArrive,Door,Heavy\n")
    assert str(journey(made).title) == "How guests arrive"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(imported: Imported, separator: str) -> None:
    rows = [["Stage", "Step", "Pain"], ["Arrive", "Door", "Heavy"]]
    made = imported("a.csv", "\n".join(separator.join(row) for row in rows))
    assert texts(journey(made).touchpoints[0].pains) == ["Heavy"]


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        ("", "there is nothing in it"),
        ("\n\n", "there is nothing in it"),
        ("name,value\nx,1\n", 'no heading says what the touchpoints are: "name", "value"'),
    ],
)
def test_what_has_no_touchpoints_is_refused(imported: Imported, contents: str, message: str) -> None:
    with pytest.raises(SpecError) as refused:
        imported("a.csv", contents)
    (finding,) = refused.value.findings
    assert (finding.code, finding.message) == ("I102", message)
    assert finding.hint
    assert "--column" in finding.hint


@pytest.mark.parametrize(("name", "line"), [("nul.csv", 2), ("unterminated.csv", 2)])
def test_a_damaged_table_is_refused_with_its_line(corpora: Path, name: str, line: int) -> None:
    with pytest.raises(SpecError) as refused:
        make_spec(corpora / "hostile" / "csv" / name)
    (finding,) = refused.value.findings
    assert (finding.code, finding.span and finding.span.line) == ("I101", line)


def test_formulas_are_read_as_the_text_they_were(imported: Imported) -> None:
    made = imported("a.csv", "Step,Pain\nDoor,'=1+1\nDesk,'quoted'\n")
    assert [texts(each.pains) for each in journey(made).touchpoints] == [["=1+1"], ["'quoted'"]]
