"""R22: something was edited. What depends on it is made again, and nothing else."""

from __future__ import annotations

import os
import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from jmap.build.trust import Trust
from jmap.render.format import Options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.conftest import Project

PORTFOLIO = "the portfolio"
EVERYTHING = {"first", "second", "third", "fourth", PORTFOLIO}
SETTINGS = "languages: [en]\noutputs: [md]\nlanes: [does, emotion, pains, {id: legal, name: Legal}]\n"


def picture(shade: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes([0, shade]))), chunk(b"IEND", b""))
    )


def journey(name: str, persona: str, extra: str = "") -> str:
    return (
        f"journey: {name}\ntitle: {name}\npersonas: [{persona}]\nstages:\n  - name: Arrive\n    touchpoints:\n"
        f"      - {{name: Door, emotion: 4, channel: door{extra}}}\n"
    )


@pytest.fixture
def written(project: Project) -> Project:
    """Four journeys: by a guest, by a clerk with a picture, one that leads to the first, one with evidence.

    No journey has to do with the department and what it has planned.
    """
    project.write("jmap.yaml", SETTINGS)
    project.write(
        "people.yaml", "personas:\n  - {persona: guest, name: Guest}\n  - {persona: clerk, name: Clerk}\n"
    )
    project.write("channels.yaml", "channels: [{channel: door, name: Door}]\n")
    project.write("evidence.yaml", "evidence: [{evidence: talks, kind: interview, title: Talks, n: 9}]\n")
    project.write(
        "work.yaml",
        "departments: [{department: back, name: Back office}]\n"
        "improvements: [{improvement: tidy, title: Tidy up, owner: back, status: planned}]\n",
    )
    project.write("img/door.png", picture(1))
    project.write("first.yaml", journey("first", "guest"))
    project.write("second.yaml", journey("second", "clerk", ", image: {file: img/door.png, alt: A door}"))
    project.write("third.yaml", journey("third", "clerk", ", opens: first"))
    project.write("fourth.yaml", journey("fourth", "guest", ", evidence: [talks]"))
    return project


def replaced(project: Project, name: str, old: str, new: str) -> None:
    path = project.folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing(written: Project, drawn: Callable[..., list[str]]) -> None:
    assert set(drawn()) == EVERYTHING
    assert drawn() == []
    (written.folder / "notes.yaml").write_text("no: spec\n", encoding="utf-8")
    (written.folder / "first.yaml").touch()
    assert drawn() == []
    assert set(drawn(force=True)) == EVERYTHING


@pytest.mark.parametrize(
    ("file", "old", "new", "made"),
    [
        ("second.yaml", "Arrive", "Come", {"second", PORTFOLIO}),
        ("second.yaml", "journey: second", "# a remark\njourney: second", set()),
        ("people.yaml", "name: Clerk", "name: Seller", {"second", "third", PORTFOLIO}),
        ("evidence.yaml", "n: 9", "n: 90", {"fourth", PORTFOLIO}),
        ("first.yaml", "Arrive", "Come", {"first", "third", PORTFOLIO}),
        ("channels.yaml", "name: Door", "name: Gate", EVERYTHING),
        ("jmap.yaml", "id: legal", "id: law", EVERYTHING),
        ("jmap.yaml", "languages: [en]", "languages: [en]\ntheme: {brand: '#336699'}",
         EVERYTHING),
        ("jmap.yaml", "languages: [en]", "languages: [en]\ncheck: {ignore: [C]}", {PORTFOLIO}),
        ("people.yaml", "{persona: guest, name: Guest}\n  - {persona: clerk, name: Clerk}",
         "{persona: clerk, name: Clerk}\n  - {persona: guest, name: Guest}", {"third", PORTFOLIO}),
        ("work.yaml", "name: Back office", "name: Office", {PORTFOLIO}),
        ("work.yaml", "status: planned", "status: done", {PORTFOLIO}),
    ],
)  # fmt: skip
def test_a_spec(
    written: Project, drawn: Callable[..., list[str]], file: str, old: str, new: str, made: set[str]
) -> None:
    drawn()
    replaced(written, file, old, new)
    assert set(drawn()) == made
    assert drawn() == []


