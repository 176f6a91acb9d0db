from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.build.importing import Made, make_spec

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def imported(tmp_path: Path) -> Callable[..., Made]:
    """The spec of a file of this name and these contents, which jmap reads without an error."""

    def make(name: str, contents: str | bytes, **options: object) -> Made:
        path = tmp_path / name
        path.write_bytes(contents.encode() if isinstance(contents, str) else contents)
        made = make_spec(path, **options)  # type: ignore[arg-type]
        assert made.loaded.errors == []
        return made

    return make
