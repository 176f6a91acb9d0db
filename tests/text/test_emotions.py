from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from jmap.text.emotions import EMOTION_WORDS, emotion_level
from jmap.text.labels import LANGUAGES, label


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_the_word_for_a_level_means_that_level(level: int, language: str) -> None:
    assert EMOTION_WORDS[label(f"emotion.{level}", language)] == level


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("愉悦", 5), ("满意", 4), ("平静", 3), ("烦躁", 2), ("不满意", 2), ("失望", 1), ("愤怒", 1),
        ("Delighted", 5), (" happy ", 4), ("OK", 3), ("frustrated", 2), ("very unhappy", 1),
        ("😀", 5), ("☹️", 2), ("☹", 2), ("😡", 1),
        ("", None), ("joyful-ish", None), ("4", None),
    ],
)  # fmt: skip
def test_words_and_faces(word: str, level: int | None) -> None:
    assert emotion_level(word) == level


def test_every_level_has_several_words_of_each_kind() -> None:
    kinds = {
        "English": [level for word, level in EMOTION_WORDS.items() if word.isascii()],
        "Chinese": [level for word, level in EMOTION_WORDS.items() if "\u4e00" <= word[0] <= "\u9fff"],
        "faces": [
            level
            for word, level in EMOTION_WORDS.items()
            if word[0] >= "\u2600" and not "\u4e00" <= word[0] <= "\u9fff"
        ],
    }
    assert sum(map(len, kinds.values())) == len(EMOTION_WORDS)
    for kind, levels in kinds.items():
        assert set(levels) == {1, 2, 3, 4, 5}
        assert min(Counter(levels).values()) >= (3 if kind == "faces" else 8), kind


def test_words_stand_in_the_form_they_are_compared_in() -> None:
    for word in EMOTION_WORDS:
        assert word == unicodedata.normalize("NFC", word.replace("\ufe0f", "")).strip().lower()


def test_no_word_is_listed_twice() -> None:
    from jmap.text.emotions import _BY_LEVEL

    words = [w for e, c, f in _BY_LEVEL.values() for w in (*e.split(", "), *c.split(", "), *f.split(" "))]
    assert len(words) == len(set(words)) == len(EMOTION_WORDS)
