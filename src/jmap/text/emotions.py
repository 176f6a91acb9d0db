"""Words and faces that stand for an emotion from 1 (worst) to 5 (best).

The list is fixed: a word that is not on it is an error that shows the forms, never a guess. Words compare in
lower case and NFC, without the variation selector that asks for a coloured emoji.
"""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_BY_LEVEL: Final[Mapping[int, tuple[str, ...]]] = {
    5: (
        "delighted, excited, thrilled, enthusiastic, overjoyed, amazed, proud, very happy, very satisfied",
        "愉悦, 愉快, 惊喜, 兴奋, 激动, 欣喜, 自豪, 喜爱, 非常满意, 非常开心",
        "😀 😁 😃 😄 😍 🤩 🥰 😊 🎉",
    ),
    4: (
        "happy, satisfied, pleased, content, glad, relieved, confident, comfortable, good, positive",
        "满意, 开心, 高兴, 轻松, 放心, 安心, 舒适, 顺畅, 信任, 有信心",
        "🙂 ☺ 😌 😉 👍",
    ),
    3: (
        "neutral, calm, okay, ok, indifferent, fine, so-so, mixed, unsure, average",
        "平静, 一般, 中立, 平淡, 还行, 尚可, 普通, 无感, 正常, 不好不坏",
        "😐 😑 😶 🤔",
    ),
    2: (
        "frustrated, annoyed, unhappy, dissatisfied, irritated, impatient, worried, anxious, confused",
        "烦躁, 不满, 不满意, 不快, 焦虑, 着急, 担心, 困惑, 不耐烦, 疲惫",
        "🙁 ☹ 😕 😟 😒 😣 👎",
    ),
    1: (
        "disappointed, angry, furious, outraged, desperate, helpless, very unhappy, very dissatisfied",
        "失望, 愤怒, 生气, 绝望, 崩溃, 气愤, 无助, 厌恶, 沮丧, 非常不满",
        "😡 😠 🤬 😤 😭 😢 😞 😫",
    ),
}

EMOTION_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: level
        for level, (english, chinese, faces) in _BY_LEVEL.items()
        for word in (*english.split(", "), *chinese.split(", "), *faces.split(" "))
    }
)
"""Word or face → 1–5, English and Chinese in one list, best first."""


def emotion_level(word: str) -> int | None:
    """Give the level a word or face stands for, `None` if it is not on the list."""
    return EMOTION_WORDS.get(unicodedata.normalize("NFC", word.replace("\ufe0f", "")).strip().lower())
