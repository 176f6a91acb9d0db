"""Whatever stands under the keys of the language: loading never raises, every finding has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import BYTES, ROOTS, SHARED, TREES, likely, written

from jmap.model import Settings
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path

    from jmap.spec import Loaded


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


@given(BYTES, st.none() | BYTES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_no_bytes_make_loading_raise(tmp_path: Path, data: bytes, settings_data: bytes | None) -> None:
    (tmp_path / "a.yaml").write_bytes(data)
    (tmp_path / "jmap.yaml").unlink(missing_ok=True)
    if settings_data is not None:
        (tmp_path / "jmap.yaml").write_bytes(settings_data)
    for path in (tmp_path, tmp_path / "a.yaml"):
        for found in read_project(path).findings:
            assert found.message
            assert found.code[0] in "YS"
