"""What the process remembers of public pages, forgotten between tests."""

from django.core.cache import caches

from news import freshness


def forget_pages():
    caches["pages"].clear()
    freshness.shared_by.cache_clear()
    freshness._last_told = freshness.NOT_TOLD
