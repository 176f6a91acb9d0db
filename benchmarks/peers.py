"""What people would use instead, run side by side: each draws the flows of the same journeys as SVG."""

from __future__ import annotations

import json
import shutil
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MMDR: Final = """
import sys, mmdr
for path in sys.argv[2:]:
    mmdr.render(open(path, encoding="utf-8").read(), backend=sys.argv[1]).save(path + ".svg")
"""
_MMDC: Final = (
    'settings=$1; shift; for map in "$@"; do mmdc --quiet -p "$settings" -i "$map" -o "$map.svg"; done'
)


def peers(flows: Sequence[Path]) -> dict[str, list[str | Path]]:
    """The command of each peer that is installed here, to draw the flows at these paths.

    Args:
        flows: paths without suffix; beside each stand a `.dot` and a `.flow.mmd`.
    """
    dots, mermaids = (
        [path.with_name(path.name + suffix) for path in flows] for suffix in (".dot", ".flow.mmd")
    )
    commands: dict[str, list[str | Path]] = {}
    if dot := shutil.which("dot"):
        commands["Graphviz dot"] = [dot, "-Tsvg", "-O", *dots]
    if find_spec("mmdr"):
        for backend, name in (("mermaid-rs-renderer", "mmdr (Rust)"), ("merman", "merman (Rust)")):
            commands[name] = [sys.executable, "-c", _MMDR, backend, *mermaids]
    if shutil.which("mmdc") and (chromium := shutil.which("chromium")):
        settings = flows[0].with_name("puppeteer.json")
        # Without its sandbox: root, who runs benchmarks in containers, cannot have one.
        settings.write_text(
            json.dumps({"executablePath": chromium, "args": ["--no-sandbox"]}), encoding="utf-8"
        )
        commands["mermaid-cli (Chromium)"] = ["sh", "-c", _MMDC, "sh", settings, *mermaids]
    return commands
