from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jmap.text import catalogues
from jmap.text.labels import _PLACEHOLDER, LANGUAGES, catalogue, label

FOLDER = Path(catalogues.__file__).parent
KEYS = sorted(catalogue("en"))
CHINESE = re.compile("[\u4e00-\u9fff]")


def placeholders(text: str) -> set[str]:
    return {name for name, _, _ in re.findall(_PLACEHOLDER, text)}


def test_all_languages_have_the_same_keys() -> None:
    for language in LANGUAGES:
        assert sorted(catalogue(language)) == KEYS


def test_every_key_is_used(root: Path) -> None:
    """Named whole, or put together from a beginning and words of the program (of the specs: demographics)."""
    files = [*(root / "src").rglob("*.py"), *(root / "templates").rglob("*.*")]
    kinds = {".py", ".html", ".j2", ".js"}
    files = [path for path in files if path.suffix in kinds and FOLDER not in path.parents]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    whole = set(re.findall(r"""["'`]([a-z][\w.-]*)["'`]""", text))
    begun = set(re.findall(r"""["'`]([a-z][\w.-]*[.-])(?:\{|["'`] ~)""", text))
    begun |= {f"{group}." for group in re.findall(r'"word:([\w-]+)"', text)}  # kinds of columns
    words = {word.replace("_", "-") for word in re.findall(r"[\w-]+", text)}
    unused = [
        key
        for key in KEYS
        if key not in whole
        and not any(
            key.startswith(beginning)
            and (
                beginning == "demographics." or set(key.removeprefix(beginning).split(".")) <= words | {"sub"}
            )
            for beginning in begun
        )
    ]
    assert unused == []


@pytest.mark.parametrize("key", KEYS)
def test_all_languages_take_the_same_values(key: str) -> None:
    for language in LANGUAGES:
        text = catalogue(language)[key]
        assert placeholders(text) == placeholders(catalogue("en")[key])
        assert "{" not in re.sub(_PLACEHOLDER, "", text), "a brace that is no placeholder"
        assert text.strip("\n\t")
        assert not CHINESE.search(text) or language == "zh-CN"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("[a-z]*.py")), ids=lambda file: file.stem)
def test_keys_stand_once_and_in_order(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = next(node for node in ast.walk(tree) if isinstance(node, ast.Dict))
    keys = [key.value for key in found.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
    assert len(keys) == len(set(keys)) == len(found.keys)
    groups = list(dict.fromkeys(key.partition(".")[0] for key in keys))
    assert keys == sorted(keys, key=lambda key: (groups.index(key.partition(".")[0]), key))
    assert groups == sorted(groups)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("zh-CN", "结束"),
        ("zh", "结束"),
        ("zh-TW", "结束"),
        ("ZH_cn", "结束"),
        ("en", "End"),
        ("en-GB", "End"),
        ("fr", "End"),
        ("", "End"),
    ],
)
def test_languages_fall_back(language: str, word: str) -> None:
    assert label("flow.end", language) == word


def test_values_are_taken_literally() -> None:
    assert label("quotation", "en", text=r"{name} \1 %s {0} {{x}}") == r"“{name} \1 %s {0} {{x}}”"


def test_one_and_many() -> None:
    assert label("evidence.interview", "en", count=1) == "1 interview"
    assert label("evidence.interview", "en", count=2) == "2 interviews"
    assert label("evidence.interview", "zh-CN", count=1) == "1 次访谈"


def test_what_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        label("no.such", "en")
    with pytest.raises(KeyError, match="text"):
        label("quotation", "en")


def test_only_the_wanted_language_is_loaded() -> None:
    code = "import sys; from jmap.text.labels import label; label('flow.end', 'en'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "jmap.text.catalogues.en" in loaded
    assert "jmap.text.catalogues.zh_CN" not in loaded


def test_every_text_that_is_asked_for_by_name_exists(root: Path) -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in sorted((root / "src").rglob("*.py")))
    asked = set(re.findall(r'\b(?:label|word)\(\s*"([a-z0-9.-]+)"', source))
    assert asked
    assert asked <= set(KEYS)
