"""Journeys in the Customer Journey Modelling Language: version 2.0, and the swimlanes of earlier editors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import pytest

from jmap.build.importing import make_spec
from jmap.errors import SpecError
from jmap.model.text import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jmap.build.importing import Made
    from jmap.model import Journey

    Imported = Callable[..., Made]

ACTORS = (
    '<endUser actorID="u"><actorName>Ida</actorName></endUser>'
    '<serviceProvider actorID="s"><companyName>Postal &amp; Co</companyName></serviceProvider>'
)


def party(role: str, actor: str, label: str) -> str:
    return f"<{role}><refersTo actorIDref={quoteattr(actor)}/><{role}Label>{escape(label)}</{role}Label></{role}>"


def point(id_: str, sender: str, sent: str, receiver: str, got: str, more: str = "") -> str:
    both = party("initiator", sender, sent) + party("receiver", receiver, got)
    kind = "actualCommunicationPoint"
    return f"<{kind}><touchpointID>{id_}</touchpointID>{both}{more}</{kind}>"


def cjml(*points: str, actors: str = ACTORS, more: str = "") -> str:
    return (
        f'<CJML version="2.0"><actualJourney><journeyID>AJ1</journeyID>{more}<actors>{actors}</actors>'
        f"<touchpoints>{''.join(points)}</touchpoints></actualJourney></CJML>"
    )


def journey(made: Made) -> Journey:
    (only,) = made.loaded.project.journeys.values()
    return only


def told(made: Made) -> list[tuple[str, int]]:
    return [(each.code, each.span.line if each.span else 0) for each in made.findings]


def refused(make: Imported, name: str, contents: str | bytes) -> tuple[str, int, int, str]:
    with pytest.raises(SpecError) as caught:
        make(name, contents)
    (finding,) = caught.value.findings
    assert finding.span
    return finding.code, finding.span.line, finding.span.column, finding.message


def test_a_touchpoint_is_called_from_the_side_of_who_travels(imported: Imported) -> None:
    made = imported(
        "parcel.xml",
        cjml(
            point(
                "T1",
                "u",
                "Asks for the parcel",
                "s",
                "Answers",
                "<channel><channelName>Phone</channelName></channel>",
            ),
            point("T2", "s", "Sends a message", "u", "Reads it"),
            "<actualAction><touchpointID>T3</touchpointID>"
            + party("initiator", "u", "Waits")
            + "</actualAction>",
            "<actualAction><touchpointID>T4</touchpointID>"
            + party("initiator", "s", "Looks")
            + "</actualAction>",
        ),
    )
    read = journey(made)
    assert (str(read.title), read.id, read.personas) == ("AJ1", "aj1", ("ida",))
    assert [
        (one.id, str(one.name), one.owner, *(str(each.text) for each in (*one.frontstage, *one.backstage)))
        for one in read.touchpoints
    ] == [
        ("T1", "Asks for the parcel", "postal-co", "Answers"),
        ("T2", "Reads it", "postal-co", "Sends a message"),
        ("T3", "Waits", None),
        ("T4", "Looks", "postal-co", "Looks"),
    ]
    project = made.loaded.project
    assert [str(project.channels[id_].name) for id_ in read.touchpoints[0].channels] == ["Phone"]
    assert str(project.departments["postal-co"].name) == "Postal & Co"
    assert made.findings == ()


def test_an_actual_journey_leads_to_the_planned_one(imported: Imported) -> None:
    planned = (
        cjml(point("T1", "u", "Asks", "s", "Answers")).replace("actual", "planned").replace("AJ1", "PJ 1")
    )
    actual = cjml(
        point("T1", "u", "Asks", "s", "Is silent", "<compliance>failing</compliance>"),
        point("T2", "u", "Asks again", "s", "Answers", "<compliance>completed</compliance>"),
        actors='<endUser actorIDref="u"/><serviceProvider actorIDref="s"/>',
        more="<plannedReference>PJ 1</plannedReference>",
    )
    both = planned.removesuffix("</CJML>") + actual.removeprefix('<CJML version="2.0">')
    made = imported("a.cjml", both)
    one, other = made.loaded.project.journeys.values()
    assert (one.id, one.state, one.variant_of) == ("pj-1", "future", None)
    assert (other.id, other.state, other.variant_of) == ("aj1", "current", "pj-1")
    assert other.personas == one.personas == ("ida",)
    assert ([*made.loaded.project.personas], [*made.loaded.project.departments]) == (["ida"], ["postal-co"])
    first, second = other.touchpoints
    assert [str(each.text) for each in first.lanes["compliance"]] == ["failing"]
    assert second.lanes == {}
    assert told(made) == [("I202", 1)]
    alone = imported("b.cjml", actual)
    assert journey(alone).variant_of is None
    assert [code for code, _ in told(alone)] == ["I203", "I202"]


def test_phases_are_stages_in_the_order_in_which_they_are_passed(imported: Imported) -> None:
    phases = (
        '<journeyPhases><journeyPhase phaseID="c"><phaseName>After</phaseName></journeyPhase>'
        '<journeyPhase phaseID=" b"><phaseName>Use</phaseName></journeyPhase>'
        '<journeyPhase phaseID="a"><phaseName>Order</phaseName><phaseDescription>At home</phaseDescription>'
        "</journeyPhase></journeyPhases>"
    )
    made = imported(
        "a.xml",
        cjml(
            point("T1", "u", "Orders", "s", "Sells", '<belongsTo phaseIDref="a"/>'),
            point("T2", "u", "Pays", "s", "Is paid"),
            point("T3", "u", "Unpacks", "s", "Helps", '<belongsTo phaseIDref="b"/>'),
            point("T4", "u", "Pays more", "s", "Is paid", '<belongsTo phaseIDref="a"/>'),
            more=phases,
        ),
    )
    stages = journey(made).stages
    assert [(str(each.name), [one.id for one in each.touchpoints]) for each in stages] == [
        ("Order", ["T1", "T2", "T4"]),
        ("Use", ["T3"]),
        ("After", []),
    ]
    assert [str(each.text) for each in stages[0].notes] == ["At home"]
    assert [code for code, _ in told(made)] == ["I204"]


@pytest.mark.parametrize(
    ("ratings", "emotions", "codes"),
    [
        (("2", "5"), [2, 5], []),
        (("-2", "1"), [1, 4], ["I204"]),
        (("7", "3"), [None, None], ["I202"]),
        (("happy", ""), [4, None], []),
    ],
)
def test_experiences_are_emotions_where_their_scale_is_known(
    imported: Imported, ratings: tuple[str, ...], emotions: list[float | None], codes: list[str]
) -> None:
    points = (
        point(
            f"T{index}",
            "u",
            f"Asks {index}",
            "s",
            "Answers",
            "<touchpointExperience><experienceDescription>Hm</experienceDescription>"
            f"<experienceRating>{rating}</experienceRating></touchpointExperience>",
        )
        for index, rating in enumerate(ratings)
    )
    made = imported("a.xml", cjml(*points))
    touchpoints = journey(made).touchpoints
    assert [one.emotion[0].value if one.emotion else None for one in touchpoints] == emotions
    assert [[str(each.text) for each in one.feels] for one in touchpoints] == [["Hm"], ["Hm"]]
    assert [code for code, _ in told(made)] == codes
    kept = [str(each.text) for one in touchpoints for each in one.lanes.get("experiencerating", ())]
    assert kept == ([*ratings] if codes == ["I202"] else [])


def test_several_who_travel_are_told_apart(imported: Imported) -> None:
    actors = ACTORS + '<endUser actorID="v"><actorName>Olav</actorName></endUser>'
    felt = "<touchpointExperience><experienceRating>4</experienceRating></touchpointExperience>"
    made = imported(
        "a.xml",
        cjml(
            point("T1", "u", "Calls", "v", "Answers", felt),
            point("T2", "s", "Sends", "v", "Reads", felt),
            actors=actors,
        ),
    )
    call, read = journey(made).touchpoints
    assert journey(made).personas == ("ida", "olav")
    assert [(str(each.text), each.persona) for each in call.does] == [("Answers", "olav")]
    assert [each.persona for one in (call, read) for each in one.emotion] == ["ida", "olav"]


def test_what_has_no_place_is_kept_and_told(imported: Imported) -> None:
    made = imported(
        "a.xml",
        cjml(
            point(
                "T1",
                "u",
                "Asks",
                "gone",
                "Answers",
                "\n<timestamps><timeStarted>9:00</timeStarted><timeCompleted>9:05</timeCompleted></timestamps>"
                "\n<category>first</category><category>second</category>\n<comment>Well</comment>",
            ),
            "<event>x</event>",
            actors=ACTORS.replace("</endUser>", "<iconName>i</iconName></endUser>"),
            more="<journeyStatus>done</journeyStatus><journeyShortSummary>A parcel is late</journeyShortSummary>",
        ),
    )
    read = journey(made)
    (one,) = read.touchpoints
    assert str(read.scenario) == "A parcel is late"
    assert [str(each.text) for each in read.notes] == ["journeyStatus: done", "u: iconName: i"]
    assert {id_: [str(each.text) for each in texts] for id_, texts in one.lanes.items()} == {
        "timestamps": ["timeStarted: 9:00", "timeCompleted: 9:05"],
        "category": ["first", "second"],
    }
    assert [str(each.text) for each in (*one.notes, *one.frontstage)] == ["Well", "Answers"]
    assert one.owner is None
    assert sorted(told(made)) == [
        ("I201", 1), ("I201", 1), ("I202", 2), ("I202", 3), ("I203", 1), ("I203", 4),
    ]  # fmt: skip
    messages = [each.message for each in made.findings]
    assert '"gone" is no actor of this file; only what is done is on the map' in messages
    assert "<event>: it has no place in a map and was left out" in messages


def test_swimlanes_of_earlier_editors(corpora: Path) -> None:
    made = make_spec(corpora / "cjml" / "cjml-dangling-ref.xml")
    assert made.loaded.errors == []
    search, offer = journey(made).touchpoints
    assert (str(search.name), str(offer.name)) == ("Searches for a loan", "Receives offer")
    assert [str(each.text) for each in offer.frontstage] == ["Sends offer"]
    assert (offer.channels, offer.owner, journey(made).personas) == (("email",), None, ("customer",))
    assert [str(each.text) for each in search.lanes["time"]] == ["2026-01-05T09:00"]
    assert told(made) == [("I202", 10), ("I203", 16)]


def test_where_nobody_is_a_user_the_first_one_travels(imported: Imported) -> None:
    text = (
        "<cjml>undefined<actor id='1'><actorName>Ida</actorName><actorRole>undefined</actorRole></actor>"
        "<actor id='2'><actorName>Mallory</actorName><actorRole>attacker</actorRole></actor>"
        "<touchpoint id='9' type='communication'><initiator>2</initiator>"
        "<initiatorDescription>Sends a link</initiatorDescription><receiver>1</receiver>"
        "<receiverDescription>Opens it</receiverDescription><channel>undefined</channel></touchpoint></cjml>"
    )
    made = imported("a.xml", text)
    (one,) = journey(made).touchpoints
    assert (one.id, str(one.name), one.owner, one.channels) == ("9", "Opens it", "mallory", ())
    assert [str(each.text) for each in journey(made).notes] == ["2: actorRole: attacker"]
    assert [code for code, _ in told(made)] == ["I204", "I201"]


def test_broken_files_are_refused_with_their_line(corpora: Path, imported: Imported) -> None:
    amp = (corpora / "cjml" / "cjml-unescaped-amp.xml").read_bytes()
    code, line, column, message = refused(imported, "amp.xml", amp)
    assert (code, line, column) == ("I101", 6, 26)
    assert "no well-formed XML" in message
    empty = (corpora / "cjml" / "cjml-empty.xml").read_bytes()
    assert refused(imported, "empty.xml", empty)[:2] == ("I102", 1)
    assert refused(imported, "other.xml", "<bpmn><task/></bpmn>")[3] == (
        "this is XML, but no CJML: its first element is <bpmn>"
    )
    assert refused(imported, "nothing.xml", "")[:2] == ("I101", 1)
    assert refused(imported, "two.xml", "<cjml/><cjml/>")[0] == "I101"
    assert refused(imported, "deep.xml", "<a>" * 33)[:2] == ("I101", 1)


def test_hostile_xml_is_refused(corpora: Path, imported: Imported) -> None:
    files = [*(corpora / "xxe").glob("*.xml"), *(corpora / "hostile" / "xml").glob("*.xml")]
    lines = [
        line
        for name in ("xml-attacks.txt", "XXE_Fuzzing.txt")
        for line in (corpora / "xxe" / name).read_bytes().splitlines()
    ]
    assert len(lines) > 80
    for contents in (*(file.read_bytes() for file in files), *lines):
        assert refused(imported, "a.xml", contents)[0] in ("I101", "I102"), contents


@pytest.mark.parametrize(
    "begin",
    [
        '<!DOCTYPE CJML [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE CJML SYSTEM "http://127.0.0.1:9/x.dtd">',
        "<!DOCTYPE CJML>",
    ],
)
def test_a_document_type_is_refused_whatever_it_says(imported: Imported, begin: str) -> None:
    text = cjml(point("T1", "u", "&x;" if "ENTITY" in begin else "Asks", "s", ""))
    code, line, _, message = refused(imported, "a.xml", f"\n{begin}{text}".lstrip("\n"))
    assert (code, line) == ("I101", 1)
    assert "document type" in message


def test_nothing_is_included(imported: Imported) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>'
    made = imported("a.xml", cjml(point("T1", "u", "Asks", "s", "Answers", include), more=include))
    assert [code for code, _ in told(made)] == ["I203", "I203"]
    assert "include" not in str(made.files)


def test_namespaces_and_encodings_do_not_matter(imported: Imported) -> None:
    text = cjml(point("T1", "u", "领取包裹", "s", "递送")).replace("<CJML ", '<CJML xmlns="https://cjml.no" ')
    made = imported("a.xml", f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16"))
    assert [str(one.name) for one in journey(made).touchpoints] == ["领取包裹"]


def test_any_text_is_only_text(corpora: Path, imported: Imported) -> None:
    import json

    strings = json.loads((corpora / "blns" / "blns.json").read_text(encoding="utf-8"))
    texts = [" ".join(text.split()) for text in strings if not ILLEGAL.search(text)]
    texts = [text for text in texts if text and "\ufeff" not in text]
    points = (
        point(f"T{index}", "u", text, "s", text, f"<comment>{escape(text)}</comment>")
        for index, text in enumerate(texts)
    )
    made = imported("a.xml", cjml(*points))
    names = [str(one.name) for one in journey(made).touchpoints]
    void = {"undefined", "null", "nan", "none", "nil", "n/a", "-", "--", "/"}
    assert names == [f"T{i}" if text.casefold() in void else text for i, text in enumerate(texts)]


def test_journeys_of_a_file_share_their_lanes(imported: Imported) -> None:
    """Only one of the journeys of a project can name lanes, and all others have them."""
    planned = cjml(point("T1", "u", "Asks", "s", "Answers", "<message>Hello</message>"))
    actual = cjml(
        point("T1", "u", "Asks", "s", "Is silent", "<compliance>failing</compliance><comment>So</comment>"),
        actors='<endUser actorIDref="u"/><serviceProvider actorIDref="s"/>',
    )
    both = planned.replace("AJ1", "AJ2").removesuffix("</CJML>") + actual.removeprefix('<CJML version="2.0">')
    made = imported("a.cjml", both)
    lanes = [each.id for each in made.loaded.project.settings.lanes]
    assert lanes == ["frontstage", "notes", "owner", "message", "compliance"]


@pytest.mark.parametrize("id_", ["", "T1"])
def test_each_element_is_a_touchpoint_of_its_own(imported: Imported, id_: str) -> None:
    """Whoever calls twice has called twice, whatever the ids say; rows of a table would go on."""
    felt = "<touchpointExperience><experienceRating>{}</experienceRating></touchpointExperience>"
    made = imported(
        "a.xml", cjml(*(point(id_, "u", "Calls", "s", "Answers", felt.format(each)) for each in (2, 5)))
    )
    assert [str(each.name) for each in journey(made).touchpoints] == ["Calls", "Calls"]
    assert [each.emotion[0].value for each in journey(made).touchpoints] == [2, 5]
    assert [code for code, _ in told(made)] == (["I203"] if id_ else [])


def test_an_id_of_two_actors_is_told(imported: Imported) -> None:
    second = '\n<endUser actorID="u"><actorName>Olav</actorName></endUser>\n<endUser actorIDref="u"/>'
    made = imported("a.xml", cjml(point("T1", "u", "Asks", "s", "Answers"), actors=ACTORS + second))
    assert journey(made).personas == ("ida",)
    assert told(made) == [("I203", 2)]
    assert '"Olav" has the ID of another actor, "Ida"' in made.findings[0].message
