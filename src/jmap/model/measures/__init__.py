"""The built-in measures: each module is one, offered as its constant `MEASURE`."""
