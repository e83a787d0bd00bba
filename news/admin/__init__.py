"""Django admin for the news."""

from news.admin import articles, documents, images, tags

__all__ = ["articles", "documents", "images", "tags"]
