"""Hostile files cost neither time nor memory: those of the shared corpora, and hundreds of the same families."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.security.hostile import FAMILIES
from tests.spec.test_hostile_specs import ACCEPTED, REFUSED, files, ported

from jmap.spec.codes import CODES

MEGABYTES = 300
SECONDS = 10
"""Of the processor, and generous: each takes one or less on a quiet machine, a bomb takes minutes."""

PARTS = {"near_the_limits": 4, "many": 4, "long": 2, "nested": 2}
"""Of large families, so that none is still being measured when all else is done."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nobody measures processes there")


def measured(folder: Path) -> dict[str, dict[str, Any]]:
    """What came of each file in `folder`, by its name, and that nothing it asked for was done."""
    run = subprocess.run(
        [sys.executable, Path(__file__).with_name("measure.py"), folder],
        capture_output=True,
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=1800,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    results = {each["name"]: each for each in map(json.loads, run.stdout.splitlines())}
    assert len(results) == len(list(folder.iterdir()))
    assert not list(folder.parent.glob("**/jmap-pwned"))
    return results


def too_much(results: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    known = {code.code for code in CODES}
    return [
        each
        for each in results.values()
        if "error" in each
        or each["mb"] > MEGABYTES
        or each["seconds"] > SECONDS
        or any(code[0] in "YS" and code not in known for code in each["codes"])
    ]


@pytest.mark.parametrize(
    ("family", "part"), [(family, part) for family in FAMILIES for part in range(PARTS.get(family, 1))]
)
def test_each_of_a_family_is_told_or_read_at_little_cost(tmp_path: Path, family: str, part: int) -> None:
    (tmp_path / "in").mkdir()
    made = dict([*FAMILIES[family]().items()][part :: PARTS.get(family, 1)])
    for number, (name, content) in enumerate(made.items()):
        plain = f"{number:03} {re.sub(r'[^a-z0-9 ]', '_', name)[:40]}"
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        (tmp_path / "in" / f"{plain}.yaml").write_bytes(data)
    results = measured(tmp_path / "in")
    assert len(results) == len(made)
    assert too_much(results) == []
    if family == "near_the_limits":
        refused = [each["name"] for each in results.values() if any(code[0] == "Y" for code in each["codes"])]
        assert refused == [], "they are to be read to the end"


def test_there_are_many() -> None:
    assert sum(len(family()) for family in FAMILIES.values()) > 600


def test_each_of_the_corpora_is_refused_for_its_reason_at_little_cost(tmp_path: Path, corpora: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, path in files(corpora, "yaml").items():
        (tmp_path / "in" / f"{name}.yaml").write_bytes(ported(path))
    results = measured(tmp_path / "in")
    assert set(results) == set(REFUSED) | set(ACCEPTED)
    assert too_much(results) == []
    for name, (code, *_) in REFUSED.items():
        assert code in results[name]["codes"], name
    for name in ACCEPTED:
        assert not [code for code in results[name]["codes"] if code[0] in "YS"], name
