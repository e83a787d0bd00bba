"""What the portal publishes, and what readers write about it."""

from news.models.article import Article, Category
from news.models.comment import Comment
from news.models.image import Image
from news.models.stamp import Stamp

__all__ = ["Article", "Category", "Comment", "Image", "Stamp"]
