from __future__ import annotations

import itertools
import os
import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.text.clusters import clusters
from jmap.text.metrics import EM, units, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FONTS = Path("/usr/share/fonts")
NOTO = "truetype/noto/NotoSans-Regular.ttf"
NOTO_BOLD = "truetype/noto/NotoSans-Bold.ttf"
DEJAVU = "truetype/dejavu/DejaVuSans.ttf"
DEJAVU_BOLD = "truetype/dejavu/DejaVuSans-Bold.ttf"
CJK = "opentype/noto/NotoSansCJK-Regular.ttc"
CJK_BOLD = "opentype/noto/NotoSansCJK-Bold.ttc"
SIMPLIFIED = 2  # index of the face in the collection

STACKS = [
    pytest.param((NOTO, CJK), False, id="Noto Sans"),
    pytest.param((DEJAVU, CJK), False, id="DejaVu Sans"),
    pytest.param((CJK,), False, id="Noto Sans CJK"),
    pytest.param((NOTO_BOLD, CJK_BOLD), True, id="Noto Sans bold"),
    pytest.param((DEJAVU_BOLD, CJK_BOLD), True, id="DejaVu Sans bold"),
    pytest.param((CJK_BOLD,), True, id="Noto Sans CJK bold"),
]
CHINESE = [
    "登录 CRM 开始工作",
    "录入客户与销售数据",
    "查询结果不清晰",
    "“这些字段真的有人看吗？”",
    "满意度提升 3.5%，耗时 3 分钟",
    "电话 · 企业微信",
    "导出报表要三分钟——领导等不及……",
    "优化登录流程、提高系统性能",
    "（电话、邮件、门店）",
    "体验分 66 ± 4",
    "71→83",
    "《服务蓝图》",
    "A/B 测试：转化率 ≥ 20%",
    "第 3 步/共 5 步",
]
LATIN = [
    "Enter customer data",
    "AVATAR Way To Tokyo",
    "“Don’t wait,” she said…",
    "difficult office fjord",
    "e-mail: a.b@example.com",
    "https://example.com/a/b?c=d&e=f",
    "n = 240 (95 % CI 58–71)",
    "łódź Ærø façade naïve Ünïcödé",
    "Ελληνικά κείμενα",
    "Русский текст, ещё",
    "Tiếng Việt có dấu",
    "100 € / £20 / ¥30",
    "1234567890",
    "WWW MMM iii lll",
    "Peak–end: 58 • target 75",
    "C:\\Users\\jo",
    "[jq] {fi} (ffi)",
]


class Face:
    """A font file read far enough to set a line: advances and pair kerning."""

    def __init__(self, name: str) -> None:
        from fontTools.ttLib import TTFont

        font: Any = TTFont(FONTS / name, fontNumber=SIMPLIFIED if name.endswith(".ttc") else -1)
        self.glyphs: Mapping[int, str] = font.getBestCmap()
        self.em: int = font["head"].unitsPerEm
        self.advances: Mapping[str, tuple[int, int]] = font["hmtx"].metrics
        self.kerning = [list(lookup) for lookup in _kerning(font)]

    def kern(self, left: str, right: str) -> int:
        for subtables in self.kerning:
            for subtable in subtables:
                if left in subtable.Coverage.glyphs:
                    found = _pair(subtable, left, right)
                    if found is not None:
                        return found
        return 0


def _kerning(font: Any) -> Iterator[Iterator[Any]]:
    if "GPOS" not in font:
        return
    table = font["GPOS"].table
    wanted = {
        index
        for script in table.ScriptList.ScriptRecord
        if script.ScriptTag in ("DFLT", "latn")
        for index in script.Script.DefaultLangSys.FeatureIndex
    }
    records = [table.FeatureList.FeatureRecord[index] for index in sorted(wanted)]
    lookups = {i for record in records if record.FeatureTag == "kern" for i in record.Feature.LookupListIndex}
    for index in sorted(lookups):
        subtables = (
            getattr(subtable, "ExtSubTable", subtable) for subtable in table.LookupList.Lookup[index].SubTable
        )
        yield (subtable for subtable in subtables if hasattr(subtable, "ValueFormat1"))


def _pair(subtable: Any, left: str, right: str) -> int | None:
    if subtable.Format == 1:
        pairs = subtable.PairSet[subtable.Coverage.glyphs.index(left)].PairValueRecord
        value = next((pair.Value1 for pair in pairs if pair.SecondGlyph == right), None)
    else:
        first = subtable.Class1Record[subtable.ClassDef1.classDefs.get(left, 0)]
        value = first.Class2Record[subtable.ClassDef2.classDefs.get(right, 0)].Value1
    return getattr(value, "XAdvance", 0) if value is not None else None


@cache
def face(name: str) -> Face:
    path = FONTS / name
    if not path.is_file():
        message = f"{path} is not installed (Debian: fonts-noto-core, fonts-noto-cjk, fonts-dejavu-core)"
        if os.environ.get("CI") == "true":
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    return Face(name)


