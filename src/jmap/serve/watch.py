"""Waits for changes of a project's files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.errors import ToolMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from jmap.spec.files import Location

_PATIENCE: Final = 500
"""Milliseconds after which it is looked whether the folder is still there."""
_STORM: Final = 200
"""Milliseconds for which saves that follow each other are one change."""


def check_watching() -> None:
    """Make sure that changes can be waited for.

    Raises:
        ToolMissingError: watchfiles is not installed.
    """
    try:
        import watchfiles  # noqa: F401 — to know that it is there
    except ImportError:
        raise ToolMissingError("watchfiles", "pip install 'jmap[serve]'") from None


def changes(location: Location, stop: Event) -> Iterator[None]:
    """Yield whenever files of a project have changed, until `stop` is set.

    Of a file that is a project by itself, the folder it is in is watched and nothing below: it may be anybody's home.
    """
    from watchfiles import watch

    while not stop.is_set():
        if not location.root.is_dir():  # it may come back, under the same name
            stop.wait(_PATIENCE / 1000)
            if location.root.is_dir():
                yield
            continue
        found = watch(
            location.root,
            stop_event=stop,
            recursive=not location.lone,
            debounce=_STORM,
            rust_timeout=_PATIENCE,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        for changed in found:
            if changed:
                yield
            if not location.root.is_dir():
                if not changed:
                    yield
                break
