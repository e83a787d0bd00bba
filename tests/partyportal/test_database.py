"""How the portal speaks with Postgres."""

from django.db import connection


def test_no_query_is_compiled(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
