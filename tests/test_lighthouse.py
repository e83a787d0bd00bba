"""What Lighthouse says of the portal as it serves the demo, seen from a phone."""

import json
import os
import re
import shutil
import statistics
import subprocess
import urllib.request

import pytest

from tests.clones import ROOT, demo_portal

VERSION = "12.8.2"
NEEDS = "needs Node 18.20 or newer: apt-get install chromium nodejs npm"
PLACE = ROOT / ".data/lighthouse"
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
LEAST = {"performance": 0.95, "accessibility": 1, "best-practices": 1, "seo": 1}
# Speed comes out differently each time; the median counts.
TIMES = 3
# What it asks for where Chromium recorded nothing of a page.
AGAIN = "Please run Lighthouse again"


@pytest.fixture
def lighthouse():
    """The program, fetched with npm the first time."""
    if not (shutil.which(CHROMIUM) and shutil.which("npm")):
        pytest.fail(NEEDS)
    program = PLACE / "node_modules/.bin/lighthouse"
    if not is_there(program):
        PLACE.mkdir(parents=True, exist_ok=True)
        options = ["--no-save", "--no-audit", "--no-fund", "--prefix", PLACE]
        run("npm", "install", *options, f"lighthouse@{VERSION}")
    return program


def is_there(program):
    return program.exists() and run(program, "--version").strip() == VERSION


def run(*command):
    for _ in range(TIMES):
        done = subprocess.run(
            command,
            env=os.environ | {"CHROME_PATH": CHROMIUM},
            capture_output=True,
            text=True,
            check=False,
        )
        if AGAIN not in done.stderr:
            break
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def looked_at(lighthouse, address):
    """The score of each category, and what Lighthouse would have otherwise."""
    seen = run(lighthouse, address, "--output=json", "--quiet", FLAGS)
    report = json.loads(seen)
    scores = {name: report["categories"][name]["score"] for name in LEAST}
    # What it could not judge, or only tells, has no score.
    judged = [a for a in report["audits"].values() if a["score"] is not None]
    return scores, [audit["title"] for audit in judged if audit["score"] < 0.9]


def article_with_everything(portal):
    """The address of an article with a picture and comments."""
    for address in re.findall("<loc>(.+?)</loc>", read(f"{portal}/sitemap.xml")):
        page = read(address)
        if '<ol class="comments">' in page and "figure-news" in page:
            return address
    pytest.fail("The demo has no such article.")


def read(address):
    with urllib.request.urlopen(address) as page:
        return page.read().decode()


@pytest.mark.slow
def test_front_page_and_article(clone, lighthouse):
    with demo_portal(clone) as port:
        portal = f"http://127.0.0.1:{port}"
        for address in (f"{portal}/", article_with_everything(portal)):
            runs = [looked_at(lighthouse, address) for _ in range(TIMES)]
            for name, least in LEAST.items():
                score = statistics.median(scores[name] for scores, _ in runs)
                assert score >= least, (address, name, score, runs[-1])
