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
