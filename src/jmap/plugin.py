"""What packages that add to jmap build on: rules, formats, measures and importers are each one frozen constant.

A package offers its own through the entry points `jmap.rules`, `jmap.formats`, `jmap.measures` and `jmap.importers`:

```toml
[project.entry-points."jmap.formats"]
storyboard = "acme_jmap.storyboard:FORMAT"
```

This module follows SemVer together with `jmap` itself.
"""

from __future__ import annotations

from jmap.check.rule import Problem, Remedy, Rule
from jmap.check.survey import Survey
from jmap.diagnostics import Finding, Pointer, Severity, Span
from jmap.errors import RenderError, ToolMissingError
from jmap.importers.importer import Imported, Importer, Upload
from jmap.layout.scene import Scene
from jmap.model import Journey, Measurement, Project, Quantity, Stage, Touchpoint
from jmap.model.measure import Answers, Measure
from jmap.model.project import MeasureSettings
from jmap.model.reading import Estimate, Reading, RefusedError, placed
from jmap.render.format import Format, Options, Output, Rendered, Sheet
from jmap.score.result import JourneyScore
from jmap.spec.edit.changes import AddFirst, Change, Remove, Replace, Reword, Translate
from jmap.spec.nodes import Plain

__all__ = [
    "AddFirst",
    "Answers",
    "Change",
    "Estimate",
    "Finding",
    "Format",
    "Imported",
    "Importer",
    "Journey",
    "JourneyScore",
    "Measure",
    "MeasureSettings",
    "Measurement",
    "Options",
    "Output",
    "Plain",
    "Pointer",
    "Problem",
    "Project",
    "Quantity",
    "Reading",
    "RefusedError",
    "Remedy",
    "Remove",
    "RenderError",
    "Rendered",
    "Replace",
    "Reword",
    "Rule",
    "Scene",
    "Severity",
    "Sheet",
    "Span",
    "Stage",
    "Survey",
    "ToolMissingError",
    "Touchpoint",
    "Translate",
    "Upload",
    "placed",
]
