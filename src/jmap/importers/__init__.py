"""Files of others to specs: one module of `jmap.importers.kinds` per kind of file."""
