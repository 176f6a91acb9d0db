"""Words and how they are set: widths, line breaks, safe text, fixed labels, numbers."""
