"""Search among articles and documents."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from news.excerpts import Excerpt
from news.models import Article, Category, Document
from news.search import MOST_RANKED, clean_question
from partyportal.access import fresh_page

ON_A_PAGE = 10
DOCUMENTS_SHOWN = 5
LIKE_SHOWN = 5


# Not kept in memory: strangers think of more questions than there is room for.
@fresh_page
@require_safe
def search(request):
    question, now = clean_question(request.GET.get("q", "")), timezone.now()
    context = {"question": question, "categories": Category.objects.in_use(at=now)}
    if question:
        published = Article.objects.published(at=now)
        context |= _answers(published, question, request.GET.get("page"))
    return render(request, "news/search.html", context)


def _answers(published, question, number):
    """Articles and documents; where there are none, titles spelt nearly like that."""
    found = published.ranked(question)
    page = Paginator(found[:MOST_RANKED], ON_A_PAGE).get_page(number)
    articles = Article.objects.select_related("category").in_bulk(page.object_list)
    documents = Document.objects.published().found(question).best_first(question)
    answers = {
        "page": page,
        "is_more": len(found) > MOST_RANKED,
        "excerpts": [Excerpt(articles[pk], question) for pk in page if pk in articles],
        "documents": list(documents[:DOCUMENTS_SHOWN]) if page.number == 1 else [],
    }
    if not (found or answers["documents"]):
        answers["like"] = published.for_titles().like(question)[:LIKE_SHOWN]
    return answers
