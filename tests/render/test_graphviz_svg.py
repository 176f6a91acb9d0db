from __future__ import annotations

import pytest
from lxml import etree

from jmap.errors import RenderError
from jmap.render.graphviz_svg import publishable

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt"'


def published(inside: str, attributes: str = "") -> str:
    return publishable(
        f"{HEAD} {attributes}>{inside}</svg>".encode(), "A < B", "en", {"t1": "Log & in"}
    ).decode()


def test_it_has_a_title_and_words_for_names() -> None:
    text = published("<g id='node1' class='node'><title>t1</title></g><g><title>unknown</title></g>")
    root = etree.fromstring(text)
    assert [title.text for title in root.iter("{*}title")] == ["A < B", "Log & in"]
    assert root.attrib == {"width": "9pt", "role": "img", "lang": "en"}
    assert root[0].tag == "{http://www.w3.org/2000/svg}title"
    assert "id=" not in text


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
        "<image xlink:href='file:///etc/passwd'/>",
        "<image href='/etc/passwd'/>",
        "<style>@import 'http://evil.example'</style>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<p xmlns='http://www.w3.org/1999/xhtml' onclick='x()'>x</p>",
        "<path onload='alert(1)' d='M0,0'/>",
        "<path fill='url(http://evil.example)' d='M0,0'/>",
        "<path fill='url(#x)' d='M0,0'/>",
        "<path style='fill:red' d='M0,0'/>",
        "<text font-family='/srv/elsewhere/x.ttf'>x</text>",
        "<text font-family='a&quot; onload=&quot;x'>x</text>",
        "<!-- /srv/elsewhere --><?php x ?>",
        "<set attributeName='href' to='x'/>",
        "<use href='#x'/>",
    ],
)
def test_only_a_drawing_is_left(inside: str) -> None:
    text = published(inside)
    root = etree.fromstring(text)
    names = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert names <= {"svg", "g", "title", "path", "text"}
    for unwanted in (
        "javascript",
        "evil",
        "/etc",
        "/home",
        "alert",
        "onload",
        "onclick",
        "url(",
        "style",
        "href",
        "<!",
        "<?",
    ):
        assert unwanted not in text


def test_a_link_keeps_its_drawing() -> None:
    assert "<g><text>x</text></g>" in published("<a xlink:href='http://evil.example'><text>x</text></a>")


@pytest.mark.parametrize(
    "svg",
    [
        b"",
        b"<svg",
        b"<html/>",
        b"<svg/>",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ],
)
def test_what_is_no_drawing_is_refused(svg: bytes) -> None:
    with pytest.raises(RenderError):
        publishable(svg, "", "en", {})
