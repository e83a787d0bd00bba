"""Django admin for the news."""

from news.admin import articles, comments

__all__ = ["articles", "comments"]
