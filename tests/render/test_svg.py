from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jmap.model import Asset, Channel, Journey, Persona, Project, Settings
from jmap.model.text import ILLEGAL, Languages
from jmap.render.format import Options, Sheet
from jmap.render.formats.svg import FORMAT
from jmap.render.palette import palette, variables
from jmap.render.svg import markup, slug
from jmap.score import score_journey

if TYPE_CHECKING:
    from collections.abc import Mapping

SVG = "{http://www.w3.org/2000/svg}"
PAINT = {"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"}
ALLOWED: Mapping[str, set[str]] = {
    "svg": {"width", "height", "viewBox", "role", "lang", "{http://www.w3.org/XML/1998/namespace}lang",
            "aria-labelledby", "font-family", "text-rendering"},
    "title": {"id"},
    "desc": {"id"},
    "style": set(),
    "g": {"id", "class", "data-lane", "data-stage", "data-touchpoint", "data-persona"},
    "rect": {"x", "y", "width", "height", "rx", *PAINT},
    "line": {"x1", "y1", "x2", "y2", *PAINT},
    "path": {"d", *PAINT},
    "circle": {"cx", "cy", "r", *PAINT},
    "text": {"x", "y", "font-size", "font-weight", "font-style", "text-anchor", "fill"},
    "image": {"x", "y", "width", "height", "href"},
}  # fmt: skip
"""Every element and attribute a map may hold: nothing that runs, loads or links."""

HOSTILE = (
    "</style><script>alert(1)</script>",
    '" onload="alert(1)',
    "]]><!--",
    "&lt;b&gt;&#x1b;",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
)


def sheet(
    name: str = "Log in", *, settings: dict[str, Any] | None = None, language: str = "en",
    options: Options | None = None, id_: str = "j", **more: Any,
) -> Sheet:  # fmt: skip
    """A small map whose every text is `name`."""
    context = Languages(("zh-CN", "en"))
    said = [{"text": name}]
    touchpoint = {
        "touchpoint": "location", "name": name, "does": said, "quotes": said, "channel": ["web"],
        "emotion": [{"value": 4}], "image": {"file": "a.png", "alt": name},
        "pains": [{"pain": "p", "text": name, "severity": 3}],
        "opportunities": [{"opportunity": "o", "text": name}],
        "notes": [{"text": f"private {name}", "private": True}], "next": [{"to": "location", "when": name}],
    }  # fmt: skip
    journey = Journey.model_validate(
        {
            "journey": id_, "title": name, "scenario": name, "end": name, "personas": ["anna"],
            "stages": [{"stage": "s", "name": name, "goal": said, "touchpoints": [touchpoint]}],
        },
        context=context,
    )  # fmt: skip
    web = {"channel": "web", "name": name, "icon": "web"}
    project = Project(
        settings=Settings.model_validate(settings or {}, context=context),
        languages=("zh-CN", "en"),
        journeys={id_: journey},
        personas={"anna": Persona.model_validate({"persona": "anna", "name": name}, context=context)},
        channels={"web": Channel.model_validate(web, context=context)},
        **more,
    )
    chosen = options or Options(embed_fonts=False)
    return Sheet(project, journey, score_journey(project, journey), language, id_, chosen)


def light(made: Sheet) -> str:
    return FORMAT.render(made).outputs[0].data.decode()


