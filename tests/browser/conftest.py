"""A real browser against a real server: Debian's Chromium on the live test server."""

import json
import os
import shutil
import threading
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler

# Playwright keeps an event loop in the thread of the tests, where Django then refuses
# the database: it cannot know that nothing else runs in that loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
from django.core.signals import request_finished, request_started
from django.test import Client

AXE = Path(__file__).parent / "vendor/axe-core@4.14.1/axe.min.js"
AXE_TAGS = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture(scope="session", autouse=True)
def whitenoise_serves_static_files():
    """As in production: the handler of Django's test server knows no hashed names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "_should_handle", lambda self, path: False)
        yield


@pytest.fixture(autouse=True)
def served(transactional_db, live_server):
    """Wait, after the pages are closed, for the requests that they left behind.

    The tables are emptied next, and a request still at work would deadlock with that.
    """
    changed = threading.Condition()
    open_requests = 0

    def count(step):
        nonlocal open_requests
        with changed:
            open_requests += step
            changed.notify_all()

    def started(**kwargs):
        count(1)

    def finished(**kwargs):
        count(-1)

    request_started.connect(started)
    request_finished.connect(finished)
    yield
    with changed:
        changed.wait_for(lambda: open_requests <= 0, timeout=10)
    request_started.disconnect(started)
    request_finished.disconnect(finished)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    # Without windows it does the same with half the work.
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return {
        "executable_path": program,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args():
    return {"viewport": PHONE, "has_touch": True, "locale": "vi-VN"}


@pytest.fixture
def sign_in(page, live_server):
    """Give the browser the session of a user, without typing a password."""

    def sign_in(user, on=page):
        # A client of its own: signing in a second user would end the first session.
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        on.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def errors(page):
    """What the page complained of: scripts that failed, violations of the CSP."""
    heard = []
    # A browser may block a thing without calling that an error.
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event => console.error("
        "`CSP: ${event.violatedDirective} ${event.blockedURI}`))"
    )
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "console",
        lambda message: heard.append(message.text) if message.type == "error" else None,
    )
    return heard


LINKS = ".crumbs a, .page-link, .archive :is(a, summary), .tags a, .front-news h2 a"
# Of what is seen, in pixels: a thumb needs 44.
LOW = "links => links.filter(a => a.offsetHeight && a.offsetHeight < 44)"


def too_low(page) -> list[str]:
    """The links of the news on a page that are too low for a thumb."""
    low = page.eval_on_selector_all(LINKS, f"{LOW}.map(a => a.textContent)")
    return [f"low: {link}" for link in low]


def axe(page) -> list[str]:
    """The rules that axe finds broken on a page, with the elements that break them."""
    if not page.evaluate("'axe' in window"):
        # Run from the page's own context: the CSP forbids adding it as a script.
        page.evaluate(AXE.read_text())
    options = {
        "runOnly": {"type": "tag", "values": AXE_TAGS},
        # Nobody reads what passed, or the way to an element.
        "resultTypes": ["violations"],
        "selectors": False,
    }
    result = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        f"{broken['id']}: {node['html'][:120]}"
        for broken in result["violations"]
        for node in broken["nodes"]
    ]
