"""Pages for readers: drawings, scores and everything said in a journey, as HTML and as Markdown."""
