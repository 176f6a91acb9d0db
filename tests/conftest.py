"""What all tests share: tools that may be absent, golden files, a browser, an installed wheel."""

from __future__ import annotations

import difflib
import gc
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import hypothesis
import pytest
from tests.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
CI = os.environ.get("CI") == "true"

# The cores are shared with other work, so time says nothing; CI draws the same examples every time.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.load_profile("ci" if CI else "local")

gc.set_threshold(
    10_000, 10, 10
)  # of 700 new objects hardly any is garbage, and there are millions of old ones


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """The program switches the collector off and ends; a test that runs it inside must not leave that to the next."""
    yield
    gc.enable()
    gc.unfreeze()  # else every reading that follows counts what is frozen


def _chromium() -> str | None:
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def _without(message: str) -> None:
    """Skip the running test for want of something that every CI machine has."""
    if CI:
        pytest.fail(f"{message} (CI=true allows no skipping)", pytrace=False)
    pytest.skip(message)


def _need(marker: str, package: str = "") -> None:
    if marker == "dot" and not shutil.which("dot"):
        _without("Graphviz is not installed: no `dot` on PATH")
    if marker == "browser" and not (shutil.which(package) if package else _chromium()):
        _without(f"{package or 'Chromium'} is not installed: no `{package or 'chromium'}` on PATH")
    if marker == "node" and not shutil.which("node"):
        _without("Node.js is not installed: no `node` on PATH")
    if marker == "node" and not (ROOT / "tests/node/node_modules" / (package or "mermaid")).is_dir():
        _without(f"{package or 'mermaid'} is not installed: run `make node`")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-write", action="store_true", help="rewrite the golden files, run nothing else")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--golden-write"):
        if CI:
            raise pytest.UsageError("golden files are never written under CI=true")
        golden = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in golden])
        items[:] = golden


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers():
        _need(marker.name, *(marker.args if marker.name in {"browser", "node"} else ()))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Collections of hostile and foreign files, kept outside the project because of their licences."""
    folder = ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        _without("no corpora: ../shared/corpora does not exist")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium. It talks to nobody: what would start a connection of its own is switched off."""
    _need("browser")
    from playwright.sync_api import sync_playwright

    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which finds barriers on a page."""
    file = ROOT / "tests/node/node_modules/axe-core/axe.min.js"
    if not file.is_file():
        _without("axe-core is not installed: run `make node`")
    return file.read_text("utf-8")


@pytest.fixture(scope="session")
def barriers(axe: str) -> Callable[[Page], list[str]]:
    """`barriers(page)` are those that axe-core finds on a page, light and dark: rule, element, and what is wrong."""

    def found(page: Page) -> list[str]:
        page.evaluate(axe)
        violations = []
        for scheme, rules in (
            ("light", {}),
            ("dark", {"runOnly": ["color-contrast"]}),
        ):  # all else is the same
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            options = {"resultTypes": ["violations"], **rules}
            violations += page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [
            f"{each['id']}: {node['html'][:200]}: {node['failureSummary']}"
            for each in violations
            for node in each["nodes"][:3]
        ]

    return found


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, loaded once."""
    program = Program(tmp_path_factory.mktemp("program"))
    yield program
    program.end()


@pytest.fixture(scope="session")
def wheel_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with jmap installed from a wheel; put it on PYTHONPATH and it goes before the checkout."""
    wheels, site = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels, ROOT], check=True
    )
    subprocess.run([*pip, "install", "--no-deps", "--target", site, *wheels.glob("*.whl")], check=True)
    return site


class Golden(Protocol):
    """Compare bytes with a file a person has reviewed."""

    def __call__(self, path: str, actual: bytes) -> None: ...


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden("project/map.svg", data)` compares with `tests/golden/project/map.svg`.

    `make golden` writes the files instead.
    """

    def compare(path: str, actual: bytes) -> None:
        file = GOLDEN / path
        if request.config.getoption("--golden-write"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(actual)
            return
        expected = file.read_bytes() if file.exists() else b""
        if actual != expected:
            pytest.fail(_difference(path, expected, actual), pytrace=False)

    return compare


def _difference(path: str, expected: bytes, actual: bytes) -> str:
    old, new = (data.decode(errors="backslashreplace").splitlines() for data in (expected, actual))
    lines = [
        line[:200] for line in difflib.unified_diff(old, new, f"golden/{path}", "now", lineterm="", n=1)
    ] or [f"golden/{path} differs in its line ends: {len(expected)} bytes, now {len(actual)}"]
    more = [f"… {len(lines) - 40} more lines"] if len(lines) > 40 else []
    return "\n".join([*lines[:40], *more, "run `make golden` and review what changed"])
