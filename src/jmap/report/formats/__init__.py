"""One module per page format, each offering `FORMAT`."""
