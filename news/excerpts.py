"""What a search found, with the words asked for marked in titles and excerpts."""

import functools
import html
import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from news.illustrations import without_places
from news.models import Article
from partyportal.vietnamese import fold

TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"(\w+)")
# Words of an excerpt, and of them before the first that is marked.
LENGTH = 45
BEFORE = 8

# Vietnamese has a few thousand syllables, and each page hundreds of them.
folded = functools.lru_cache(maxsize=20_000)(fold)


class Excerpt:
    """An article as a search shows it."""

    def __init__(self, article: Article, question: str):
        self.article = article
        self._asked = {folded(word) for word in WORD.findall(question)}

    @property
    def title(self) -> SafeString:
        return self._marked(self.article.title)

    @property
    def text(self) -> SafeString:
        """Of lead and body what has most of the words asked for, the lead if equal."""
        body = TAG.sub(" ", without_places(self.article.body))
        texts = [self.article.lead, html.unescape(body)]
        return self._marked(max(map(self._part, texts), key=self._worth))

    def _worth(self, text) -> int:
        return len(self._asked & {folded(word) for word in WORD.findall(text)})

    def _part(self, text) -> str:
        """Around the first words asked for, as long as an excerpt is."""
        words = text.split()
        first = next((i for i, w in enumerate(words) if self._worth(w)), 0)
        start = max(first - BEFORE, 0) if len(words) > LENGTH else 0
        shown = words[start : start + LENGTH]
        before = "… " if start else ""
        after = " …" if start + LENGTH < len(words) else ""
        return before + " ".join(shown) + after

    def _marked(self, text) -> SafeString:
        return format_html_join(
            "", "{}", ((self._mark(part),) for part in WORD.split(text))
        )

    def _mark(self, part):
        return format_html("<mark>{}</mark>", part) if self._is_asked(part) else part

    def _is_asked(self, part) -> bool:
        return part.isalnum() and folded(part) in self._asked
