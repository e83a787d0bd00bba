"""Django admin for the news."""

from news.admin import articles, comments, images

__all__ = ["articles", "comments", "images"]
