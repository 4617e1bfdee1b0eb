"""Taking turns over what no row stands for yet."""

import hashlib

from django.db import connection
from django.db.transaction import TransactionManagementError


def lock_until_commit(subject: str) -> None:
    """Wait until nobody else holds `subject`, then hold it until our transaction is over, however it ends.

    For what cannot be locked as a row, because it may not exist yet: two transactions that insert the same rows in
    opposite order would wait for each other's unique index entries, a deadlock. Whoever takes several such locks
    takes the wider one first. PostgreSQL knows advisory locks by a number, so the subject is hashed: two subjects
    with one hash merely wait for each other. Refuses to be called outside a transaction, where it would hold nothing.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A lock until commit needs a transaction.")
    digest = hashlib.blake2b(subject.encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, signed=True)])
