"""Django admin for the news."""

from news.admin import articles, categories, documents, images, tags

__all__ = ["articles", "categories", "documents", "images", "tags"]
