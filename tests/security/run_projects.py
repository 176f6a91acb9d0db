"""Runs each hostile project of a family in processes of their own: `run_projects.py FAMILY FOLDER`.

One line of JSON for each command: project, arguments, exit code or what ended it, what was said, megabytes, seconds.
"""

# ruff: noqa: T201 - it is a program

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

from tests.security.projects import CHECK, FAMILIES, GOOD, Hostile

from jmap.cli.app import run

SECONDS = 30
"""Of the processor, after which the system ends a command."""

WAIT = 120
"""Seconds after which a command waits for what never comes."""

SHOWN = 20_000


def write(folder: Path, hostile: Hostile) -> None:
    for name, content in hostile.files.items():
        link, _, target = name.partition("→")
        path = folder / link
        path.parent.mkdir(parents=True, exist_ok=True)
        if target:
            path.symlink_to(target)
        elif content is None:
            os.mkfifo(path)
        else:
            path.write_bytes(
                content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
            )
    if hostile.config is not None:
        config = folder.parent / "config" / "jmap" / "config.yaml"
        config.parent.mkdir(parents=True)
        config.write_text(hostile.config)


def called(folder: Path, arguments: tuple[str, ...]) -> int:
    """In the child: the exit code of the command line, with what it says in files beside the project."""
    os.environ.update(
        {"XDG_CONFIG_HOME": str(folder.parent / "config"), "XDG_CACHE_HOME": str(folder.parent / "cache"),
         "NO_COLOR": "1", "JMAP_DEBUG": "1", "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    )  # fmt: skip
    signal.alarm(WAIT)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    os.chdir(folder)
    for number, name in ((0, os.devnull), (1, "out"), (2, "err")):
        flags = os.O_RDONLY if number == 0 else os.O_CREAT | os.O_WRONLY | os.O_TRUNC
        os.dup2(os.open(folder.parent / name, flags), number)
    return run(list(arguments))


def measured(folder: Path, arguments: tuple[str, ...]) -> dict[str, object]:
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = called(folder, arguments)
            sys.stdout.flush()
            sys.stderr.flush()
        except BaseException:  # noqa: BLE001 - whatever it is, the test wants to know
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(code)
    _, status, used = os.wait4(child, 0)
    said = [
        (folder.parent / name).read_bytes()[:SHOWN].decode("utf-8", "backslashreplace")
        for name in ("out", "err")
    ]
    return {
        "arguments": [each[:60] for each in arguments],
        "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else f"signal {os.WTERMSIG(status)}",
        "out": said[0],
        "err": said[1],
        "mb": used.ru_maxrss / 1024,
        "seconds": used.ru_utime + used.ru_stime,
    }


def main() -> None:
    family, place = sys.argv[1], Path(sys.argv[2])
    warm = place / "warm" / "project"
    warm.mkdir(parents=True)
    (warm / "j.yaml").write_text(GOOD)
    output = os.dup(1)
    os.environ["XDG_CACHE_HOME"] = str(place / "warm" / "cache")
    here = Path.cwd()
    os.chdir(warm)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    run(
        ["build", ".", "--no-embed-fonts", "-f", "html", "-f", "md", "-f", "svg", "-j1"]
    )  # loads what all of them need
    run(list(CHECK))
    run(["score", "."])
    sys.stdout.flush()
    os.dup2(output, 1)
    os.chdir(here)
    for number, (name, hostile) in enumerate(FAMILIES[family]().items()):
        folder = place / str(number) / "project"
        folder.mkdir(parents=True)
        write(folder, hostile)
        results = [{**measured(folder, arguments), "right": codes} for arguments, codes in hostile.commands]
        print(json.dumps({"name": name, "told": hostile.told, "results": results}), flush=True)


if __name__ == "__main__":
    main()
