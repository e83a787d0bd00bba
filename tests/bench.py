"""Figures of one run, on a test database; called by script/bench."""

import json
import os
import re
import statistics
import time
import uuid

import django
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from tests.bench_news import measure_news, of_test_database

SIZES = (31, 310)
TIMES = 7
# Of a transaction, not of the work in it; history puts its context before each.
FRAME = re.compile(r"(^|; )(BEGIN|COMMIT|SAVEPOINT|RELEASE SAVEPOINT)\b")


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "partyportal.settings"
    django.setup()
    from django.db import connection

    setup_test_environment()
    real_name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        report([saved_roll_call(size) for size in SIZES])
        name = connection.settings_dict["NAME"]
        measure_news(of_test_database(os.environ["DATABASE_URL"], name))
        connection.close()
    finally:
        connection.creation.destroy_test_db(real_name, verbosity=0)


def report(results):
    print("Saving a roll call with a tenth absent, as the editor sends it")
    print(f"{'members':>10}{'statements':>12}{'ms, median of ' + str(TIMES):>22}")
    for size, (statements, milliseconds) in zip(SIZES, results, strict=True):
        print(f"{size:>10}{statements:>12}{milliseconds:>22.1f}")
    few, many = (milliseconds for _, milliseconds in results)
    ratio = SIZES[1] // SIZES[0]
    print(f"{ratio} times the members take {many / few:.1f} times as long.")


def saved_roll_call(size):
    """Statements and milliseconds of one request."""
    from cells.models import Term
    from tests.factories import make_cell, make_members, make_officer

    cell = make_cell()
    secretary = make_officer(Term.Office.SECRETARY, cell=cell)
    members = make_members(size - 1, cell=cell)
    client = Client(headers={"host": "localhost"})
    client.force_login(secretary)
    # The first one warms up.
    runs = [save_once(client, cell, members) for _ in range(TIMES + 1)][1:]
    statements, milliseconds = zip(*runs, strict=True)
    return max(statements), statistics.median(milliseconds)


def save_once(client, cell, members):
    from django.db import connection

    from tests.factories import make_meeting

    meeting = make_meeting(cell=cell, kind="thematic", topic="Chuyên đề")
    absent = members[: len(members) // 10]
    marks = [(f"attendance.{m.pk}", "present", "excused:ill") for m in absent]
    sent = [
        {"id": str(uuid.uuid4()), "field": field, "was": was, "is": value}
        for field, was, value in [*marks, ("roll_call", "", "saved")]
    ]
    body = json.dumps({"version": meeting.version, "changes": sent})
    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        answer = client.post(
            f"/noi-bo/hop/{meeting.pk}/thay-doi/", body, "application/json"
        )
        milliseconds = (time.perf_counter() - began) * 1000
    outcomes = {result["outcome"] for result in answer.json()["results"]}
    if outcomes != {"applied"}:
        raise SystemExit(f"The roll call was not saved: {answer.content.decode()}")
    counted = [query for query in queries if not FRAME.search(query["sql"])]
    return len(counted), milliseconds


if __name__ == "__main__":
    main()
