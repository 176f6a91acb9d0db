"""The program's entry: `jmap`, `journeymap` and `python -m jmap`."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line and return its exit code.

    The version, and a build of which nothing has changed, are answered before anything is loaded: editors and scripts
    ask for them often.
    """
    _open_streams()
    try:
        return _answer()
    except KeyboardInterrupt:
        sys.stderr.write("error: interrupted\n")
        return 130


def _open_streams() -> None:
    """Put the null device in the place of closed streams: else the next file opened would take it.

    Whoever closes a stream wants to hear nothing of it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _answer() -> int:
    if sys.argv[1:] in (["--version"], ["-V"]):
        return _print_version()
    question = None
    if sys.argv[1:2] == ["build"]:
        from jmap.build import answer

        question = answer.question(sys.argv[2:])
        if question is not None and (code := answer.replay(question)) is not None:
            return code
    _end_when_told()
    # Looking for plug-ins of Pydantic's would read the metadata of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    import gc

    gc.disable()  # one command, and then the process ends: what little garbage there is can wait
    from jmap.cli.app import run

    code = run(question=question)
    gc.freeze()  # else the interpreter would look through everything for garbage once more as it ends
    return code


def _end_when_told() -> None:
    """Clean up and end at the first signal, and at once at the second."""
    import signal

    def at_once(*_: object) -> None:
        os._exit(130)

    def soon(*_: object) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, at_once)
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) != signal.SIG_IGN:  # who starts jmap may have asked not to be disturbed
            signal.signal(number, soon)


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
