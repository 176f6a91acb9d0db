"""What rules can mend: their own examples, and texts however they are written."""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pytest

from jmap.build.fix import mend
from jmap.check import Rule, all_rules, check
from jmap.check.rule import EXAMPLE_DAY
from jmap.spec import read_project
from jmap.spec.alike import differences
from jmap.spec.edit.tree import Tree

if TYPE_CHECKING:
    from tests.check.conftest import Specs

    from jmap.build.fix import Mended
    from jmap.diagnostics import Finding
    from jmap.spec import Loaded
    from jmap.spec.nodes import Source

MENDING = [rule for rule in all_rules() if rule.remedy is not None]
RULES_THAT_MEND = {"K607", "L701", "L703", "L706", "T105", "T114", "T118"}

HEAD = "journey: visit\nstages:\n  - name: Arrive\n    touchpoints:\n"


def found(loaded: Loaded) -> list[Finding]:
    return [*loaded.findings, *check(loaded.project, today=EXAMPLE_DAY, fixes=True)]


def mended(specs: Specs, text: str, *, unsafe: bool = False) -> tuple[str, Mended]:
    result = mend(partial(read_project, specs.write(text)), found, unsafe=unsafe)
    return result.after.get("map.yaml", text.encode()).decode(), result


def test_the_rules_that_mend_are_known() -> None:
    assert {rule.code for rule in MENDING} == RULES_THAT_MEND


@pytest.mark.parametrize("rule", MENDING, ids=lambda rule: rule.name)
def test_a_rule_mends_its_own_bad_example(rule: Rule, specs: Specs) -> None:
    assert rule.remedy is not None
    text, result = mended(specs, rule.bad, unsafe=not rule.remedy.safe)
    assert [each.code for each in result.done] == [rule.code]
    assert rule.code not in [each.code for each in result.findings]
    assert not result.refused
    before, after = rule.bad.splitlines(), text.splitlines()
    touched = {line for line in before if line not in after}
    assert len(touched) <= 1  # and no other line


@pytest.mark.parametrize(
    "rule", [rule for rule in MENDING if not (rule.remedy and rule.remedy.safe)], ids=lambda rule: rule.name
)
def test_what_changes_the_map_is_not_done_unasked(rule: Rule, specs: Specs) -> None:
    text, result = mended(specs, rule.bad)
    assert text == rule.bad
    assert not result.done


@pytest.mark.parametrize(
    "rule", [rule for rule in MENDING if rule.remedy and rule.remedy.safe], ids=lambda rule: rule.name
)
def test_what_is_safe_changes_no_more_than_the_place_it_is_about(rule: Rule, specs: Specs) -> None:
    before = specs.read(rule.bad).project
    _, result = mended(specs, rule.bad)
    pointers = [pointer for each in result.done for pointer in each.pointers]
    for pointer in differences(before, result.loaded.project):
        assert any(pointer[: len(each)] == each for each in pointers)
    assert rule.code[0] == "L" or list(differences(before, result.loaded.project)) == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("门在哪里?没人", "门在哪里？没人"),
        ('"门在哪里?没人"', '"门在哪里？没人"'),
        ("'门在''哪里?没人'", "'门在''哪里？没人'"),
        ("'录入太慢, 还要重复'", "'录入太慢，还要重复'"),
        ("打开“设置”! “确定”!!!", "打开“设置”！“确定”！！！"),
        ("'打开A, B 系统, 再录入'", "'打开A, B 系统，再录入'"),
        ("Hello，world", '"Hello, world"'),
        ("Hello， world", '"Hello, world"'),
        ("Hello，再见 world", "Hello，再见 world"),
        ("Note：read", '"Note: read"'),
        ("'甲,乙;丙?丁'", "'甲，乙；丙？丁'"),
        ('"甲\\u002c乙"', "甲，乙"),
    ],
)
def test_punctuation_is_mended_in_any_kind_of_quotes(written: str, kept: str, specs: Specs) -> None:
    text, _ = mended(specs, f"{HEAD}      - {{name: Door, thinks: {written}}}   # note\n")
    assert f"thinks: {kept}}}" in text
    assert text.endswith("   # note\n")


def test_texts_over_several_lines_are_mended_where_they_stand(specs: Specs) -> None:
    text = (
        f"{HEAD}      - name: Door\n        thinks: |   # why\n          门在哪里?没人\n          知道\n"
        "        does: 门\n          开?了  # x\n"
    )
    after, result = mended(specs, text)
    assert after == text.replace("?没", "？没").replace("开?", "开？")
    assert len(result.done) == 2


