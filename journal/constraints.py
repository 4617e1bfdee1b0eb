"""Which constraint of the database a refused write met."""

from django.db import IntegrityError


def broken_constraint(error: IntegrityError) -> str:
    """The constraint's name as the model gives it; "" where the server names none (a plain NULL in a column).

    Asked of the driver, not looked for in the error's text: PostgreSQL quotes the refused values there, in its own
    language, so a row that contains the name of one constraint would be taken for a breach of it.
    """
    diag = getattr(error.__cause__, "diag", None)
    return getattr(diag, "constraint_name", None) or ""
