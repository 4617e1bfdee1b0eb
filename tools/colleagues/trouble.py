"""What may go wrong at a desk. None of it ends the program."""


class Trouble(Exception):
    """The server is away, or in trouble: come back a little later."""


class SignedOut(Exception):
    """The session is over: sign in again."""


class MovedOn(Exception):
    """What the page offered is no longer so (409, 404): look again. The code says why, if the server did."""


class RealTelephones(Exception):
    """This installation rings real people, and must never be simulated upon."""

    def __str__(self) -> str:
        return "This installation rings real telephones (no page says that calls are simulated). Nobody starts work."
