"""Rules about texts in several languages: what is written in the wrong one, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.check.conftest import Specs


@pytest.mark.parametrize(
    ("does", "reported"),
    [
        ("{zh-CN: 打开 CRM 录入客户资料, en: 打开 CRM 录入客户资料}", True),
        ("{zh-CN: 打开 CRM, en: Open the CRM}", False),
        ("{zh-CN: 微信, en: WeChat (微信)}", False),
        ("{zh-CN: 登录客户关系管理系统, en: Log in to 客户关系管理系统}", False),
        ("{zh-CN: Open the CRM 系统 and enter the data, en: Open the CRM}", True),
        ("{zh-CN: 点击 Save as draft and close 按钮, en: Click Save}", False),
        ("{zh-CN: 注册, ja: 登録}", False),
        ("{zh-CN: 打开, ru: Откройте 微信}", False),
    ],
)
def test_a_text_is_in_the_wrong_language_if_most_of_it_is(does: str, reported: bool, specs: Specs) -> None:  # noqa: FBT001
    text = (
        "languages: [zh-CN, en, ja, ru]\njourney: visit\n"
        f"stages: [{{name: S, touchpoints: [{{touchpoint: t, name: T, does: {does}}}]}}]\n"
    )
    assert ("L705" in specs.codes(text)) == reported


HEAD = "journey: visit\ntitle: {en: A visit, zh-CN: 到访}\n"
TRANSLATED = "name: {en: Arrive, zh-CN: 到店}"


def missing(specs: Specs, text: str, languages: str = "en, zh-CN") -> list[str]:
    specs.write(
        f"languages: [{languages}]\nchannels: [{{channel: mail, name: Microsoft Teams}}]\n", "jmap.yaml"
    )
    specs.write(HEAD + text)
    return [finding.message for finding in specs.findings() if finding.code == "L701"]


@pytest.mark.parametrize(
    ("thinks", "messages"),
    [
        ('{zh-CN: 太慢, en: ""}', ['"太慢" has no en']),
        ('{en: Slow, zh-CN: ""}', ['"Slow" has no zh-CN']),
        ("{zh-CN: 太慢, en: }", ['"太慢" has no en']),
        ('{zh-CN: "", en: ""}', []),
    ],
)
def test_an_empty_translation_is_none(thinks: str, messages: list[str], specs: Specs) -> None:
    text = f"stages: [{{{TRANSLATED}, touchpoints: [{{touchpoint: t, name: T, thinks: {thinks}}}]}}]\n"
    assert missing(specs, text) == messages
    assert missing(specs, text, "zh-CN, en") == messages


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        ("systems: [SAP ERP, Google Analytics, SAP S/4 HANA 2]", []),
        ("systems: [SAP ERP, our database]", ['"our database" has no zh-CN']),
        ("measures: {csat: {value: 80%, source: Acme Survey 2026}}", []),
        ("does: Opens SAP", ['"Opens SAP" has no zh-CN']),
        ("does: Opens The Door", ['"Opens The Door" has no zh-CN']),
    ],
)
def test_names_of_several_words_need_no_translation(content: str, messages: list[str], specs: Specs) -> None:
    text = (
        f"stages: [{{{TRANSLATED}, channel: mail, touchpoints: [{{touchpoint: t, name: T, {content}}}]}}]\n"
    )
    assert missing(specs, text) == messages


@pytest.mark.parametrize(
    ("touchpoints", "languages", "messages"),
    [
        ("[{en: Door, zh-CN: 大门}, Checkout]", "en, zh-CN", ['"Checkout" has no zh-CN']),
        ("[Door, Window, Desk, Checkout]", "en, zh-CN", []),  # not translated yet
        ("[{en: Door, zh-CN: 大门}, CRM, WeChat, 7-11]", "en, zh-CN", []),
        ("[{en: Door, zh-CN: 大门}, Salesforce]", "zh-CN, en", []),
    ],
)
def test_one_word_is_a_hole_among_translated_names(
    touchpoints: str, languages: str, messages: list[str], specs: Specs
) -> None:
    assert missing(specs, f"stages: [{{{TRANSLATED}, touchpoints: {touchpoints}}}]\n", languages) == messages
