"""What can go wrong while starting, as a sentence a newcomer can act on."""


class CannotStart(Exception):
    """Starting is not possible; the text says why and what to do about it."""
