"""What earlier builds made, so that only what has changed is made again.

It is kept in the user's own cache and never beside the outputs: what lies in an output folder may have come with a pull
request, and whoever wrote both an output and the record of it could pass off anything as unchanged.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from jmap import cache
from jmap.build.make import Made, OutputFile
from jmap.diagnostics import Finding, Related, Severity, Span
from jmap.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from jmap.build.make import Job

_LIMIT: Final = 64
"""Output folders that are remembered."""


class Kept:
    """What was made for one output folder, by job."""

    def __init__(self, folder: Path) -> None:
        self._place = cache.place(
            "outputs", cache.digest(VERSION.encode(), b"1", os.fsencode(folder.resolve()))
        )
        self._entries: dict[str, Any] = {}
        self._changed = False
        content = cache.read(self._place) if self._place else None
        if content is not None:
            self._entries = json.loads(content)

    def find(self, job: Job) -> Made | None:
        """What the job made, unless something it depends on has changed since."""
        entry = self._entries.get(job.name)
        if entry is None or entry["key"] != job.key:
            return None
        files = tuple(OutputFile(**file, change="unchanged") for file in entry["files"])
        return Made(files, tuple(_finding(**finding) for finding in entry["findings"]))

    def keep(self, job: Job, made: Made) -> None:
        """Remember what a job made; what did not go well is done again."""
        self._changed = True
        if not made.sound:
            self._entries.pop(job.name, None)
            return
        self._entries[job.name] = {
            "key": job.key,
            "files": [{"name": file.name, "size": file.size, "digest": file.digest} for file in made.files],
            "findings": [asdict(finding) for finding in made.findings],
        }

    def forget_all_but(self, names: Container[str]) -> None:
        """Forget jobs that nobody asks for any more."""
        self._entries = {name: entry for name, entry in self._entries.items() if name in names}

    def save(self) -> None:
        """Write it down for the next build."""
        if self._place and self._changed:
            cache.write(self._place, [json.dumps(self._entries).encode("ascii")], _LIMIT)


def _finding(**parts: Any) -> Finding:
    related = tuple(Related(each["message"], Span(**each["span"])) for each in parts["related"])
    return Finding(
        **{
            **parts,
            "severity": Severity(parts["severity"]),
            "span": Span(**parts["span"]) if parts["span"] else None,
            "related": related,
            "pointers": tuple(tuple(pointer) for pointer in parts["pointers"]),
        }
    )
