"""Office files: ZIP archives whose bytes depend on what is in them and on nothing else."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Final

NEVER: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001 -- the first day a ZIP archive knows, and no moment anywhere
"""When everything in an Office file was made: outputs know no clock."""


def stored(package: bytes) -> bytes:
    """An Office file with its parts as they are: compressed, they would depend on the machine's zlib.

    Neither do its dates and rights tell anything.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, NEVER.timetuple()[:6])
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return stream.getvalue()
