"""Tests in a real browser, against a live server."""

import os

# Playwright keeps an event loop in the test's thread, and Django refuses the database
# there: it cannot know that nothing else runs in that loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
