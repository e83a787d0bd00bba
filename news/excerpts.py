"""What a search found, with the words asked for marked in titles and excerpts."""

import functools
import html
import re

from django.utils.safestring import SafeString, mark_safe

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
        body = without_places(self.article.body)
        texts = [self.article.lead, html.unescape(TAG.sub(" ", body))]
        return self._marked(max(map(self._part, texts), key=self._worth))

    def _worth(self, text) -> int:
        return len(self._asked.intersection(map(folded, WORD.findall(text))))

    def _part(self, text) -> str:
        """Around the first word asked for, as long as an excerpt is."""
        words = text.split()
        if len(words) <= LENGTH:
            return text
        found = next(filter(self._is_asked, WORD.finditer(text)), None)
        first = len(text[: found.start()].split()) if found else 0
        start = max(first - BEFORE, 0)
        shown = " ".join(words[start : start + LENGTH])
        after = " …" if start + LENGTH < len(words) else ""
        return f"{'… ' if start else ''}{shown}{after}"

    def _is_asked(self, found: re.Match) -> bool:
        return folded(found[0]) in self._asked

    def _marked(self, text) -> SafeString:
        parts = WORD.split(text)
        parts[::2] = map(html.escape, parts[::2])
        # Words have no character that would need it.
        parts[1::2] = map(self._mark, parts[1::2])
        return mark_safe("".join(parts))

    def _mark(self, word) -> str:
        return f"<mark>{word}</mark>" if folded(word) in self._asked else word
