"""The version, alone in a module so that `jmap --version` loads nothing else."""

from __future__ import annotations

VERSION = "0.1.0"
