"""What is left out of the public view is in none of its outputs: not in texts, attributes, pictures or archives."""

from __future__ import annotations

import base64
import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from tests.formats import WITHOUT_BROWSER

from jmap.build.run import Request, build
from jmap.compare import compare
from jmap.errors import ConfigError, OutputError
from jmap.render.format import Options
from jmap.score import score, score_journey
from jmap.spec import read_project
from jmap.view import FULL, read_view, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PUBLIC = read_view("public")

PROJECT = """\
# CANARY-comment of the settings
title: {en: Acme, zh-CN: 阿克米}
languages: [en, zh-CN]
theme: {logo: pictures/CANARY-logo.png}
channels: {web: Website}
departments: {sales: Sales}
"""
PERSONAS = """\
personas:
  - persona: CANARY-zofia
    name: {en: Zofia Schmidt, zh-CN: 小李}
    role: {en: Sales representative, zh-CN: 销售代表}
    segment: {en: A much longer name of a segment, zh-CN: 一个长得多的客户群名称}
    quote: {en: "Zofia Schmidt says so, at CANARY@acme-corp.de", zh-CN: 小李说的}
    demographics: {name: CANARY-demographic, age: 30–40}
    image: {file: pictures/CANARY-portrait.png, alt: CANARY-portrait}
    formerly: [CANARY-former]
  - persona: CANARY-bert
    name: Bert
"""
EVIDENCE = """\
evidence:
  - {evidence: CANARY-talk, kind: interview, title: Talk with Bert CANARY-title, date: 2026-09-01, n: 1,
     source: /srv/CANARY/talks/bert.docx}
  - {evidence: CANARY-secret, kind: survey, title: CANARY-internal, n: 400, date: 2026-09-01, internal: true}
  - {evidence: CANARY-survey, kind: survey, title: "Survey by Mrs. Canarymiller", n: 200, date: 2026-09-01,
     source: "\\\\\\\\CANARYserver\\\\share\\\\survey.xlsx"}
"""
JOURNEY = """\
journey: visit
title: {en: A visit, zh-CN: 到访}
personas: [CANARY-zofia, CANARY-bert]   # CANARY-comment of a line
owner: sales
evidence: [CANARY-survey, CANARY-secret]
notes: [{text: CANARY-note, private: true}, {text: All is well}]
stages:
  - stage: arrive
    name: Arrive
    notes: [{text: CANARY-stage, private: true}]
    touchpoints:
      - touchpoint: desk
        name: Desk where Zofia waits
        does: {en: "Zofia Schmidt asks Mr. Canaryson, see C:\\\\CANARY\\\\notes.txt", zh-CN: 小李问张三丰先生}
        thinks: [{text: CANARY-thought, private: true}]
        frontstage: Staff look into interviews/CANARY.docx and into file:///srv/CANARY/x
        quotes: [{text: "Call Bert on 138 1234 5678 or +49 170 1234567", persona: CANARY-bert, evidence: CANARY-talk}]
        image: {file: pictures/CANARY-frame.png, alt: The desk}
        emotion:
          - {value: 2.1357, n: 4, persona: CANARY-zofia, evidence: CANARY-survey}
          - {value: 3.5, n: 90, persona: CANARY-bert, evidence: CANARY-survey, source: CANARY-source}
        measures:
          csat:
            - {value: 77.31%, n: 9, source: CANARY-source of few}
            - {value: 66%, n: 100, date: 2026-09-01, source: CANARY-source}
          nps: {promoters: 2, passives: 1, detractors: 1, source: CANARY-counts}
      - {touchpoint: door, name: Door, emotion: 4, next: [{to: zofia-schmidt-rings}, {to: mr-canaryson-opens}]}
      - name: Zofia Schmidt rings
        pains: [Bert is late]
        opportunities: [{text: "Write to CANARY@acme-corp.de", answers: bert-is-late}]
      - {touchpoint: canary_bert, name: Hall, next: end}
      - name: Mr. Canaryson opens
improvements:
  - improvement: bert-hurries
    title: A clock
    addresses: [zofia-schmidt-rings.bert-is-late, visit/mr-canaryson-opens]
  - improvement: sign
    title: A sign for Zofia Schmidt
    addresses: [desk]
    effect:
      measure: csat
      before: {value: 51.77%, n: 5, source: CANARY-effect}
      after: {value: 81%, n: 120, source: CANARY-after}
  - improvement: bell
    title: A bell
    addresses: [desk]
    effect:
      - {measure: csat, change: {value: +33.91%, n: 5, source: CANARY-change}}
      - {measure: csat, change: {value: +12.4%, n: 120, source: CANARY-reported, evidence: CANARY-survey}}
    notes: [{text: CANARY-work, private: true}]
"""
SECRETS = re.compile(
    r"canary|schmidt|\bzofia\b|\bbert\b|小李|三丰|2\.1357|2\.14|77\.31|51\.77|33\.91|138 1234|170 1234|\.docx",
    re.IGNORECASE,
)


