"""From a laid-out map or a journey to the bytes of one format."""
