"""Changes to the text of specs: exact edits that leave every other byte alone, and the canonical form."""
