"""Loads and checks each file of a folder in a process of its own, and says what came of it and what it took.

Run as a program: `measure.py FOLDER`. One line of JSON for each file: its name, the codes found, the exception if there
was one, megabytes at most, seconds of the processor.
"""

# ruff: noqa: T201 - it is a program

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
from pathlib import Path

from jmap.check import check
from jmap.spec import read_project

SECONDS = 15


def codes(path: Path) -> dict[str, object]:
    """What loading and checking finds in one file."""
    try:
        loaded = read_project(path)
        found = (*loaded.findings, *check(loaded.project))
    except BaseException as error:  # noqa: BLE001 - whatever it is, the test wants to know
        return {"error": f"{type(error).__name__}: {error}"[:500]}
    return {
        "codes": sorted({each.code for each in found}),
        "places": all(each.span for each in loaded.findings),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:  # so that no process has to load what all of them need
        (usual := Path(folder, "usual.yaml")).write_text(
            "journey: t\nstages: [{name: S, emotion: 3, pains: [p]}]\n"
        )
        codes(usual)
    for path in sorted(Path(sys.argv[1]).iterdir()):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            os.write(write, json.dumps(codes(path)).encode()[:60_000])
            os._exit(0)
        os.close(write)
        with os.fdopen(read, "rb") as answer:
            said = answer.read()
        _, status, used = os.wait4(child, 0)
        result = json.loads(said) if said else {"error": f"ended with status {status}"}
        result |= {"name": path.stem, "mb": used.ru_maxrss / 1024, "seconds": used.ru_utime + used.ru_stime}
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
