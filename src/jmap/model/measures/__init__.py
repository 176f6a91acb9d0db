"""One module per measure, each offering `MEASURE`."""