def test_a_text_of_any_number_of_signs_is_mended_at_once(specs: Specs) -> None:
    items = [f"第{chr(0x4E00 + number)}" for number in range(60)]
    text = f"{HEAD}      - {{name: Door, thinks: '{','.join(items)}'}}\n"
    after, result = mended(specs, text)
    assert after == text.replace(",第", "，第")
    assert len(result.done) == 1


@pytest.mark.parametrize(
    "written",
    [
        "|\n          第一,第二\n          第三,第四",
        "|   # 第一,第二\n          第一,第二\n\n          第一,第二",
        ">-\n          第一,第二\n          第三,第四",
        "第一,第二\n          第三,第四",
        '"第一,第二\n          第三,第四"',
        "|\n          第\u200b一\n            第\u200b二",
        "第\u200b一\n          第\u200b二",
        "|\n          Hello，world\n          Hello，world",
    ],
)
def test_every_line_of_a_text_is_mended(written: str, specs: Specs) -> None:
    after, _ = mended(specs, f"{HEAD}      - name: Door\n        does: {written}\n        thinks: x\n")
    head, _, text = written.partition("\n") if written[0] in "|>" else ("", "", written)
    text = text.replace(",", "，").replace("\u200b", "").replace("lo，", "lo, ")
    assert (
        after
        == f"{HEAD}      - name: Door\n        does: {head}{chr(10) if head else ''}{text}\n        thinks: x\n"
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('- name: "Main\\u200bdoor"', "- touchpoint: main-door\n        name: Maindoor"),
        ("- name: Main\u200bdoor", "- touchpoint: main-door\n        name: Maindoor"),
        ("- name: Door\u200b", "- name: Door"),  # makes the same id
        ("- {name: Main\u200bdoor, emotion: 3}", "- {touchpoint: main-door, name: Maindoor, emotion: 3}"),
        ("- Main\u200bdoor", "- {touchpoint: main-door, name: Maindoor}"),
        (
            "- name: {en: Main\u200bdoor, de: Tor}",
            "- touchpoint: main-door\n        name: {en: Maindoor, de: Tor}",
        ),
        ("- {en: Main\u200bdoor, de: Tor}", None),  # not offered: two changes in one place
        (
            "- {touchpoint: door, name: Door, pains: So\u200bslow}",
            "- {touchpoint: door, name: Door, pains: {pain: so-slow, text: Soslow}}",
        ),
        ("- touchpoint: door\n        name: Main\u200bdoor", "- touchpoint: door\n        name: Maindoor"),
    ],
)
def test_an_id_made_from_a_name_stays_when_the_name_is_mended(
    written: str, kept: str | None, specs: Specs
) -> None:
    text = f"languages: [en, de]\n{HEAD}      {written}\n"
    before = specs.read(text).project
    after, result = mended(specs, text)
    assert after == text.replace(written, kept or written)
    assert [each.code for each in result.done] == (["L706"] if kept else [])
    assert not result.refused
    assert [each.id for each in before["visit"].touchpoints] == [
        each.id for each in result.loaded.project["visit"].touchpoints
    ]


@pytest.mark.parametrize("kind", ["persona", "department", "channel"])
def test_ids_of_catalogues_stay_as_well(kind: str, specs: Specs) -> None:
    text = f"{HEAD}      - Door\n---\n{kind}s:\n  - name: Porters\u200bteam\n"
    after, result = mended(specs, text)
    assert f"  - {kind}: porters-team\n    name: Portersteam\n" in after
    assert not result.refused


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("      - Door\n", "      - {touchpoint: door, name: Door}\n"),
        ("      - Door, left   # x\n", '      - {touchpoint: door, name: "Door, left"}   # x\n'),
        ("      - {name: Door}\n", "      - {touchpoint: door, name: Door}\n"),
        (
            "      - name: Door   # x\n        emotion: 3\n",
            "      - touchpoint: door\n        name: Door   # x\n        emotion: 3\n",
        ),
        (
            "      -\n        # the door\n        name: Door\n",
            "      -\n        # the door\n        touchpoint: door\n        name: Door\n",
        ),
        ("      - {en: Door}\n", "      - {touchpoint: door, name: {en: Door}}\n"),
    ],
)  # fmt: skip
def test_ids_are_written_into_every_form_of_a_thing(written: str, kept: str, specs: Specs) -> None:
    target = "door-left" if "left" in written else "door"
    tail = f"      - {{name: Desk, next: {target}}}\n"
    after, result = mended(specs, HEAD + written + tail)
    assert after == HEAD + kept.replace("touchpoint: door,", f"touchpoint: {target},") + tail
    assert not list(differences(specs.read(HEAD + written + tail).project, result.loaded.project))


