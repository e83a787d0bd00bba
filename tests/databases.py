"""Test databases, copied from one that is migrated once for each state of the code."""

import gc
import hashlib
import os
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).parent.parent
# What pytest-django calls them: the one of a single process, and of each worker.
SUFFIXES = ("", "_gw0", "_gw1", "_gw2")


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "partyportal.settings"
    django.setup()
    from django.db import connection

    name = f"test_{connection.settings_dict['NAME']}"
    ready = f"{name}_of_{digest()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        existing = {row[0] for row in cursor.fetchall()}
        if ready not in existing:
            for old in existing:
                if old.startswith(f"{name}_of_"):
                    drop(cursor, old)
            make(connection, f"{name}_being_made")
            # The name comes last, so half a database is never copied.
            cursor.execute(f'ALTER DATABASE "{name}_being_made" RENAME TO "{ready}"')
        for suffix in SUFFIXES:
            copy(cursor, ready, name + suffix)


def make(connection, name):
    # Django draws every model anew some two hundred times. To look for what is no
    # longer needed as often as usual would take a fifth of the time.
    gc.set_threshold(100_000, 50, 50)
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()


def copy(cursor, template, name):
    drop(cursor, name)
    cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    # No commit of a test waits for the disk.
    cursor.execute(f'ALTER DATABASE "{name}" SET synchronous_commit TO off')


def drop(cursor, name):
    # By force: a run that was killed may have left a session.
    cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def digest():
    """Changes with whatever a migration may call, but not with tests."""
    sources = [ROOT / "requirements.txt"]
    for app in settings.INSTALLED_APPS:
        sources += (ROOT / app.split(".")[0]).rglob("*.py")
    sums = hashlib.sha256()
    for source in sorted(set(sources)):
        sums.update(source.read_bytes())
    return sums.hexdigest()[:12]


if __name__ == "__main__":
    main()
