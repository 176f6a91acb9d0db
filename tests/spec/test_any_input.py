"""Whatever stands under the keys of the language: loading never raises, every finding has its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jmap.model import Journey, Settings
from jmap.spec import read_project
from jmap.spec.forms import fields_of, keys_of
from jmap.spec.kinds import CATALOGUE, SINGLE

if TYPE_CHECKING:
    from pathlib import Path

    from jmap.model.frozen import Value
    from jmap.spec import Loaded


def every_key() -> list[str]:
    """Every key of every model, and a few words that may stand in their place."""
    keys: dict[str, None] = dict.fromkeys(
        (*SINGLE, *CATALOGUE, "en", "zh-CN", "fr", "p", "q", "coach", "txt", "<<", "é")
    )
    open_: list[type[Value]] = [Journey, Settings, *SINGLE.values()]
    seen = set()
    while open_:
        kind = open_.pop()
        if kind not in seen:
            seen.add(kind)
            keys.update(dict.fromkeys(keys_of(kind)))
            open_ += [field.kind for field in fields_of(kind).values() if field.kind]
    return [*keys]


KEYS = every_key()
SCALARS = st.one_of(
    st.sampled_from([None, True, 4, 0, -1, 4.5, 1e300, "", "p", "q", "t", "s", "j", "end", "login", "a b"]),
    st.sampled_from(["82%", "4.3/5", "3min", "2026-09-30", "2026-02-30", "often", "happy", "csat", "higher"]),
    st.sampled_from(
        ["t.slow", "j/t", "k/t.x", "online", "interview", "#0f766e", "**/*", "no.png", "../x.png"]
    ),
    st.sampled_from(["中文", "\u202ex", "e\u0301", "…", "x" * 300, "\u0001", "\ud800"]),
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=8),
    st.integers(),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
        st.fixed_dictionaries({"use": st.sampled_from(["login", "t", "s", "p"])}, optional={"name": inner}),
    ),
    max_leaves=30,
)


@st.composite
def likely(draw: st.DrawFn, kind: type[Value], depth: int = 0) -> Any:
    """A mapping with a few keys of a model, whose values are often what belongs there."""
    fields = fields_of(kind)
    tree: dict[str, Any] = {}
    for key in draw(st.lists(st.sampled_from(keys_of(kind)), unique=True, max_size=5)):
        field = fields.get(key)
        if draw(st.integers(0, 5)) == 0 or field is None:
            tree[key] = draw(TREES)
        elif field.kind is None or depth > 4:
            tree[key] = draw(SCALARS)
        else:
            inner = likely(field.kind, depth + 1) | SCALARS
            several = st.lists(inner, max_size=3) | inner if field.many else inner
            by_key = st.dictionaries(st.sampled_from(["csat", "p", "coach", "m"]), several, max_size=2)
            tree[key] = draw(by_key if field.keyed else several)
    return tree


def single(key: str) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda name, rest: {key: name, **rest}, st.sampled_from(["j", "p", "t", "s"]), likely(SINGLE[key])
    )


ROOTS = st.one_of(
    single("journey"),
    single("journey"),
    st.sampled_from([*SINGLE]).flatmap(single),
    st.dictionaries(st.sampled_from(CATALOGUE), TREES, min_size=1, max_size=3),
    TREES,
)

SHARED = """
touchpoint: login
name: Log in
---
touchpoints: [{touchpoint: t, use: login}, {touchpoint: s, pains: [slow]}]
---
personas: [p, {persona: q, use: p}]
"""


def written(root: Any) -> str:
    """JSON is YAML; scalars lose their quotes where they can, since an unquoted one may be a number."""
    if isinstance(root, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {written(value)}" for key, value in root.items()) + "}"
    if isinstance(root, list):
        return "[" + ", ".join(written(item) for item in root) + "]"
    if (
        isinstance(root, str)
        and root
        and all(each.isalnum() or each in "%/.-" for each in root)
        and root[0].isalnum()
    ):
        return root
    return json.dumps(root)


def check(loaded: Loaded, folder: Path) -> None:
    for found in loaded.findings:
        assert found.message
        for span in (found.span, *(related.span for related in found.related)):
            if span is None:
                continue
            lines = (folder / span.path).read_text(encoding="utf-8").split("\n")
            assert span.text == lines[span.line - 1]
            assert 1 <= span.column <= len(span.text) + 1
            assert span.length >= 1
    assert not set(loaded.selected) & set(loaded.left_out)
    assert set(loaded.selected) <= set(loaded.project.journeys)
    assert loaded.failed or not loaded.left_out
    for journey in loaded.project.journeys.values():
        assert set(journey.personas) <= set(loaded.project.personas)
        for here in journey.touchpoints:
            assert set(here.channels) <= set(loaded.project.channels)
            assert here.owner is None or here.owner in loaded.project.departments


@given(st.lists(ROOTS, min_size=1, max_size=3), st.none() | likely(Settings) | TREES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150)
def test_loading_never_raises_and_every_finding_has_its_place(
    tmp_path: Path, roots: list[Any], settings_root: Any
) -> None:
    (tmp_path / "a.yaml").write_text("\n---\n".join(map(written, roots)), encoding="utf-8", newline="\n")
    (tmp_path / "shared.yaml").write_text(SHARED, encoding="utf-8")
    (tmp_path / "jmap.yaml").unlink(missing_ok=True)
    if settings_root is not None:
        (tmp_path / "jmap.yaml").write_text(written(settings_root), encoding="utf-8", newline="\n")
    check(read_project(tmp_path), tmp_path)
    check(read_project(tmp_path / "a.yaml"), tmp_path)
