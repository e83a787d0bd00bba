"""Fill an empty database with the demo world."""

import datetime
import time
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from cells.demo.saving import save
from cells.demo.world import FIRST_DAY, World
from cells.models import Cell
from members.models import Member, User
from partyportal.sign_in import DEMO_PASSWORD
from partyportal.vietnamese import short_date, today


class Command(BaseCommand):
    help = (
        "Fill an empty database with an invented commune, up to today. Run it once to "
        "try the portal; script/server does so on its first start."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--today",
            type=datetime.date.fromisoformat,
            metavar="2026-11-23",
            help="the last day that is told, instead of today",
        )
        parser.add_argument(
            "--scale",
            type=int,
            default=1,
            metavar="N",
            help="N times the cells and members",
        )
        parser.add_argument(
            "--into-this-database",
            action="store_true",
            help="load into a database other than the embedded one",
        )
        parser.add_argument(
            "--accounts", action="store_true", help="print the accounts at the end"
        )

    def handle(self, *args, **options):
        day = options["today"] or today()
        _refuse(day, **options)
        start = time.monotonic()
        world = World(day, scale=options["scale"])
        with transaction.atomic():
            save(world)
            _load_other_apps(world)
        self.stdout.write(
            f"{len(world.cells)} cells, {len(world.people)} members, "
            f"{len(world.sessions)} meetings up to {short_date(day)}, "
            f"in {time.monotonic() - start:.1f} s."
        )
        if options["accounts"]:
            self._print_accounts(world)

    def _print_accounts(self, world):
        self.stdout.write(f"\nMật khẩu chung: {DEMO_PASSWORD}\n")
        for account in world.accounts:
            self.stdout.write(f"{account.user.username:<14}{account.role}")


def _load_other_apps(world):
    """Let every other app that has a module `demo` add its rows to the saved world."""
    for config in apps.get_app_configs():
        if config.name != "cells" and module_has_submodule(config.module, "demo"):
            import_module(f"{config.name}.demo").load(world)


def _refuse(day, *, scale, into_this_database, **_):
    if not (settings.EMBEDDED_DATABASE or into_this_database):
        raise CommandError(
            "This is not the embedded database: say --into-this-database to load "
            "invented people here."
        )
    if any(model.objects.exists() for model in (User, Member, Cell)):
        raise CommandError("This database has data: demo data goes into an empty one.")
    if day < FIRST_DAY:
        raise CommandError(f"The demo data begins to make sense on {FIRST_DAY}.")
    if scale < 1:
        raise CommandError("--scale takes a whole number from 1 on.")
