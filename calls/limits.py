"""What calls hold at most."""

LONGEST_NOTES = 4000
"""Characters of what an agent notes about one call; the page's field takes no more either."""
