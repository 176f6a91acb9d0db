from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from jmap.errors import ConfigError, ToolMissingError
from jmap.render import fonts, subset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHINESE = "客户体验，地图。①"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")


@pytest.fixture(autouse=True)
def cache_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("JMAP_NO_CACHE", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def extra() -> Path:
    """The font of the `cjk` extra."""
    path = fonts.package_font()
    if path is None or fonts._missing_libraries():
        message = "the cjk extra is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return path


def square(pen: Any, size: int) -> Any:
    pen.moveTo((50, 0))
    for point in ((50, size), (50 + size, size), (50 + size, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen


def build(characters: str, *, units: int = 1000, cff: bool = False, weight: int = 400) -> FontBuilder:
    """A font whose glyphs are squares, each 10 units larger than the one before, the first of 100 units."""
    names = [".notdef", *(f"u{ord(character):X}" for character in characters)]
    sizes = {name: 90 + 10 * index for index, name in enumerate(names)}
    builder = FontBuilder(units, isTTF=not cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(dict(zip(map(ord, characters), names[1:], strict=True)))
    if cff:
        glyphs = {name: square(T2CharStringPen(units, None), size) for name, size in sizes.items()}
        builder.setupCFF("Squares", {}, {name: pen.getCharString() for name, pen in glyphs.items()}, {})
    else:
        builder.setupGlyf({name: square(TTGlyphPen(None), size).glyph() for name, size in sizes.items()})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (units, 50)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(usWeightClass=weight)
    builder.setupPost()
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular", "copyright": "© The squares"})
    return builder


def save(builder: FontBuilder, path: Path) -> Path:
    builder.save(path)
    return path


def variable(characters: str) -> FontBuilder:
    """The squares, 200 units wider at weight 900, which lies as far from the default 100 as 1 from 0."""
    builder = build(characters)
    builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    wider = [(0, 0), (0, 0), (200, 0), (200, 0), (0, 0), (0, 0), (0, 0), (0, 0)]
    names = builder.font.getGlyphOrder()
    builder.setupGvar({name: [TupleVariation({"wght": (0, 1, 1)}, wider)] for name in names})
    return builder


def opened(face: fonts.FontFace) -> TTFont:
    return TTFont(BytesIO(base64.b64decode(face.data)))


def bounds(font: TTFont, character: str) -> tuple[float, ...]:
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord(character)]].draw(pen)
    assert pen.bounds is not None
    return tuple(pen.bounds)


# What is embedded


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Sign up – “quote” … · → ✓ é Ж ا"], ""),
        (["客户", "户abc"], "客户"),
        (["，。（）「」"], "。「」（），"),
        (["かなカナ한글①　￥"], "①　かなカナ글한￥"),
        (["𠮷"], "𠮷"),
        (["😀🚀👨‍👩‍👧❤️"], ""),
        ([], ""),
    ],
)
def test_only_east_asian_characters_are_embedded(texts: list[str], expected: str) -> None:
    assert fonts.east_asian(texts) == expected


def test_characters_come_sorted_and_once() -> None:
    assert fonts.east_asian(["验户客", "客户"]) == "".join(sorted("客户验"))


def test_text_in_latin_letters_needs_no_font_at_all(tmp_path: Path) -> None:
    assert fonts.faces(["Sign up"], font=tmp_path / "absent.ttf") == ()


def test_without_the_extra_nothing_is_embedded_and_all_is_uncovered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_PACKAGE", "no_such_package_of_fonts")
    assert fonts.package_font() is None
    assert fonts.faces([CHINESE]) == ()
    assert fonts.uncovered(["客户 map"], ()) == "客户"


