"""Fixed texts: one module per language, `TEXTS` by key, grouped by what stands before the first dot."""
