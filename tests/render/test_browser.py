"""Pictures and pages by a browser: the real one, and programs that stand in for one that fails."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import jmap
from jmap.errors import RenderError, ToolMissingError
from jmap.plugin import Options
from jmap.render import browser

if TYPE_CHECKING:
    from jmap.model import Journey

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PLAIN = Options(embed_fonts=False)


@pytest.fixture(scope="module")
def journey() -> Journey:
    return jmap.load(EXAMPLES / "crm-experience-map")["crm-daily-work"]


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def text(pdf: bytes, tmp_path: Path, *flags: str) -> str:
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", *flags, str(file), "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout


@pytest.mark.browser
def test_a_picture_is_twice_as_large_as_the_map(journey: Journey) -> None:
    svg = jmap.draw(journey, "svg", options=PLAIN).decode()
    width, height = (float(svg.partition(f'{side}="')[2].partition('"')[0]) for side in ("width", "height"))
    drawn = size(jmap.draw(journey, "png", options=PLAIN))
    assert drawn == pytest.approx((width * 2, height * 2), abs=2)  # browsers take whole units


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.browser(name)) for name in ("chromium", "chromium-headless-shell")],
)
def test_browsers_with_and_without_windows_draw(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(browser, "engine", lambda _: name)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="9" height="9"/></svg>'
    assert size(browser.picture(svg, 2)) == (60, 40)
    assert browser.printed(b"<p>x").startswith(b"%PDF")


@pytest.mark.browser
def test_a_map_too_large_for_a_picture_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touchpoints = "".join(f"  - {{name: 触点 {number}, emotion: 3}}\n" for number in range(150))
    (tmp_path / "map.yaml").write_text(f"journey: long\ntouchpoints:\n{touchpoints}", encoding="utf-8")
    monkeypatch.setitem(
        sys.modules, "noto_cjk_sans_otc", None
    )  # who has no font to embed need not hear of it
    report = jmap.build(tmp_path / "map.yaml", formats=["png"])
    assert [finding.code for finding in report.findings if finding.code.startswith("F")] == ["F305"]
    (picture,) = report.out.glob("*.png")
    assert max(size(picture.read_bytes())) == 16_000


@pytest.mark.browser
def test_a_page_is_printed_on_a4_in_one_language(journey: Journey, tmp_path: Path) -> None:
    pdf = jmap.draw(journey, "pdf", language="en", options=PLAIN)
    told = " ".join(text(pdf, tmp_path).split())
    assert "Experience map of daily work with the CRM" in told
    assert "触点" not in told
    shown = subprocess.run(
        ["pdfinfo", tmp_path / "page.pdf"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert "841.92 x 594.96 pts (A4)" in shown


@pytest.mark.browser
def test_nothing_private_is_printed(tmp_path: Path) -> None:
    spec = (
        "journey: j\ntouchpoints: [{name: Door, emotion: 3, notes: [{text: SECRET, private: true}, known]}]\n"
    )
    (tmp_path / "map.yaml").write_text(spec, encoding="utf-8")
    project = jmap.load(tmp_path / "map.yaml")
    told = text(jmap.draw(project["j"], "pdf", options=PLAIN), tmp_path)
    assert "known" in told
    assert "SECRET" not in told


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH; no browser is installed elsewhere."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(browser, "_PLACES", ())
    return folder


def install(folder: Path, body: str) -> None:
    program = folder / "chromium"
    program.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
    program.chmod(0o755)


def test_it_gets_no_network_and_a_folder_of_its_own(tools: Path) -> None:
    install(
        tools,
        "import sys; made = next(each for each in sys.argv if each.startswith('--print-to-pdf='));"
        "open(made.partition('=')[2], 'w').write('\\n'.join(sys.argv[1:]))",
    )
    flags = browser.printed(b"<p>x").decode().split("\n")
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in flags
    (profile,) = [each.partition("=")[2] for each in flags if each.startswith("--user-data-dir=")]
    assert flags[-1] == Path(profile, "page.html").as_uri()
    assert not Path(profile).exists()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("pass", "ended without having drawn anything"),
        ("print('<html></html>')", "drew no picture"),
        ("import sys; sys.exit(7)", "ended without having drawn anything"),
    ],
)
def test_a_failure_is_told(tools: Path, body: str, message: str) -> None:
    install(tools, body)
    with pytest.raises(RenderError, match=message):
        browser.picture(b"<svg/>", 1)


def test_one_that_never_ends_is_stopped_with_all_it_started(
    tools: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alive = tmp_path / "alive"
    child = f"import time; time.sleep(1.5); open({str(alive)!r}, 'w')"
    install(
        tools,
        f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)",
    )
    monkeypatch.setattr(browser, "SECONDS", 0.7)
    with pytest.raises(RenderError, match=r"nothing drawn after 0\.7 s"):
        browser.printed(b"<p>x")

    time.sleep(1.5)
    assert not alive.exists()


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("form", ["png", "pdf"])
def test_without_a_browser_it_says_what_to_install(journey: Journey, form: str) -> None:
    with pytest.raises(ToolMissingError, match="install Chromium, Chrome or Edge"):
        jmap.draw(journey, form, options=PLAIN)
