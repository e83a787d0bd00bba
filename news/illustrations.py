"""Where the pictures of an article stand in its text."""

import re

from news.models import Article, Image

# A paragraph of its own, which any editor keeps and moves like other text. See also
# news.search.WithoutPlaces.
PLACE = re.compile(r"<p>\s*\[ảnh ([1-9][0-9]?)\]\s*</p>\n*", re.I)


def numbers_in(html: str) -> set[int]:
    """The numbers of the pictures that a text has places for."""
    return {int(number) for number in PLACE.findall(html)}


def without_places(html: str) -> str:
    """The text alone, for those who show no pictures."""
    return PLACE.sub("", html)


def parts_of(article: Article) -> list[tuple[str, Image | None]]:
    """The text as pieces of HTML, each with the picture that stands below it.

    Asks the database only if the text has places; one without a picture goes.
    """
    first, *rest = PLACE.split(article.body)
    if not rest:
        return [(first, None)]
    illustrations = article.illustrations.select_related("image")
    images = {str(each.number): each.image for each in illustrations}
    # Each stands once, at its first place.
    pictures = [*(images.pop(number, None) for number in rest[::2]), None]
    return list(zip([first, *rest[1::2]], pictures, strict=True))
