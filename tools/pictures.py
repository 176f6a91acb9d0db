# /// script
# requires-python = ">=3.11"
# dependencies = ["jmap[cjk]", "playwright>=1.49"]
# ///
"""Write `docs/pictures`: pages of the examples as a browser shows them.

    python tools/pictures.py [NAME …]

All of them, or those named. Wants Chromium; letters are those of the fonts that pages carry.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from playwright.sync_api import sync_playwright

import jmap
from jmap.render.format import Options
from jmap.view import read_view

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]


class Shot(NamedTuple):
    """A page of an example, and the window it is seen in, in pixels; an address may name a place."""

    page: str
    width: int
    height: int
    view: str = "full"
    address: str = "lang=en"
    scheme: Literal["light", "dark"] = "light"


SHOTS = {
    "page": Shot("connected-crm/purifier", 1440, 1240),
    "portfolio": Shot("connected-crm/index", 1280, 1920),
    "twins": Shot("ux-evaluation/onboarding-b", 1280, 1040, address="twins&lang=en", scheme="dark"),
    "executive": Shot("cx-blueprint/shopping", 1280, 1130, view="executive", address="lang=zh-CN"),
    "training": Shot("service-training/buying-glasses", 1024, 1240, view="training"),
    "phone": Shot("connected-crm/purifier", 390, 844, address="improvements&lang=zh-CN"),
}


def take(browser: Browser, shot: Shot, out: Path) -> bytes:
    """The picture of a page that is built into `out`."""
    project, page = shot.page.split("/")
    options = Options(view=read_view(shot.view))
    built = jmap.build(ROOT / "examples" / project, out=out, formats=("html",), options=options)
    window = browser.new_page(viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme)
    window.goto(f"{(built.out / page).as_uri()}.html#{shot.address}")
    window.wait_for_timeout(1000)  # until fonts are there
    picture = window.screenshot()
    window.close()
    return picture


def main(names: list[str]) -> None:
    """Take the pictures named, or all."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name in names or SHOTS:
            picture = take(browser, SHOTS[name], Path(folder, name))
            (ROOT / "docs" / "pictures" / f"{name}.png").write_bytes(picture)


if __name__ == "__main__":
    main(sys.argv[1:])