def drawn(text: str, faces: list[Face]) -> float | None:
    """Width in units, each character set in the first face that has it; `None` if none has."""
    total, before = 0.0, (None, "")
    for char in text:
        found = next((one for one in faces if ord(char) in one.glyphs), None)
        if found is None:
            return None
        glyph = found.glyphs[ord(char)]
        total += found.advances[glyph][0] * EM / found.em
        if before[0] is found:
            total += found.kern(before[1], glyph) * EM / found.em
        before = (found, glyph)  # type: ignore[assignment]
    return total


def samples() -> list[str]:
    """2,000 strings: words of both kinds alone and mixed, and sequences of letters that kern."""
    chance = random.Random(20261001)  # noqa: S311 - the same texts every time
    words = [word for text in (*CHINESE, *LATIN) for word in text.split(" ")]
    mixed = [" ".join(chance.choices(words, k=chance.randint(1, 7))) for _ in range(1000)]
    kerned = [
        "".join(chance.choices("AVTWYLPFfrjtkx.,-'\"/()[]e0149&Qo", k=chance.randint(2, 12)))
        for _ in range(1000)
    ]
    return [*CHINESE, *LATIN, *mixed, *kerned]


@pytest.mark.parametrize(("names", "bold"), STACKS)
def test_text_is_drawn_no_wider_than_estimated(names: tuple[str, ...], bold: bool) -> None:  # noqa: FBT001
    faces = [face(name) for name in names]
    checked = 0
    for text in samples():
        real = drawn(text, faces)
        if real is None:
            continue
        checked += 1
        assert real <= units(text, bold=bold) * 1.02, (text, real, units(text, bold=bold))
    assert checked >= 1000


@pytest.mark.parametrize(("names", "bold"), STACKS)
def test_every_pair_of_ascii_characters_fits(names: tuple[str, ...], bold: bool) -> None:  # noqa: FBT001
    faces = [face(name) for name in names]
    for left, right in itertools.product(map(chr, range(0x21, 0x7F)), repeat=2):
        real = drawn(left + right, faces)
        assert real is not None
        assert real <= units(left + right, bold=bold) * 1.02, (left + right, real)


@pytest.mark.parametrize(("names", "bold"), STACKS)
def test_the_estimate_is_not_wasteful(names: tuple[str, ...], bold: bool) -> None:  # noqa: FBT001
    faces = [face(name) for name in names]
    pairs = [(drawn(text, faces), units(text, bold=bold)) for text in LATIN[:4] + CHINESE]
    known = [(real, estimate) for real, estimate in pairs if real is not None]
    assert sum(real for real, _ in known) >= 0.8 * sum(estimate for _, estimate in known)


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("", 0),
        ("登录", 2),
        ("，。“”‘’……——", 10),
        ("ＣＲＭ１", 4),
        ("カナ한글", 4),
        ("→★●○▲▼①", 7),
        ("± × · ÷".replace(" ", ""), 4),
        ("😀", 1.45),
        ("👨‍👩‍👧‍👦", 1.45),
        ("👍🏽", 1.45),
        ("❤️", 1.45),
        ("🇨🇳🇺🇸", 2.9),
        ("1️⃣", 1.45),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1.45),
        ("⌚✅❌", 3 * 1.45),
        ("\u0301\u200b\u202e\u2067\u2069\ufeff", 0),
        ("\ue000\U0010fffd\u0378", 3),  # private use, unassigned
        ("\ud800", 1),
    ],
)
def test_widths_by_rule(text: str, ems: float) -> None:
    assert width(text, 10) == pytest.approx(ems * 10)
    assert width(text, 10, bold=True) == pytest.approx(ems * 10)


def test_widths_from_the_table() -> None:
    assert width("e", 1000) == 616
    assert width("é", 1000) == 620  # beyond ASCII in steps of 5
    assert width("e\u0301", 1000) == width("e", 1000)
    assert width("e", 1000, bold=True) == 679
    assert width(" ", 1000) == width("\t", 1000) == width("\n", 1000) == 318
    assert width("﷽", 1000) > 7000


def test_a_chain_of_joined_emoji_is_not_one_picture() -> None:
    assert width("\u200d".join("👨" * 40), 10) == pytest.approx(10 * 14.5)


def test_bold_is_wider() -> None:
    assert width("Customer", 12, bold=True) > width("Customer", 12)


def test_width_grows_with_size() -> None:
    assert width("Customer 客户", 26) == pytest.approx(2 * width("Customer 客户", 13))


@given(st.text(), st.booleans())
def test_width_is_the_sum_of_its_clusters(text: str, bold: bool) -> None:  # noqa: FBT001
    assert units(text, bold=bold) == sum(units(cluster, bold=bold) for cluster in clusters(text))


@given(st.text(), st.text())
def test_text_put_together_is_never_wider_than_its_parts(left: str, right: str) -> None:
    assert units(left + right) <= units(left) + units(right)
