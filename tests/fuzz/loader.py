"""Fuzzes the loader with inputs that follow its coverage: `make fuzz`, or this file with libFuzzer's options.

Whatever the bytes are, loading and checking them must not raise, and every finding must have a message and a known
code. A case that is found is written to the current folder as `crash-…`: make it a test in `tests/spec`, add it to the
corpus, and mend the loader.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["jmap.spec", "jmap.model", "jmap.check"]):
    from jmap.check import check
    from jmap.spec import read_project
    from jmap.spec.codes import CODES

KNOWN = {code.code for code in CODES}
FOLDER = Path(tempfile.mkdtemp(prefix="jmap-fuzz-"))
SEPARATOR = b"\n=====\n"
"""What stands before it is the file itself, what behind it is `jmap.yaml`."""


def one(data: bytes) -> None:
    """Load a project of one or two files."""
    spec, separator, settings = data.partition(SEPARATOR)
    (FOLDER / "a.yaml").write_bytes(spec)
    (FOLDER / "jmap.yaml").unlink(missing_ok=True)
    if separator:
        (FOLDER / "jmap.yaml").write_bytes(settings)
    loaded = read_project(FOLDER)
    for found in (*loaded.findings, *check(loaded.project, loaded.selected)):
        if not found.message or (found.code[0] in "YS" and found.code not in KNOWN):
            raise AssertionError(found)


def main() -> None:
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
