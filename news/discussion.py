"""What readers say below an article, page by page, in one statement."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, Window

from news.models import Article

ON_A_PAGE = 30
# Longer numbers of pages are no numbers of pages.
MOST_DIGITS = 4


def discussion_of(article: Article, number: str = "1") -> Page | None:
    """One page of the approved comments, newest first; None where there is no such.

    Each brings the answer to it along. How many there are in all is counted by the
    statement that reads them.
    """
    if not (number.isdecimal() and len(number) <= MOST_DIGITS and int(number)):
        return None
    start = (int(number) - 1) * ON_A_PAGE
    approved = article.comments.approved().defer("email", "network")
    counted = approved.annotate(total=Window(Count("pk"))).order_by("-sent_at", "-pk")
    comments = list(counted[start : start + ON_A_PAGE])
    if start and not comments:
        return None
    total = comments[0].total if comments else 0
    return Page(comments, int(number), Paginator(range(total), ON_A_PAGE))
