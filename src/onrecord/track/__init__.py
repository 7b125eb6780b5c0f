"""Follow claims through the observations of a series."""
