"""Shapes that stand once on a page are seen wherever they were drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import pytest
from lxml import html

from jmap.layout.scene import Circle, Path, Rect
from jmap.render import palette
from jmap.render.format import Sheet
from jmap.render.looks import Classes
from jmap.report.map import Picture
from jmap.report.names import Words
from jmap.report.shapes import Shapes
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path as File

    from jmap.render.svg import Drawn

Seen: TypeAlias = tuple[str, str, tuple[float, ...]]

DOT = Circle(4.0, 13.5, 1.8, fill="accent")
CARD = Rect(0.0, 0.0, 172.0, 89.5, fill="bad-tint", radius=5.0)
EDGE = Rect(0.0, 0.0, 3.0, 89.5, fill="bad", radius=1.5)


def seen(markup: str, drawn: str) -> list[Seen]:
    """Each shape with its look and its numbers, those that are used where they are used."""
    document = html.fragment_fromstring(f"<svg><defs>{drawn}</defs><g>{markup}</g></svg>")
    known = {shape.get("id"): shape for shape in document.iter() if shape.get("id")}
    found: list[Seen] = []
    for shape in document.xpath("./g//*"):
        if shape.tag != "use":
            found += told(shape, 0.0, 0.0)
            continue
        one = known[shape.get("href")[1:]]
        for inner in one if one.tag == "g" else [one]:
            found += told(inner, float(shape.get("x", 0)), float(shape.get("y", 0)))
    return found


def told(shape: html.HtmlElement, x: float, y: float) -> list[Seen]:
    def number(name: str, offset: float = 0.0) -> float:
        return float(shape.get(name, 0)) + offset

    if shape.tag == "circle":
        numbers = [number("cx", x), number("cy", y), number("r")]
    elif shape.tag == "rect":
        numbers = [number("x", x), number("y", y), number("width"), number("height"), number("rx")]
    elif shape.tag == "line":
        numbers = [number("x1", x), number("y1", y), number("x2", x), number("y2", y)]
    elif shape.tag == "path":
        numbers = []
        for command, values in re.findall(r"([A-Za-z])([-\d. ]*)", shape.get("d")):
            offsets = (0.0, 0.0) if command.islower() else (x, y)
            numbers += [float(value) + offsets[at % 2] for at, value in enumerate(values.split())]
    else:
        return []
    return [(shape.tag, shape.get("class", ""), tuple(numbers))]


def bodies(sheet: Sheet, looks: Classes, shapes: Shapes | None) -> str:
    strips = Picture(Words(sheet), looks, shapes).whole()["strips"]
    return "".join(strip["body"]["items"] for strip in strips)


@pytest.mark.parametrize(
    ("project", "journey"), [("connected-crm", "purifier"), ("cx-blueprint", "shopping")]
)
def test_nothing_moves(root: File, project: str, journey: str) -> None:
    read = read_project(root / "examples" / project).project
    sheet = Sheet(read, read[journey], score_journey(read, read[journey]), "en", journey)
    looks = Classes(palette.variables())
    shapes = Shapes(looks)
    drawn, (page,) = shapes.once([bodies(sheet, looks, shapes)])
    plain = bodies(sheet, looks, None)
    assert len(drawn + page) < 0.9 * len(plain)
    wanted, found = seen(plain, ""), seen(page, drawn)
    assert [one[:2] for one in found] == [one[:2] for one in wanted]
    for (*_, here), (*_, there) in zip(found, wanted, strict=True):
        assert here == pytest.approx(there, abs=0.06)


def test_the_longest_part_that_saves_bytes_is_used() -> None:
    shapes = Shapes(Classes(palette.variables()))
    other = Rect(0.0, 0.0, 10.5, 8.0, fill="good")
    rows: list[list[Drawn]] = [[CARD, EDGE, DOT._replace(x=x)] for x in (20.0, 40.0, 60.0)]
    rows.append([other])
    drawn, (page,) = shapes.once(["".join(map(shapes.row, rows))])
    assert page.count("<use href=#j1 />") == 3
    assert drawn.startswith("<g id=j1><rect ")
    assert "<rect width" in page
    assert "<?" not in page


def test_what_is_drawn_in_two_languages_stands_once() -> None:
    curve = Path(
        (("M", 88.0, 4.0), ("C", 168.6, 0.0, 199.4, -25.5, 280.0, -50.4)), stroke="accent", width=3.0
    )
    shapes = Shapes(Classes(palette.variables()))
    drawn, pages = shapes.once([shapes.row([curve]), shapes.row([curve])])
    assert pages == ["<use href=#j1 x=88 y=4 />"] * 2
    assert drawn.count("<path id=j1 ") == 1


def test_what_stands_once_anyway_stays() -> None:
    shapes = Shapes(Classes(palette.variables()))
    drawn, (page,) = shapes.once([shapes.row([CARD])])
    assert drawn == ""
    assert page == '<rect width="172" height="89.5" class="j1" rx="5"/>'
