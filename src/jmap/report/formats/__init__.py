"""Formats that are pages: one module each."""