def test_all_ids_are_written_down_where_that_is_wanted(specs: Specs) -> None:
    option = "check: {options: {unwritten-id: {everywhere: 1}}}\n"
    specs.write(option, "jmap.yaml")
    path = specs.write(f"{HEAD}      - {{name: Door, pains: [Slow], opportunities: [Faster]}}\n")
    result = mend(partial(read_project, path.parent), found)
    assert result.after["map.yaml"].decode() == (
        "journey: visit\nstages:\n  - stage: arrive\n    name: Arrive\n    touchpoints:\n"
        "      - {touchpoint: door, name: Door, pains: [{pain: slow, text: Slow}], "
        "opportunities: [{opportunity: faster, text: Faster}]}\n"
    )


def test_numbers_take_the_place_of_faces_and_lonely_words(specs: Specs) -> None:
    text = (
        f"{HEAD}      - {{name: A, emotion: 😀}}\n      - {{name: B, emotion: '烦躁'}}\n"
        "      - {name: C, emotion: 3}\n      - {name: D, emotion: {value: happy, n: 40}}\n"
        "      - {name: E, emotion: 4.5}\n"
        "      - {name: F, emotion: 2}\n"
    )  # fmt: skip
    after, result = mended(specs, text.replace("visit", "visit\nlanguages: [en]"))
    assert [line.rpartition("emotion: ")[2] for line in after.splitlines()[5:]] == [
        "5}", "2}", "3}", "{value: 4, n: 40}}", "4.5}", "2}",
    ]  # fmt: skip
    assert len(result.done) == 3


def test_what_would_change_the_language_of_the_project_is_not_mended(specs: Specs) -> None:
    text = f"{HEAD}      - {{name: A, emotion: 4}}\n      - {{name: B, emotion: 烦躁}}\n"
    after, result = mended(specs, text)  # the one Chinese word makes it a Chinese project
    assert after == text
    assert [each.code for each in result.refused] == ["K607"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("   # jmap: ignore[C201, T101, L701]\n", ""),
        ("   # jmap: ignore[C201] on purpose\n", "   # on purpose\n"),
        ("   # jmap: ignore[L704, C201]\n", "   # jmap: ignore[L704]\n"),
    ],
)
def test_comments_that_suppress_nothing_go(written: str, kept: str, specs: Specs) -> None:
    text = f"{HEAD}      - name: Door\n        does: TODO{written}      # jmap: ignore[T101]\n      - Desk\n"
    after, _ = mended(specs, text)
    assert after == f"{HEAD}      - name: Door\n        does: TODO{kept or chr(10)}      - Desk\n"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("{touchpoint: t, decision: true, channel: web}", "{touchpoint: t, channel: web}"),
        ("{decision: true , touchpoint: t}", "{touchpoint: t}"),
        ("{touchpoint: t,\n         decision: true}", "{touchpoint: t}"),
        *(
            (f"{{{written}}}", None)
            for written in (
                "touchpoint: t, channel: web,   # since March\n         decision: true",
                "decision: true,   # ask Anna\n         touchpoint: t",
                "touchpoint: t, decision: true,   # ask Anna\n         channel: web",
                "touchpoint: t,\n         decision: true   # ask Anna\n         ",
                "touchpoint: t, decision:   # ask Anna\n         true",
            )
        ),
        ("touchpoint: t\n        decision: true", "touchpoint: t"),
        ("touchpoint: t\n        decision:   # ask Anna\n          true", None),
    ],
)
def test_what_is_removed_takes_no_comment_with_it(written: str, kept: str | None, specs: Specs) -> None:
    text = f"{HEAD}      - {{name: Desk}}\n      - %s\n"
    after, _ = mended(specs, text % written, unsafe=True)
    assert after == text % (written if kept is None else kept)


