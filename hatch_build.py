"""Compiles the page templates into the wheel, so that a run of the program need not."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTemplates(BuildHookInterface[Any]):
    """Adds `jmap/compiled_templates/` to the wheel; an editable install reads the sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all templates into a temporary folder that goes into the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from jmap.render.templates import compile_all

        self._folder = Path(tempfile.mkdtemp(prefix="jmap-templates-"))
        compile_all(self._folder)
        build_data["force_include"][str(self._folder)] = "jmap/compiled_templates"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder."""
        del build_data, artifact_path
        if version != "editable":
            shutil.rmtree(self._folder)
