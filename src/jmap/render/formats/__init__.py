"""One module per format, each offering `FORMAT`."""
