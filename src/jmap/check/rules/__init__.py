"""One module per rule, each offering `RULE`."""
