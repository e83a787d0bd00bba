"""An article as its readers will see it, for those who were sent the link."""

from django.core.signing import BadSignature, SignatureExpired
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from news.illustrations import parts_of
from news.models import Article, Category
from news.previews import previewed
from partyportal.access import public


@public
@require_safe
@cache_control(private=True, no_store=True)
def article_preview(request, token):
    try:
        articles = Article.objects.select_related("category", "image")
        article = get_object_or_404(articles, pk=previewed(token))
    except SignatureExpired:
        return _hidden(render(request, "news/preview_expired.html", status=410))
    except BadSignature:
        raise Http404 from None
    return _hidden(_show(request, article, now=timezone.now()))


def _show(request, article, *, now):
    if article.is_gone(at=now):
        return render(request, "news/article_gone.html", status=410)
    if article.is_published(at=now):
        return redirect(article)
    # Where no hour is set, the day stands there as if it appeared now.
    article.published_at = article.published_at or now
    context = {
        "article": article,
        "address": request.build_absolute_uri(article.get_absolute_url()),
        "parts": parts_of(article),
        "categories": Category.objects.in_use(at=now),
    }
    return render(request, "news/article_preview.html", context)


def _hidden(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
