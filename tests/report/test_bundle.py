"""What pages carry of style and script: minified as the sources say today, and nothing that a page uses is left out."""

from __future__ import annotations

import re
import runpy
from typing import TYPE_CHECKING

import pytest

from jmap.report import bundle
from jmap.report.bundle import BUNDLES, classes, script, styles
from jmap.resources import templates_dir

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = frozenset(re.findall(r"[\w-]+", "".join(bundle._read(f"{name}.css") for name in BUNDLES)))


def test_bundles_are_made_of_the_sources_as_they_are(root: Path) -> None:
    made = runpy.run_path(str(root / "tools" / "bundles.py"))["bundles"]()
    stale = [name for name, text in made if (root / "templates/bundles" / name).read_text("utf-8") != text]
    assert not stale, "run `make bundles`"


@pytest.mark.parametrize("name", BUNDLES)
def test_all_rules_are_there_if_all_classes_are_used(name: str) -> None:
    assert styles(name, EVERYTHING) == bundle._read(f"{name}.css").replace("\n", "")


@pytest.mark.parametrize("name", BUNDLES)
def test_sheets_are_whole_whatever_is_left_out(name: str) -> None:
    for used in (frozenset[str](), classes([], script(name)), frozenset({"map", "strip"})):
        text = styles(name, used)
        assert text.count("{") == text.count("}")
        assert "{}" not in text


def test_rules_for_absent_classes_are_left_out() -> None:
    text = styles("page", frozenset({"card"}))
    assert ".card{" in text
    assert ".heat" not in text
    assert ".card blockquote" in text


@pytest.mark.parametrize(
    ("selector", "needed"),
    [
        ("h1", set()),
        (".a .b>c", {"a", "b"}),
        (".a:is(.b,.c:not(.d))::after", {"a"}),
        ("html:not(.scripted) .edition[data-x='.y']", {"edition"}),
        (":is(.a,.b)", set()),
    ],
)
def test_classes_that_a_selector_needs(selector: str, needed: set[str]) -> None:
    assert bundle._needed(selector) == needed


def test_classes_are_found_in_markup_and_in_strings_of_scripts() -> None:
    found = classes(
        ['<p class="a b">', "<p class=c>x<i class=d-e hidden>", "class=&#34;f&#34;"],
        "x.map(y=>y.add(\"laid\", 'out', `of ${z}`))",
    )
    assert found >= {"a", "b", "c", "d-e", "laid", "out", "of"}
    assert not found & {"f", "map", "add", "x"}


@pytest.mark.parametrize("name", BUNDLES)
def test_what_scripts_make_of_elements_has_its_rules(name: str) -> None:
    sources = [(templates_dir() / f"{each}.js").read_text("utf-8") for each in BUNDLES[name].scripts]
    made = re.findall(r'(?:classList\.(?:add|remove|toggle)\(|className = )"([\w -]+)"', "".join(sources))
    assert made
    assert {word for words in made for word in words.split()} <= classes([], script(name))
