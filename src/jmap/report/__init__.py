"""From journeys, scores and drawings to pages."""
