"""Ten thousand requests that no browser of ours sends: an answer to each, no error.

`ODD_SEED=… script/test --slow tests/test_odd_requests.py` tries others, and the same
ones again; `ODD_REQUESTS` says how many.
"""

import io
import itertools
import json
import os
import random
import traceback
import uuid
from collections import Counter, defaultdict
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

from cells.models import Cell
from members.models import Member, User
from partyportal.vietnamese import today
from tests.odd_input import (
    FILE_NAMES,
    FILES,
    HEADERS,
    METHODS,
    NAMES,
    TEXTS,
    TYPES,
    Page,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SEED = os.environ.get("ODD_SEED", "bac-binh")
REQUESTS = int(os.environ.get("ODD_REQUESTS", "10000"))
ROLES = [
    *("bithu1", "bithu2", "phobithu1", "chiuy1", "phutrach1", "bithudanguy"),
    *("vanphong", "bientap", "xuatban", "kiemduyet", "dangvien1", "quantri"),
    *("stranger", "anonymous"),
]
# A family name that nobody else has, for some members of one village.
HIDDEN = "Khuấtkín"
MOST_KNOWN = 60  # addresses of one page


def templates(resolver, prefix="/", namespace=""):
    """Every address by its page: the text, and the names of its parts."""
    for key in resolver.reverse_dict:
        if isinstance(key, str):
            for possibilities, *_ in resolver.reverse_dict.getlist(key):
                for text, parts in possibilities:
                    yield namespace + key, (prefix + text, parts)
    for name, (below, inner) in resolver.namespace_dict.items():
        # Written as part of an expression.
        below = prefix + below.replace("\\", "")
        yield from templates(inner, below, f"{namespace}{name}:")


def keys_of_models():
    """Three keys of each table, by what stands before them in the admin."""
    tables = connection.introspection.table_names()
    for model in apps.get_models():
        if model._meta.db_table in tables:
            rows = model._base_manager.order_by("pk").values_list("pk", flat=True)
            before = f"/quan-tri/{model._meta.app_label}/{model._meta.model_name}/"
            yield before, [str(key) for key in rows[:3]]


class Stranger:
    """Thinks up requests, sends them, and keeps what went wrong."""

    def __init__(self, clients):
        self.clients = clients
        self.random = random.Random(SEED)
        self.templates, self.known = defaultdict(list), defaultdict(list)
        for name, template in templates(get_resolver()):
            self.templates[name].append(template)
        is_admin = [name.startswith("admin:") for name in self.templates]
        self.admins = list(itertools.compress(self.templates, is_admin))
        self.ours = [name for name in self.templates if name not in self.admins]
        self.names = list(NAMES)
        self.keys_of = dict(keys_of_models())
        self.keys = sorted(itertools.chain(*self.keys_of.values()))
        self.sent, self.statuses, self.faults = 0, Counter(), {}
        self.opened = defaultdict(set)

    # Thinking up

    def text(self):
        pool = self.random.choice([TEXTS, TEXTS, self.keys])
        return self.random.choice(pool)

    def target(self):
        """Somebody, and an address that may be for somebody else."""
        pages = self.random.choice([self.ours, self.ours, self.admins])
        name = self.random.choice(pages)
        known = self.known.get(name)
        if known and self.random.random() < 0.8:
            address = self.random.choice(known)
        else:
            template, parts = self.random.choice(self.templates[name])
            before = template.partition("%")[0]
            address = template % {part: self.part(part, before) for part in parts}
        roles = sorted(self.opened.get(name, ROLES))
        return self.random.choice(self.random.choice([roles, roles, ROLES])), address

    def part(self, name, before):
        pools = {"year": ["2021", "2025", "2026", "0", "9999"], "month": ["2", "13"]}
        pool = pools.get(name) or self.keys_of.get(before) or self.keys
        chosen = self.random.choice([pool, pool, pool, TEXTS])
        return quote(self.random.choice(chosen), safe="")

    def query(self):
        count = self.random.randint(1, 4)
        return [(self.random.choice(self.names), self.text()) for _ in range(count)]

    def headers(self):
        if self.random.random() < 0.8:
            return {}
        name = self.random.choice(sorted(HEADERS))
        return {name: self.random.choice(HEADERS[name])}

    def file(self):
        file = io.BytesIO(self.random.choice(FILES))
        file.name = self.random.choice(FILE_NAMES)
        return file

    def filled(self, form):
        """What the page offers, but for up to two fields."""
        chosen = {n: self.random.choice(vs or [""]) for n, vs in form.fields.items()}
        sent = {n: [self.file() if v is None else v] for n, v in chosen.items()}
        if form.buttons:
            name, value = self.random.choice(form.buttons)
            sent[name] = [value]
        for name in self.random.choices(sorted(sent), k=self.random.randint(0, 2)):
            odd = [[self.text()], [self.text()], [], [self.text(), ""], [self.file()]]
            sent[name] = self.random.choice(odd)
        return sent

    def changes(self):
        """What the editor of minutes sends, or nearly."""
        odd = [self.text(), 5, None, [], {}, True, 10**400, "\ud800"]
        change = {"id": str(uuid.UUID(int=self.random.getrandbits(128), version=4))}
        change |= {
            "field": self.random.choice(self.names),
            "was": "",
            "is": self.text(),
        }
        if self.random.random() < 0.5:
            change[self.random.choice(sorted(change))] = self.random.choice(odd)
        body = {"version": self.random.choice([0, 1, *odd]), "changes": [change]}
        return json.dumps(self.random.choice([body, body, [body], change, odd[0]]))

    # Sending

    def look_around(self):
        """Each page whose address has no parts, as everybody: the others follow."""
        plain = [t for ts in self.templates.values() for t, parts in ts if not parts]
        for role, address in itertools.product(ROLES, plain):
            response = self.send(role, "GET", address, headers={})
            if response.status_code == 200 and is_html(response):
                self.remember(Page(response))

    def go_on(self):
        self.random.choice([self.fill_in] * 3 + [self.ask, self.write])()

    def ask(self, odd=0.7):
        role, address = self.target()
        query = urlencode(self.query()) if self.random.random() < odd else ""
        return role, self.send(role, "GET", address, query=query)

    def fill_in(self):
        role, response = self.ask(odd=0.2)
        if not is_html(response):
            return
        page = Page(response)
        self.remember(page)
        # Every page has one to search and one to sign out.
        forms = [form for form in page.forms if len(form.fields) > 1 or form.buttons]
        if forms:
            self.submit(role, self.random.choice(forms))

    def submit(self, role, form):
        sent = self.filled(form)
        if form.method == "GET":
            plain = {n: [v for v in vs if isinstance(v, str)] for n, vs in sent.items()}
            self.send(role, "GET", form.action, query=urlencode(plain, doseq=True))
        else:
            self.send(role, "POST", form.action, form=sent)

    def write(self):
        role, address = self.target()
        method, kind = self.random.choice(METHODS), self.random.choice(TYPES)
        pairs = urlencode(self.query())
        part = f'--odd\r\nContent-Disposition: form-data; name="{self.text()}"\r\n\r\n'
        bodies = [self.changes(), self.changes(), pairs, part, "[" * 9999, "\0", ""]
        body = self.random.choice(bodies).encode("utf-8", "surrogatepass")
        self.send(role, method, address, data=body, content_type=kind)

    def send(self, role, method, address, *, query="", form=None, headers=None, **raw):
        path, asked = urlsplit(address).path, query or urlsplit(address).query
        headers = self.headers() if headers is None else headers
        told = {"headers": headers, "QUERY_STRING": asked}
        if form is None:
            response = self.clients[role].generic(method, path, **raw, **told)
        else:
            response = self.clients[role].post(path, form, **told)
        line = f"{role}: {method} {address} {headers} {asked[:300]} {str(raw)[:300]}"
        self.look_at(role, response, f"{line} {form or ''}"[:2000])
        return response

    # Looking

    def look_at(self, role, response, asked):
        self.sent += 1
        self.statuses[response.status_code] += 1
        content = response.getvalue()
        if response.status_code >= 500:
            self.fault(response, asked)
        elif HIDDEN.encode() in content and not may_see_hidden(role):
            self.faults.setdefault(
                ("a hidden name", asked[:60]), (self.sent, asked, "")
            )
        if response.status_code == 200 and response.resolver_match:
            self.opened[response.resolver_match.view_name].add(role)
        if response.status_code == 302 and "/dang-nhap/" in response["Location"]:
            sign_in(self.clients[role], role)

    def fault(self, response, asked):
        kind, error, trace = getattr(response, "exc_info", None) or (None, None, None)
        frames = traceback.extract_tb(trace)
        ours = [f for f in frames if "/.venv/" not in f.filename] or frames
        where = f"{ours[-1].filename}:{ours[-1].lineno}" if ours else asked[:60]
        told = "".join(traceback.format_exception(error)[-6:]) if error else ""
        self.faults.setdefault((str(kind), where), (self.sent, asked, told))

    def remember(self, page):
        for link in page.links:
            path = urlsplit(link).path
            try:
                found = resolve(path)
            except Resolver404:
                continue
            known = self.known[found.view_name]
            if path not in known and len(known) < MOST_KNOWN:
                known.append(path)
                for key in map(str, found.kwargs.values()):
                    self.keys_of.setdefault(path.partition(key)[0], []).append(key)
                    self.keys.append(key)
        for form in page.forms:
            self.names += [n for n in form.fields if n not in self.names][:50]


def is_html(response):
    return "text/html" in response.get("Content-Type", "")


def may_see_hidden(role):
    """Whoever sees any of them today, as fields that name members change above."""
    hidden = Member.objects.filter(full_name__startswith=HIDDEN)
    user = User.objects.filter(username=role).first()
    return user is not None and hidden.visible_to(user, on=today()).exists()


def sign_in(client, role):
    user = User.objects.filter(username=role, is_active=True).first()
    if user:
        client.force_login(user)


@pytest.fixture
def demo(november, settings):
    """The world of the demo, with members whose names tell where they are read."""
    settings.EMBEDDED_DATABASE = True
    call_command("load_demo", "--today=2026-11-23", stdout=io.StringIO())
    User.objects.create_user("stranger", password="khong-ai-biet")
    village = Member.objects.in_cell(Cell.objects.get(position=9), on=november)
    nobody = village.filter(user=None, terms=None, admission=None)
    for member in nobody.annotate(cells=Count("memberships")).filter(cells=1):
        member.full_name = f"{HIDDEN} {member.full_name}"
        member.save()


def test_no_request_is_an_error(demo):
    clients = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, client in clients.items():
        sign_in(client, role)
    stranger = Stranger(clients)
    stranger.look_around()
    while stranger.sent < REQUESTS:
        stranger.go_on()
    print(f"ODD_SEED={SEED}: {stranger.sent} requests, {len(stranger.opened)} pages.")
    print(sorted(stranger.statuses.items()))
    told = [
        f"no. {n}: {asked}\n{trace}" for n, asked, trace in stranger.faults.values()
    ]
    assert told == [], f"ODD_SEED={SEED}\n" + "\n\n".join(told)
