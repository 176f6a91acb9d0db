"""Text to model: reads a project's YAML, keeps the place of everything, and says precisely what is wrong."""

from __future__ import annotations

from jmap.spec.load import Loaded, Origin, load, read_project

__all__ = ["Loaded", "Origin", "load", "read_project"]
