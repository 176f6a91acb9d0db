"""Where the files stand that jmap ships beside its code."""

from __future__ import annotations

from pathlib import Path

from jmap.errors import JmapError


def templates_dir() -> Path:
    """Return the folder of templates: pages, SVG fragments, starter projects.

    A wheel carries it inside the package; an editable install has no copy there and uses the checkout's own.

    Raises:
        JmapError: neither is there, so the installation is broken.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "templates", package.parents[1] / "templates"):
        if folder.is_dir():
            return folder
    raise JmapError(f"no templates beside {package}: reinstall jmap")
