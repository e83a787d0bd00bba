"""What the portal publishes, and what readers write about it."""

from news.models.article import Article, State
from news.models.category import Category
from news.models.comment import Comment
from news.models.document import Document
from news.models.illustration import Illustration
from news.models.image import Image
from news.models.stamp import Stamp
from news.models.tag import Tag, Tagging

__all__ = [
    "Article",
    "Category",
    "Comment",
    "Document",
    "Illustration",
    "Image",
    "Stamp",
    "State",
    "Tag",
    "Tagging",
]
