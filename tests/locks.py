"""Tests with several connections: one goes on when another one waits."""

from functools import wraps
from time import monotonic, sleep

import pytest
from django.db import connection, connections


def elsewhere(work):
    """Work for a thread, which has a connection of its own and leaves none behind."""

    @wraps(work)
    def run(*args, **kwargs):
        try:
            return work(*args, **kwargs)
        finally:
            connections.close_all()

    return run


def wait_for_locks(count=1):
    """Return once so many connections to this database wait for another one."""
    deadline = monotonic() + 20
    while monotonic() < deadline:
        with connection.cursor() as cursor:
            # A transaction sees connections as it first saw them.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(DISTINCT pid) FROM pg_locks"
                " JOIN pg_stat_activity USING (pid)"
                " WHERE NOT granted AND datname = current_database()"
            )
            if cursor.fetchone()[0] >= count:
                return
        sleep(0.02)
    pytest.fail("Nobody waited.")
