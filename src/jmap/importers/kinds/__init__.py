"""Kinds of files that maps are made from: one module each."""
