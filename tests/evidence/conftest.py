"""A project with one journey, and the values that data give it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

from jmap.evidence.count import Counted, count
from jmap.evidence.tables import Tables
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """\
journey: visit
title: A visit
personas: [guest, member]
stages:
  - stage: arrive
    name: {en: Arrive, zh-CN: 到达}
    touchpoints:
      - {touchpoint: door, formerly: [old-door, desk], name: {en: Front door, zh-CN: 大门}}
      - {touchpoint: desk, name: {en: Help desk, zh-CN: 服务台}}
"""
SETTINGS = """\
languages: [en, zh-CN]
personas:
  - {persona: guest, name: {en: Guests, zh-CN: 访客}}
  - {persona: member, formerly: old-member, name: {en: Members, zh-CN: 会员}}
measures:
  wait: {name: Waiting time, unit: min, better: lower, worst: 30, best: 0}
  visits: {name: Visits, unit: times, better: higher, worst: 0, best: 9}
  ease: {name: Ease, better: higher, worst: 1/9, best: 9/9}
  open-rate: {name: Open rate, unit: "%", better: higher}
privacy: {min_group: 3}
"""


class Count(Protocol):
    """Counts the `data` of an item of evidence, written as YAML, beside files."""

    def __call__(
        self,
        data: str,
        files: dict[str, str | bytes] | None = None,
        connect: str | None = None,
        persona: str = "~",
    ) -> Counted: ...


@pytest.fixture
def counted(tmp_path: Path) -> Count:
    def write_and_count(
        data: str,
        files: dict[str, str | bytes] | None = None,
        connect: str | None = None,
        persona: str = "~",
    ) -> Counted:
        (tmp_path / "jmap.yaml").write_text(SETTINGS, encoding="utf-8")
        (tmp_path / "visit.yaml").write_text(SPEC, encoding="utf-8")
        (tmp_path / "poll.yaml").write_text(
            f"evidence: poll\nkind: survey\npersona: {persona}\ndata: {{{data}}}\n", encoding="utf-8"
        )
        for name, content in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        loaded = read_project(tmp_path)
        assert not loaded.errors
        item = loaded.project.evidence["poll"]
        assert item.data is not None
        return count(item, item.data, loaded.project, Tables(loaded.root, connect))

    return write_and_count


def said(counted: Counted) -> list[dict[str, Any]]:
    """The figures as a spec writes them."""
    return [
        figure.model_dump(mode="json", by_alias=True, exclude_defaults=True) for figure in counted.figures
    ]