def test_the_extra_without_its_libraries_is_no_extra(extra: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_LIBRARIES", ("fontTools", "no_such_library"))
    assert extra.is_file()
    assert fonts.faces([CHINESE]) == ()


def test_a_font_of_the_user_asks_for_the_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_LIBRARIES", ("fontTools", "no_such_library"))
    with pytest.raises(ToolMissingError, match=r"no_such_library.*jmap\[cjk\]"):
        fonts.faces([CHINESE], font=save(build(CHINESE), tmp_path / "squares.ttf"))


def test_where_no_font_is_needed_nothing_is_imported() -> None:
    code = "import sys; from jmap.render import fonts; fonts.faces(['a']); print('fontTools' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"


# The rule


def test_the_rule_names_family_weight_data_and_the_characters_that_are_cut_out_of_fonts() -> None:
    face = fonts.FontFace("400", "、。一七", "QUJD")
    assert face.css() == (
        '@font-face{font-family:"jmap CJK";font-style:normal;font-weight:400;'
        'src:url(data:font/woff2;base64,QUJD) format("woff2");'
        "unicode-range:U+2460-24FF,U+2E80-4DBF,U+4E00-9FFF,U+AC00-D7A3,U+F900-FAFF,U+FE10-FE19,U+FE30-FE6F,"
        "U+FF01-FFEE,U+1B000-1B16F,U+1F200-1F2FF,U+20000-3FFFD}"
    )


def test_the_rule_stands_in_xml_as_it_is(tmp_path: Path) -> None:
    (face,) = fonts.faces([CHINESE], font=save(build(CHINESE), tmp_path / "squares.ttf"))
    assert ET.fromstring(f"<style>{face.css()}</style>").text == face.css()  # noqa: S314 -- our own text


# Drawing


@pytest.mark.parametrize("units", [1000, 2048])
@pytest.mark.parametrize("cff", [False, True])
def test_glyphs_keep_shape_width_and_scale(tmp_path: Path, *, cff: bool, units: int) -> None:
    path = save(build("一七客户", units=units, cff=cff), tmp_path / "squares.otf")
    (face,) = fonts.faces(["七户", "客"], font=path)
    assert (face.weight, face.characters) == ("400", "七客户")
    font = opened(face)
    assert font["head"].unitsPerEm == units
    assert [bounds(font, character) for character in "七客户"] == [
        (50, 0, 160, 110),
        (50, 0, 170, 120),
        (50, 0, 180, 130),
    ]
    assert font["hmtx"][font.getBestCmap()[ord("七")]] == (units, 50)
    assert (font["hhea"].ascent, font["hhea"].descent) == (880, -120)
    assert font["maxp"].numGlyphs == 4
    assert "GSUB" not in font


def test_curves_and_components_are_drawn(tmp_path: Path) -> None:
    builder = build("一七")
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.qCurveTo((150, 300), (300, 0))
    pen.closePath()
    builder.font["glyf"]["u4E00"] = pen.glyph()
    pen = TTGlyphPen(dict.fromkeys(["u4E00"]))
    pen.addComponent("u4E00", (1, 0, 0, 1, 300, 40))
    builder.font["glyf"]["u4E03"] = pen.glyph()
    builder.font["hmtx"].metrics |= {"u4E00": (1000, 0), "u4E03": (1000, 300)}
    (face,) = fonts.faces(["一七"], font=save(builder, tmp_path / "curves.ttf"))
    assert bounds(opened(face), "一") == (0, 0, 300, 150)
    assert bounds(opened(face), "七") == (300, 40, 600, 190)


def test_a_variable_font_gives_regular_and_bold(tmp_path: Path) -> None:
    path = save(variable("一七"), tmp_path / "variable.ttf")
    regular, bold = fonts.faces(["一七"], ["七"], font=path)
    assert (regular.weight, regular.characters) == ("400", "一七")
    assert (bold.weight, bold.characters) == ("700", "七")
    assert bounds(opened(regular), "七") == (50, 0, 160 + 75, 110)
    assert bounds(opened(bold), "七") == (50, 0, 160 + 150, 110)
    assert "fvar" not in opened(bold)


def test_a_font_of_one_weight_takes_bold_text_along(tmp_path: Path) -> None:
    (face,) = fonts.faces(["一"], ["七"], font=save(build("一七"), tmp_path / "squares.ttf"))
    assert (face.weight, face.characters) == ("400", "一七")


def test_a_bold_font_is_not_thickened_again(tmp_path: Path) -> None:
    (face,) = fonts.faces(["一"], font=save(build("一", weight=700), tmp_path / "squares.ttf"))
    assert face.weight == "1 1000"


def test_a_collection_gives_its_simplified_chinese_font(tmp_path: Path) -> None:
    collection = TTCollection()
    for family, weight in (("Squares JP", 400), ("Squares Mono SC", 500), ("Squares SC", 700)):
        builder = build("一", weight=weight)
        builder.font["name"].setName(family, 1, 3, 1, 0x409)
        collection.fonts.append(builder.font)
    collection.save(tmp_path / "squares.ttc")
    (face,) = fonts.faces(["一"], font=tmp_path / "squares.ttc")
    assert face.weight == subset.ANY_WEIGHT


def test_what_the_font_lacks_is_uncovered(tmp_path: Path) -> None:
    path = save(build("一七"), tmp_path / "squares.ttf")
    made = fonts.faces(["一客", "户 x"], font=path)
    assert [face.characters for face in made] == ["一"]
    assert fonts.uncovered(["一客", "户 x"], made) == "客户"


def test_a_font_that_lacks_everything_gives_nothing(tmp_path: Path) -> None:
    assert fonts.faces(["客户"], font=save(build("一"), tmp_path / "squares.ttf")) == ()


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.ttf").write_text("no font", encoding="utf-8")
    whole = save(build(CHINESE), tmp_path / "squares.ttf").read_bytes()
    (tmp_path / "half.ttf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "collection.ttc").write_bytes(b"ttcf" + bytes(20))
    for name in ("text.ttf", "half.ttf", "collection.ttc"):
        with pytest.raises(ConfigError, match=rf"{name} is not a font that can be used"):
            fonts.faces([CHINESE], font=tmp_path / name)
    for path, why in ((tmp_path / "absent.ttf", "cannot be read"), (tmp_path, "it is no regular file")):
        with pytest.raises(ConfigError, match=why):
            fonts.faces([CHINESE], font=path)


# The same bytes


def digests(seed: str, text: str, *, cache: Path, font: str) -> str:
    code = (
        "import sys; from pathlib import Path; from jmap.render import fonts\n"
        "font = Path(sys.argv[2]) if sys.argv[2] else None\n"
        "print([face.css() for face in fonts.faces(list(sys.argv[1]), sys.argv[1], font=font)])"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(cache), "PYTHONUTF8": "1"}
    return subprocess.check_output(
        [sys.executable, "-c", code, text, font], env=environment, text=True, encoding="utf-8"
    )


@pytest.mark.parametrize("kind", ["variable", "extra"])
def test_bytes_depend_on_nothing_but_the_characters(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if kind == "extra":
        request.getfixturevalue("extra")
    path = str(save(variable(CHINESE), tmp_path / "variable.ttf")) if kind == "variable" else ""
    letters = list(CHINESE * 2)
    random.Random(1).shuffle(letters)  # noqa: S311 -- no secret
    one = digests("1", CHINESE, cache=tmp_path / "1", font=path)
    two = digests("2", "".join(letters), cache=tmp_path / "2", font=path)
    assert one == two
    assert one == digests("3", CHINESE, cache=tmp_path / "1", font=path), "from the cache"
    assert "font-face" in one


def test_no_clock_enters_a_font(tmp_path: Path) -> None:
    builder = build("一")
    builder.updateHead(created=3_500_000_000, modified=3_600_000_000)
    builder.font.recalcTimestamp = False
    (face,) = fonts.faces(["一"], font=save(builder, tmp_path / "old.ttf"))
    head = opened(face)["head"]
    assert (head.created, head.modified) == (3_500_000_000, 3_600_000_000)


# The extra


def test_the_extra_covers_a_whole_map(extra: Path) -> None:
    text = "".join(chr(0x4E00 + 37 * index) for index in range(290)) + "，。、：；《》（）！？①"
    made = fonts.faces([text])
    assert [face.weight for face in made] == ["400"]
    assert fonts.uncovered([text], made) == ""
    assert len(made[0].data) < 80_000
    assert extra.stat().st_size > 200 * len(made[0].data)


def test_the_extra_is_drawn_in_its_simplified_forms(extra: Path) -> None:
    (face,) = fonts.faces(["骨直边"])
    collection = TTCollection(str(extra), lazy=True)
    with collection:
        japanese, simplified = collection.fonts[0], collection.fonts[2]
        drawn = opened(face)
        assert [bounds(drawn, x) for x in "骨直边"] == [bounds(simplified, x) for x in "骨直边"]
        assert [bounds(drawn, x) for x in "骨直边"] != [bounds(japanese, x) for x in "骨直边"]


@pytest.mark.usefixtures("extra")
def test_the_licence_stays_with_the_font() -> None:
    (face,) = fonts.faces(["骨"])
    names = opened(face)["name"]
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)
    assert names.getDebugName(1) == fonts.FAMILY


# The cache


@pytest.fixture
def squares(tmp_path: Path) -> Path:
    return save(build("一七客户"), tmp_path / "squares.ttf")


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Counts how often a font is really cut."""
    calls: list[str] = []
    real = subset.cut

    def counting(path: Path, identity: str, regular: str, bold: str) -> Iterator[subset.Cut]:
        calls.append(regular)
        return real(path, identity, regular, bold)

    monkeypatch.setattr(subset, "cut", counting)
    return calls


def entries(home: Path) -> list[Path]:
    return sorted(home.rglob("*.*"))


def test_a_second_answer_comes_from_the_cache(squares: Path, cuts: list[str], cache_home: Path) -> None:
    first = fonts.faces(["一七"], font=squares)
    assert fonts.faces(["七", "一", "abc"], font=squares) == first
    assert len(cuts) == 1
    assert [entry.suffix for entry in entries(cache_home / "jmap" / "fonts")] == [".json"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: b"",  # noqa: ARG005
        lambda data: data.replace(b"400", b"700"),
        lambda data: signed(b"{}{"),  # noqa: ARG005
        lambda data: signed(b'[{"weight": "400"}]'),  # noqa: ARG005
        lambda data: signed(b"[1]"),  # noqa: ARG005
        lambda data: signed_face(weight="400}*{color:red"),  # noqa: ARG005
        lambda data: signed_face(data="QUJD)</style>"),  # noqa: ARG005
        lambda data: signed_face(characters="abc"),  # noqa: ARG005
        lambda data: signed_face(weight=400),  # noqa: ARG005
    ],
)
def test_a_damaged_entry_is_made_anew(squares: Path, cuts: list[str], cache_home: Path, damage: Any) -> None:
    first = fonts.faces(["一七"], font=squares)
    (entry,) = entries(cache_home / "jmap" / "fonts")
    sound = entry.read_bytes()
    entry.write_bytes(damage(sound))
    assert entry.read_bytes() != sound
    assert fonts.faces(["一七"], font=squares) == first
    assert len(cuts) == 2
    assert entry.read_bytes() == sound


def signed(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


def signed_face(**changes: object) -> bytes:
    face: dict[str, object] = {"weight": "400", "characters": "一七", "data": "QUJD"}
    return signed(json.dumps([{**face, **changes}]).encode())


def test_another_font_under_the_same_name_is_another_answer(squares: Path, cuts: list[str]) -> None:
    first = fonts.faces(["客"], font=squares)
    save(build("客户一七"), squares)
    os.utime(squares, ns=(1, 1))
    assert fonts.faces(["客"], font=squares) != first
    assert len(cuts) == 2


def test_the_cache_can_be_switched_off(
    squares: Path, cuts: list[str], cache_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JMAP_NO_CACHE", "1")
    for _ in range(2):
        fonts.faces(["一"], font=squares)
    assert len(cuts) == 2
    assert not cache_home.exists()


def test_a_cache_that_cannot_be_written_is_done_without(
    squares: Path, cuts: list[str], cache_home: Path
) -> None:
    cache_home.write_text("in the way", encoding="utf-8")
    assert fonts.faces(["一"], font=squares)
    assert fonts.faces(["一"], font=squares)
    assert len(cuts) == 2


def test_a_relative_cache_folder_is_ignored(
    squares: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert fonts.faces(["一"], font=squares)
    assert not (tmp_path / "here").exists()
    assert entries(tmp_path / "home" / ".cache" / "jmap" / "fonts")


def test_the_cache_keeps_only_so_many(
    squares: Path, cache_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_CACHE_LIMIT", 2)
    for index, character in enumerate("一七客户"):
        fonts.faces([character], font=squares)
        for entry in entries(cache_home / "jmap" / "fonts"):
            age = entry.stat().st_mtime_ns - (index + 1) * 10**9
            os.utime(entry, ns=(age, age))
    kept = [json.loads(entry.read_bytes().partition(b"\n")[2]) for entry in entries(cache_home / "jmap")]
    assert sorted(face["characters"] for (face,) in kept) == ["客", "户"]


# In a browser that knows no Chinese font


@pytest.fixture(scope="module")
def bare(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of a Chromium to which fontconfig shows DejaVu and nothing else."""
    if not DEJAVU.is_dir():
        pytest.skip(f"no DejaVu fonts in {DEJAVU}")
    home = tmp_path_factory.mktemp("bare")
    (home / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{DEJAVU}</dir><cachedir>{home / 'fontconfig'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    environment: dict[str, str | float | bool] = {
        **os.environ,
        "FONTCONFIG_FILE": str(home / "fonts.conf"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    bare = browser.browser_type.launch(
        executable_path=os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser"),
        env=environment,
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    )
    yield bare.new_page(viewport={"width": 400, "height": 100})
    bare.close()


LETTERS = "客户体验地图"


def picture(style: str, weight: int = 400) -> str:
    """An SVG with a letter in every cell of 40 × 40."""
    letters = "".join(f'<text x="{40 * i + 5}" y="30">{letter}</text>' for i, letter in enumerate(LETTERS))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40" font-size="30"'
        f""" font-family="'{fonts.FAMILY}', system-ui, sans-serif" font-weight="{weight}">"""
        f"<style>{style}</style>{letters}</svg>"
    )


def cells(page: Page) -> list[bytes]:
    """Pictures of the cells: equal bytes are equal pixels."""
    page.evaluate("() => document.fonts.ready.then(() => true)")
    places = ({"x": 40 * i, "y": 0, "width": 40, "height": 40} for i in range(len(LETTERS)))
    return [page.screenshot(clip=place) for place in places]  # type: ignore[arg-type]


def show(page: Page, way: str, svg: str, folder: Path) -> list[bytes]:
    (folder / "map.svg").write_text(svg, encoding="utf-8")
    if way == "file":
        page.goto((folder / "map.svg").as_uri())
        return cells(page)
    body = svg if way == "inline" else '<img src="map.svg" style="display:block">'
    html = f'<!doctype html><meta charset="utf-8"><body style="margin:0">{body}'
    (folder / "map.html").write_text(html, encoding="utf-8")
    page.goto((folder / "map.html").as_uri())
    return cells(page)


@pytest.mark.browser
@pytest.mark.usefixtures("extra")
@pytest.mark.parametrize("way", ["file", "img", "inline"])
def test_embedded_letters_are_drawn_where_no_font_has_them(way: str, bare: Page, tmp_path: Path) -> None:
    style = "".join(face.css() for face in fonts.faces([LETTERS]))
    boxes = show(bare, way, picture(""), tmp_path)
    assert len(set(boxes)) == 1, "without embedding every letter is the same box"
    letters = show(bare, way, picture(style), tmp_path)
    assert len(set(letters)) == len(LETTERS)
    assert boxes[0] not in letters
    bold = show(bare, way, picture(style, weight=700), tmp_path)
    assert len({*letters, *bold}) == 2 * len(LETTERS), "bold letters are thicker ones"


@pytest.mark.browser
def test_a_variable_font_is_shown_in_both_weights(bare: Page, tmp_path: Path) -> None:
    path = save(variable(LETTERS), tmp_path / "variable.ttf")
    style = "".join(face.css() for face in fonts.faces([LETTERS], [LETTERS], font=path))
    boxes = show(bare, "file", picture(""), tmp_path)
    regular = show(bare, "file", picture(style), tmp_path)
    bold = show(bare, "file", picture(style, weight=700), tmp_path)
    assert len({boxes[0], *regular, *bold}) == 1 + 2 * len(LETTERS)


@pytest.mark.browser
@pytest.mark.usefixtures("extra")
def test_latin_text_keeps_its_font(bare: Page, tmp_path: Path) -> None:
    style = "".join(face.css() for face in fonts.faces([LETTERS]))
    latin = picture("").replace("客", "A")
    plain = show(bare, "file", latin, tmp_path)
    embedded = show(bare, "file", latin.replace("<style>", f"<style>{style}"), tmp_path)
    assert embedded[0] == plain[0]
    assert embedded[1] != plain[1]
