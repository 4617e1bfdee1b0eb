"""Names as people write them."""


def one_line(name: str) -> str:
    """A name as it is kept: on one line, of signs that can be printed. Direction marks and control signs go.

    It is read out along a script and printed on lists, where a line break or a change of direction would say
    something else.
    """
    return "".join(sign for sign in " ".join(name.split()) if sign.isprintable())
