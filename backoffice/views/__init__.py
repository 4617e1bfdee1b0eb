"""The lists of the back office and the field team."""
