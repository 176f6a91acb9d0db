"""Data sources → measured values bound to touchpoints: counts rows, and lets nobody see single ones."""
