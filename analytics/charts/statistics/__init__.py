"""Charts of the bureau's statistics: growth, parts, shares, pulls, districts."""
