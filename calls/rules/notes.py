"""What an agent notes about a call."""

LONGEST_NOTES = 4000
"""Characters; the page's field takes no more either."""


def as_kept(notes: str) -> str:
    """Cut where the field ends. A line end is one character, as the field counts it; forms send two."""
    return notes.replace("\r\n", "\n")[:LONGEST_NOTES]