def check(data: bytes) -> etree._Element:
    """Well-formed, only what is allowed, ids unique and prefixed, no address but data of pictures."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    ids: list[str] = []
    for element in root.iter():
        assert isinstance(element.tag, str), element
        kind = element.tag.removeprefix(SVG)
        assert set(element.attrib) <= ALLOWED[kind], (kind, dict(element.attrib))
        if "id" in element.attrib:
            ids.append(element.attrib["id"])
        if kind == "image":
            assert re.fullmatch(r"data:image/(png|jpeg|webp|gif);base64,[\w+/=]+", element.attrib["href"])
    assert len(ids) == len(set(ids))
    assert all(id_.startswith("jm-") for id_ in ids)
    return root


def test_two_schemes_and_what_a_reader_needs_to_be_told() -> None:
    rendered = FORMAT.render(sheet())
    assert [output.suffix for output in rendered.outputs] == [".svg", ".dark.svg"]
    for output in rendered.outputs:
        root = check(output.data)
        assert root.attrib["role"] == "img"
        assert root.attrib["lang"] == "en"
        title, desc = root[0], root[1]
        assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {desc.attrib['id']}"
        assert title.text == "Log in"
        assert desc.text
        assert "system-ui" not in root.attrib["font-family"]
    assert palette("light")["ground"] in light(sheet())
    assert palette("dark")["ground"] in rendered.outputs[1].data.decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_only_texts(text: str) -> None:
    root = check(FORMAT.render(sheet(text)).outputs[0].data)
    shown = "".join(root.itertext())
    assert text[:10] in shown
    assert root[0].text == text


@given(st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and not ILLEGAL.search(text)))
def test_any_text_gives_a_well_formed_picture(text: str) -> None:
    root = check(FORMAT.render(sheet(text)).outputs[0].data)
    assert (root[0].text or "").split() == text.split()


def test_ids_carry_the_name_of_the_file() -> None:
    one, other = (check(FORMAT.render(sheet(id_=id_)).outputs[0].data) for id_ in ("one", "客户旅程"))
    ids = [
        {element.attrib["id"] for element in root.iter() if "id" in element.attrib} for root in (one, other)
    ]
    assert not ids[0] & ids[1]
    assert "jm-one--location" in ids[0]
    assert slug("a b/c") == "jm-a-b-c"


def test_private_notes_stay_out() -> None:
    chosen = {"lanes": [{"id": "notes"}]}
    assert "private Log" not in light(sheet(settings=chosen))
    assert "private Log" in light(sheet(settings=chosen, options=Options(private=True, embed_fonts=False)))


def test_pictures_travel_inside() -> None:
    asset = Asset(data=b"\x89PNG\r\n\x1a\nxyz", mime="image/png", width=40, height=30)
    settings = {"lanes": [{"id": "image"}], "theme": {"logo": "a.png"}}
    for output in FORMAT.render(sheet(settings=settings, assets={"a.png": asset})).outputs:
        root = check(output.data)
        images = root.findall(f".//{SVG}image")
        assert len(images) == 2
        assert all(image.attrib["href"] == "data:image/png;base64,iVBORw0KGgp4eXo=" for image in images)
        paper = next(parent for parent in root.iter() if images[0] in [*parent]).find(f"{SVG}rect")
        assert paper is not None, "logos are made for light paper"
        assert paper.attrib["fill"] == "#ffffff"


def test_the_brand_colours_the_accent_and_its_font_goes_first() -> None:
    text = light(sheet(settings={"theme": {"brand": "#0f766e", "font": "Acme Sans"}}))
    assert "#0f766e" in text
    assert 'font-family="&#39;Acme Sans&#39;, &#39;Noto Sans&#39;' in text


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert FORMAT.render(sheet()).outputs == FORMAT.render(sheet()).outputs


def test_chinese_travels_with_its_glyphs() -> None:
    rendered = FORMAT.render(sheet("登录", language="zh-CN", options=Options()))
    text = rendered.outputs[0].data.decode()
    if rendered.findings:
        assert "登" in rendered.findings[0].message
    else:
        assert "@font-face" in text
        assert 'font-family="&#39;jmap CJK&#39;' in text
        check(rendered.outputs[0].data)


def test_without_a_font_a_finding_names_the_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jmap.render.formats.svg.faces", lambda *_, **__: ())
    (finding,) = FORMAT.render(sheet("登录", language="zh-CN", options=Options())).findings
    assert "录" in finding.message
    assert finding.severity == "warning"
    assert not FORMAT.render(sheet("Log in", options=Options())).findings


def test_a_page_may_colour_the_map_itself() -> None:
    text = markup(sheet().scene, variables(), "jm-x")
    assert "var(--j-ink)" in text
    assert not re.search(r'(fill|stroke)="#', text)
