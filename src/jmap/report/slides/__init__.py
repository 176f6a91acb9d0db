"""Slides of native, editable objects: what stands on each, and how it is drawn."""
