"""Django admin for the news."""

from news.admin import articles, comments, documents, images, tags

__all__ = ["articles", "comments", "documents", "images", "tags"]