def test_placeholders_are_added_in_every_form_and_found_again(specs: Specs) -> None:
    head = f"languages: [zh-CN, en]\n{HEAD}".replace("Arrive", "{zh-CN: 到店, en: Arrive}")
    text = (
        f"{head}      - name: 大门\n        does: {{en: Looks around}}\n"
        "        needs:\n          zh-CN: 找到门   # soon\n        thinks: [进, {text: 门？}]\n"
    )
    after, result = mended(specs, text, unsafe=True)
    assert after == (
        f"{head}      - name: {{zh-CN: 大门, en: TODO}}\n        does: {{en: Looks around, zh-CN: 待补充}}\n"
        "        needs:\n          zh-CN: 找到门   # soon\n          en: TODO\n"
        "        thinks: [{zh-CN: 进, en: TODO}, {text: {zh-CN: 门？, en: TODO}}]\n"
    )
    assert {each.code for each in result.findings} == {"L704"}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('{zh-CN: 门, en: ""}', "{zh-CN: 门, en: TODO}"),
        ("{zh-CN: 门, en: }", "{zh-CN: 门, en: TODO}"),
        ("\n          zh-CN: 门\n          en:  # soon", "\n          zh-CN: 门\n          en: TODO  # soon"),
        ("{en: Door, zh-CN: ''}", "{en: Door, zh-CN: 待补充}"),
    ],
)
def test_placeholders_take_the_place_of_empty_translations(written: str, kept: str, specs: Specs) -> None:
    head = f"languages: [zh-CN, en]\n{HEAD}".replace("Arrive", "{zh-CN: 到店, en: Arrive}")
    text = f"{head}      - touchpoint: door\n        name: T\n        does: {written}\n"
    after, _ = mended(specs, text, unsafe=True)
    assert after == text.replace(written, kept)


def test_what_several_journeys_share_is_mended_once(specs: Specs) -> None:
    specs.write(
        "touchpoints:\n  - touchpoint: door\n    name: Door\n    thinks: 门在哪里?没人\n", "shared.yaml"
    )
    for name in "ab":
        specs.write(f"journey: {name}\nstages: [{{name: S, touchpoints: [{{use: door}}]}}]\n", f"{name}.yaml")
    result = mend(partial(read_project, specs.folder), found)
    assert list(result.before) == ["shared.yaml"]
    assert "？" in result.after["shared.yaml"].decode()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_other_bytes_stay(mark: bytes, specs: Specs) -> None:
    text = f"{HEAD}      -  name: Door   \t\n         thinks: '门?没人'   # note  \n         emotion: 😀\n\n\n".replace(
        "\n", "\r\n"
    )
    path = specs.folder / "map.yaml"
    path.write_bytes(mark + text.encode())
    result = mend(partial(read_project, path), found)
    assert result.after["map.yaml"] == mark + text.replace("门?", "门？").replace("😀", "5").encode()


def test_utf_16_stays_utf_16(specs: Specs) -> None:
    path = specs.folder / "map.yaml"
    path.write_bytes(f"\ufeff{HEAD}      - {{name: Door, thinks: 门?没人}}".encode("utf-16-le"))
    result = mend(partial(read_project, path), found)
    assert result.after["map.yaml"].decode("utf-16") == f"{HEAD}      - {{name: Door, thinks: 门？没人}}"


def test_a_file_is_read_for_editing_once(specs: Specs, monkeypatch: pytest.MonkeyPatch) -> None:
    trees: list[object] = []
    made = Tree.__init__

    def counted(self: Tree, source: Source) -> None:
        trees.append(source)
        made(self, source)

    monkeypatch.setattr(Tree, "__init__", counted)
    names = "".join(f"      - {{name: Step {number}, does: Wait\u200b}}\n" for number in range(20))
    fixes = [each for each in found(read_project(specs.write(HEAD + names))) if each.fix]
    assert len(fixes) >= 20
    assert len(trees) == 1


def test_each_fix_costs_as_much_however_many_there_are(specs: Specs) -> None:
    def calls(count: int) -> int:
        names = "".join(
            f"      - {{name: 门 {number}, thinks: '门{number}开了,进去', next: 门-{number // 2 * 2}}}\n"
            for number in range(count)
        )
        path = specs.write(HEAD + names)
        counted = Counter[str]()
        sys.setprofile(lambda _frame, event, _what: counted.update((event,)))
        try:
            result = mend(partial(read_project, path), found)
        finally:
            sys.setprofile(None)
        assert len(result.done) > count
        return counted["call"] + counted["c_call"]

    assert calls(400) < 5 * calls(100)  # 4 when linear, 16 when quadratic
