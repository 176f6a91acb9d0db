"""Outlines keep every place and lose every text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jmap.spec import load
from jmap.spec.nodes import Mark, Source, YamlList, YamlMap
from jmap.spec.outline import Outline
from jmap.spec.reader import read

if TYPE_CHECKING:
    from pathlib import Path

TEXT = b"""\
journey: j
personas: [a, b]
empty: {}
stages:
  - name: S
    touchpoints: [{name: T, pains: [x, {text: y}]}, [z]]
"""


def same(node: Any, other: Any) -> bool:
    """Whether two nodes have the same places, and the second one no texts."""
    if not isinstance(node, YamlMap | YamlList):
        return other is None
    alike = type(node) is type(other) and len(node) == len(other)
    alike = alike and (node.source, node.place, node.places) == (other.source, other.place, other.places)
    if isinstance(node, YamlList):
        return alike and all(map(same, node, other))
    return (
        alike
        and node.derived == other.derived
        and list(node) == list(other)
        and all(map(same, node.values(), other.values()))
    )


def test_an_outline_gives_back_all_places() -> None:
    root = read("a.yaml", TEXT)[0][0].root
    root["stages"][0].derived = True
    assert same(root, Outline(root).read())


def test_what_comes_from_another_file_stays_there() -> None:
    root, other = read("a.yaml", TEXT)[0][0].root, Source("b.yaml", "lanes: {x: y}")
    lanes = YamlMap(other, 7)
    lanes.put("x", "y", Mark(other, 8), Mark(other, 11))
    root["stages"][0].put("lanes", lanes, Mark(other, 0), Mark(other, 7))
    outline = Outline(root)
    assert same(root, outline.read())
    assert outline.root["stages"][0].marks("lanes")[1].source is other


@pytest.mark.parametrize("file", ["a.yaml", "b.yaml"])
def test_a_list_of_one_that_begins_where_it_does(file: str) -> None:
    root = read("a.yaml", TEXT)[0][0].root
    first = root["stages"][0]
    stages = YamlList(root.source if file == "a.yaml" else Source(file, "x" * 100), first.place)
    stages.append(first)
    stages.places.append(first.place)
    root["stages"] = stages
    assert same(root, Outline(root).read())


def test_ids_made_from_names_are_told(tmp_path: Path) -> None:
    text = "journey: j\ntitle: J\nstages: [{name: S, touchpoints: [{name: T, pains: [x, {pain: own, text: y}]}]}]\n"
    (tmp_path / "j.yaml").write_text(text)
    origin = load(tmp_path / "j.yaml").origin
    assert origin is not None
    pains = ("journeys", "j", "stages", 0, "touchpoints", 0, "pains")
    assert origin.derives_id((*pains, 0), "x")
    assert not origin.derives_id((*pains, 1), "own")
    assert not origin.derives_id((*pains, 1), "t"), "something else is called that"
