"""The program's entry: `jmap`, `journeymap` and `python -m jmap`."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line and return its exit code.

    The version is answered before anything is loaded: editors and scripts ask for it often.
    """
    if sys.argv[1:] in (["--version"], ["-V"]):
        return _print_version()
    # Looking for plug-ins of Pydantic's would read the metadata of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    import gc

    gc.disable()  # one command, and then the process ends: what little garbage there is can wait
    from jmap.cli.app import run

    return run()


def _print_version() -> int:
    from jmap.version import VERSION

    try:
        # Unbuffered: the interpreter would report a full disk once more when it flushes at exit.
        os.write(1, f"jmap {VERSION}\n".encode())
    except BrokenPipeError:
        return 0
    except OSError as error:
        sys.stderr.write(f"error: standard output: {error.strerror}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