def picture(told: str) -> bytes:
    """A PNG picture of one pixel with something written into it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
            chunk(b"tEXt", f"Author\0{told}".encode()),
            chunk(b"eXIf", told.encode()),
            chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")),
            chunk(b"IEND", b""),
        ]
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("CANARY-folder")
    (folder / "pictures").mkdir()
    for name in ("logo", "portrait", "frame"):
        (folder / "pictures" / f"CANARY-{name}.png").write_bytes(picture(f"CANARY-in-{name}"))
    for name, text in (
        ("jmap", PROJECT),
        ("people", PERSONAS),
        ("evidence", EVIDENCE),
        ("CANARY-visit", JOURNEY),
        ("CANARY-broken", "journey: broken\nCANARY-key: 1\n"),
    ):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def told(data: bytes, name: str = "") -> Iterator[str]:
    """Everything in a file, in what it embeds and in what it packs."""
    yield name
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield from told(archive.read(part), part)
        return
    text = data.decode("utf-8", errors="replace")
    yield re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)
    for found in re.findall(r"base64,([A-Za-z0-9+/=]+)", text):
        yield from told(base64.b64decode(found))


def test_no_format_lets_anything_through(folder: Path) -> None:
    options = Options(embed_fonts=False, view=PUBLIC)
    report = build(folder, Request(formats=WITHOUT_BROWSER, options=options))
    assert report.out == folder / "build" / "public"
    assert not [finding for finding in report.findings if finding.name in ("not-drawn", "not-written")]
    files = sorted(path for path in report.out.iterdir())
    assert {
        "visit.json",
        "visit.en.svg",
        "visit.en.md",
        "visit.html",
        "index.html",
        "visit.en.embed.html",
    } <= {path.name for path in files}
    leaks = [
        (path.name, text[max(0, match.start() - 60) : match.end() + 20])
        for path in files
        for text in told(path.read_bytes(), path.name)
        for match in SECRETS.finditer(text)
    ]
    assert leaks == []


def test_the_search_would_find_it(folder: Path) -> None:
    options = Options(embed_fonts=False, private=True)
    report = build(folder, Request(formats=WITHOUT_BROWSER, options=options))
    found = {
        match[0].lower()
        for path in report.out.iterdir()
        if path.is_file()
        for text in told(path.read_bytes(), path.name)
        for match in SECRETS.finditer(text)
    }
    assert {"canary", "schmidt", "zofia", "bert", "小李", "三丰", "77.31", "138 1234"} <= found


def test_what_may_be_said_is_said(folder: Path) -> None:
    project = shown(read_project(folder).project, PUBLIC)
    first, second = project.personas.values()
    assert (first.id, str(first.name), first.role) == ("persona-1", "Sales representative", None)
    assert dict(second.name) == {"en": "Persona 2", "zh-CN": "人物 2"}
    desk = project["visit"].by_id["desk"]
    assert str(desk.name) == "Desk where Sales representative waits"
    assert desk.does[0].text.to("zh-CN") == "销售代表问[…]"
    assert [(one.value, one.persona) for one in desk.emotion] == [(3.5, "persona-2")]
    assert [wave.n for wave in desk.measures["csat"]] == [100]
    assert {str(one.source) for one in desk.emotion} == {"not published"}
    assert {str(one.source) for one in desk.measures["csat"]} == {"not published"}
    assert score(project)["visit"].touchpoints["desk"].basis == "measured", "as it is in the full view"
    assert "nps" not in desk.measures
    assert [str(note.text) for note in project["visit"].notes] == ["All is well"]
    assert {item.id: str(item.title) for item in project.evidence.values()} == {
        "interview-1": "Interview 1",
        "survey-1": "Survey by […]",
    }
    assert sorted(project.assets) == ["logo", "picture-1.png"]
    assert project["visit"].touchpoints[0] is desk, "nothing derived from the old journey is left"


def test_a_role_that_says_the_name_is_no_label(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("journey: visit\npersonas: [max, ida]\nstages: [Max meets Ida]\n")
    (tmp_path / "people.yaml").write_text(
        "personas:\n"
        "  - {persona: max, name: Max Huber, role: Max buys, segment: Buyers in offices}\n"
        "  - {persona: ida, name: Ida, role: Ida sells}\n"
    )
    project = shown(read_project(tmp_path).project, PUBLIC)
    assert [str(one.name) for one in project.personas.values()] == ["Buyers in offices", "Persona 2"]
    assert [str(one.role) for one in project.personas.values()] == [
        "Buyers in offices buys",
        "Persona 2 sells",
    ]
    assert str(project["visit"].stages[0].name) == "Buyers in offices meets Persona 2"


def test_those_of_one_role_are_told_apart_and_a_name_in_a_word_is_none(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "journey: visit\npersonas: [max, ida]\nstages: [Max asks Ida at most a maximum in Idaho]\n"
    )
    (tmp_path / "people.yaml").write_text(
        "personas: [{persona: max, name: Max, role: Buyer}, {persona: ida, name: Ida, role: Buyer}]\n"
    )
    project = shown(read_project(tmp_path).project, PUBLIC)
    assert [str(one.name) for one in project.personas.values()] == ["Buyer", "Buyer 2"]
    assert str(project["visit"].stages[0].name) == "Buyer asks Buyer 2 at most a maximum in Idaho"


def test_how_many_were_asked_is_told_from_the_smallest_group_on(tmp_path: Path) -> None:
    (tmp_path / "jmap.yaml").write_text("min_group: 10\n")
    (tmp_path / "map.yaml").write_text("journey: visit\nevidence: [few, enough, two]\nstages: [S]\n")
    (tmp_path / "evidence.yaml").write_text(
        "evidence:\n  - {evidence: few, kind: survey, title: Few, n: 9}\n"
        "  - {evidence: enough, kind: survey, title: Enough, n: 10}\n"
        "  - {evidence: two, kind: interview, title: Two talks, n: 2}\n"
    )
    project = shown(read_project(tmp_path).project, PUBLIC)
    assert {str(item.title): item.n for item in project.evidence.values()} == {
        "Few": None, "Enough": 10, "Two talks": None,
    }  # fmt: skip


def test_ids_that_are_names_are_numbers_wherever_they_stand(folder: Path) -> None:
    project = shown(read_project(folder).project, PUBLIC)
    visit = project["visit"]
    assert [one.id for one in visit.touchpoints] == [
        "desk",
        "door",
        "touchpoint-1",
        "touchpoint-2",
        "touchpoint-3",
    ]
    assert [step.to for step in visit.by_id["door"].next or ()] == ["touchpoint-1", "touchpoint-3"]
    rings = visit.by_id["touchpoint-1"]
    assert ([pain.id for pain in rings.pains], rings.opportunities[0].answers) == (["pain-1"], ("pain-1",))
    assert {one.id: one.addresses for one in visit.improvements} == {
        "improvement-1": ("touchpoint-1.pain-1", "visit/touchpoint-3"),
        "sign": ("desk",),
        "bell": ("desk",),
    }


def test_twins_are_compared_as_in_other_views(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "journey: now\nstages: [{name: S, touchpoints: [{touchpoint: old, name: O}, {name: Ask Mrs. Miller}]}]\n"
        "---\njourney: then\nvariant_of: now\n"
        "stages: [{name: S, touchpoints: [{touchpoint: new, name: O, formerly: [old, mrs-x]},\n"
        "  {name: Ask Mrs. Miller}]}]\n"
    )
    project = shown(read_project(tmp_path).project, PUBLIC)
    now, then = project.journeys.values()
    found = compare(now, then, (score_journey(project, now), score_journey(project, then)), {}, private=False)
    assert [point.kind for point in found.points] == ["kept", "kept"]
    assert then.by_id["new"].formerly == ("old",)


def test_views_are_not_mixed_in_a_folder(folder: Path, tmp_path: Path) -> None:
    request = Request(tmp_path, ("json",), options=Options(view=PUBLIC))
    build(folder, request)
    with pytest.raises(OutputError, match="holds outputs of the public view"):
        build(folder, Request(tmp_path, ("json",)))


def test_public_and_private_are_opposites(folder: Path) -> None:
    with pytest.raises(ConfigError, match="no private notes"):
        shown(read_project(folder).project, PUBLIC, private=True)


def test_the_full_view_is_the_project(folder: Path) -> None:
    project = read_project(folder).project
    assert shown(project, FULL) is project