def test_a_picture(written: Project, drawn: Callable[..., list[str]]) -> None:
    drawn()
    written.write("img/door.png", picture(2))
    assert set(drawn()) == {"second", PORTFOLIO}


def test_a_template(written: Project, drawn: Callable[..., list[str]]) -> None:
    replaced(written, "jmap.yaml", "languages", "templates: look\nlanguages")
    written.write("look/markdown/page.md.j2", "{% include 'part.j2' %}\n")
    written.write("look/part.j2", "{{ page.head.title }}\n")
    trusted = {"trust": Trust.PROJECT, "jobs": 1}
    assert drawn_in_children(drawn, written, trusted) == EVERYTHING
    assert drawn_in_children(drawn, written, trusted) == set()
    written.write("look/part.j2", "# {{ page.head.title }}\n")
    assert drawn_in_children(drawn, written, trusted) == EVERYTHING - {PORTFOLIO}


def test_a_package_that_draws(project: Project, tmp_path: Path) -> None:
    project.maps(1)
    site = tmp_path / "site"
    for name, text in {
        "acme-1.dist-info/METADATA": "Name: acme\nVersion: 1\n",
        "acme-1.dist-info/entry_points.txt": "[jmap.formats]\nstory = acme.maps.story:FORMAT\n",
        "acme/maps/__init__.py": "",
        "acme/maps/words.py": "WORD = 'one'\n",
        "acme/maps/data/word.txt": "one",
        "acme/maps/story.py": "from functools import partial\n"
        "from pathlib import Path\n"
        "from jmap.plugin import Format, Output, Rendered\n"
        "def draw(here, sheet):\n"
        "    from acme.maps.words import WORD\n"
        "    told = WORD + (here / 'data' / 'word.txt').read_text()\n"
        "    return Rendered((Output('.story', told.encode()),))\n"
        "here = Path(__file__).parent\n"
        "FORMAT = Format(id='story', title='S', summary='S.', render=partial(draw, here))\n",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    path = os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])

    def story() -> tuple[str, bytes]:
        told = project.build("-f", "story", PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1")
        assert told.code == 0, told.err
        return told.out.split("(")[1].split(")")[0], (project.out / "j0.story").read_bytes()

    assert [story(), story()] == [("1 new", b"oneone"), ("1 unchanged", b"oneone")]
    (site / "acme/maps/words.py").write_text("WORD = 'two and more'\n", encoding="utf-8")
    assert [story(), story()] == [("1 changed", b"two and moreone"), ("1 unchanged", b"two and moreone")]
    (site / "acme/maps/data/word.txt").write_text("two", encoding="utf-8")
    assert story() == ("1 changed", b"two and moretwo")


def drawn_in_children(
    drawn: Callable[..., list[str]], project: Project, request: dict[str, object]
) -> set[str]:
    """What was drawn, told by the files that are new: templates are filled in processes that cannot be counted."""
    before = (
        {path.name: path.stat().st_ino for path in project.out.glob("*.md")} if project.out.is_dir() else {}
    )
    drawn(**request)
    after = {path.name: path.stat().st_ino for path in project.out.glob("*.md")}
    names = {name.removesuffix(".md") for name in after if after[name] != before.get(name)}
    return {PORTFOLIO if name == "index" else name for name in names}


def test_options(written: Project, drawn: Callable[..., list[str]]) -> None:
    drawn()
    assert len(drawn(options=Options(private=True))) == 5
    assert len(drawn(options=Options(embed_fonts=False))) == 5
    written.write("font.ttf", "one")
    with_font = Options(font=written.folder / "font.ttf")
    assert len(drawn(options=with_font)) == 5
    assert drawn(options=with_font) == []
    written.write("font.ttf", "two")
    assert len(drawn(options=with_font)) == 5


def test_a_journey_that_goes_takes_its_files_along(written: Project, drawn: Callable[..., list[str]]) -> None:
    drawn()
    (written.folder / "fourth.yaml").unlink()
    assert drawn() == [PORTFOLIO]
    assert "fourth.md" not in written.files()
