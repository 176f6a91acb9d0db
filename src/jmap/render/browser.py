"""A Chromium browser, which draws pictures and prints pages; the only place where one is run.

It gets a folder of its own that is gone afterwards, no network, and a minute. What it draws depends on its version and
on the fonts of the machine, so it is no part of the promise that the same input gives the same bytes.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from jmap.errors import RenderError, ToolMissingError
from jmap.render.codes import UNCOVERED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.diagnostics import Finding

SECONDS: Final = 60.0
"""Time a drawing may take."""
_NAMES: Final = (
    "chromium-headless-shell", "chrome-headless-shell",
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
)  # fmt: skip
"""What the program is called, on PATH: first those without windows, which start in half the time."""
_PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
"""Where it is on systems that do not put it on PATH."""
_HINT: Final = "install Chromium, Chrome or Edge (apt install chromium, brew install --cask chromium)"
_FLAGS: Final = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--hide-scrollbars",
)  # fmt: skip
_MILLISECONDS: Final = 30_000
"""Of the browser's own time, which passes as fast as there is nothing left to do."""
_PICTURE: Final = re.compile(rb"data:image/png;base64,([\w+/=]+)")

# An image on a canvas is as large as it should be whatever the window is, and nothing in it can run or fetch.
_CANVAS: Final = """<!doctype html><meta charset=utf-8><body><script>
const image = new Image();
image.onload = () => {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * %(scale)s);
  canvas.height = Math.round(image.naturalHeight * %(scale)s);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  document.body.textContent = canvas.toDataURL("image/png");
};
image.src = "data:image/svg+xml;base64,%(picture)s";
</script>"""


def picture(svg: bytes, scale: float) -> bytes:
    """A picture as PNG; `scale` is pixels for a unit of the SVG.

    Raises:
        ToolMissingError: there is no browser.
        RenderError: it failed, or took too long.
    """
    page = _CANVAS % {"scale": f"{scale:.6g}", "picture": base64.b64encode(svg).decode()}
    drawn = _PICTURE.search(_run(page.encode(), "--dump-dom"))
    if drawn is None:
        raise RenderError("the browser drew no picture; a smaller one may be within its limits")
    return base64.b64decode(drawn[1])


def printed(page: bytes) -> bytes:
    """A page as PDF, on the paper that its styles ask for.

    Raises:
        ToolMissingError: there is no browser.
        RenderError: it failed, or took too long.
    """
    return _run(page, "--no-pdf-header-footer", made="--print-to-pdf")


def drawn_here(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What still holds of a file that is drawn by a browser, which takes the fonts of this machine with it."""
    return tuple(finding for finding in findings if finding.code != UNCOVERED.code)


def _run(page: bytes, *flags: str, made: str = "") -> bytes:
    """What the browser prints for a page, or writes into the file that the flag `made` names."""
    program = engine(os.environ.get("PATH", ""))
    with TemporaryDirectory(prefix="jmap-", ignore_cleanup_errors=True) as folder:
        place, file = Path(folder, "page.html"), Path(folder, "made")
        place.write_bytes(page)
        command = [
            program, *_FLAGS, *flags, f"--user-data-dir={folder}", f"--virtual-time-budget={_MILLISECONDS}",
            *([f"{made}={file}"] if made else []), *(["--no-sandbox"] if _is_root() else []), place.as_uri(),
        ]  # fmt: skip
        said = _output(command)
        data = file.read_bytes() if made and file.exists() else said
    if not data or (made and data is said):
        raise RenderError("the browser ended without having drawn anything")
    return data


def _output(command: list[str]) -> bytes:
    """What a program prints; it and all that it has started is ended when it takes too long."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a program found on PATH, with constant arguments
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise RenderError(f"the browser could not be started: {error.strerror}") from None
    with process:
        try:
            return process.communicate(timeout=SECONDS)[0]
        except BaseException as error:
            _end(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise RenderError(f"the browser was stopped: nothing drawn after {SECONDS:g} s") from None
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _is_root() -> bool:
    """Whether this is the administrator, for whom Chromium's sandbox does not work: as in containers."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


@cache
def engine(path: str) -> str:
    """The browser, given the folders of `PATH`.

    Raises:
        ToolMissingError: there is none.
    """
    found = next((program for name in _NAMES if (program := shutil.which(name, path=path))), None)
    found = found or next((place for place in _PLACES if Path(place).exists()), None)
    if found is None:
        raise ToolMissingError("a Chromium browser", _HINT)
    return found
