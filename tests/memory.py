"""What the process remembers of public pages, forgotten between tests."""

from django.core.cache import caches

from news.freshness import shared_by


def forget_pages():
    caches["pages"].clear()
    shared_by.cache_clear()
