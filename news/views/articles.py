"""Articles: lists of them, and each with its comments."""

import datetime
from functools import partial

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from news.archive import archive
from news.beside import beside
from news.forms import TOO_MANY, CommentForm
from news.freshness import public_page
from news.illustrations import parts_of
from news.metadata import article_metadata
from news.models import Article, Category, Comment, Tag
from news.models.comment import TooManyComments
from news.reading import Reading, read
from news.screening import reasons_of_sending
from news.tokens import form_token
from partyportal.access import public
from partyportal.fields import YEARS
from partyportal.network import network_of
from partyportal.vietnamese import month_label

ON_A_PAGE = 12
A_YEAR = 365 * 24 * 3600
PICTURE_TYPES = {"avif": "image/avif", "jpg": "image/jpeg"}


@public_page
def article_list(request):
    now = timezone.now()
    articles = Article.objects.published(at=now)
    context = {"title": "Tin tức", "years": archive(articles.months())}
    return _list(request, articles, at=now, **context)


@public_page
def article_month(request, year, month):
    """The archive: what appeared in one month."""
    now, first = timezone.now(), _first_day(int(year), int(month))
    published = Article.objects.published(at=now)
    context = {
        "title": f"Tin tức {month_label(first)}",
        "month": first,
        "years": archive(published.months()),
    }
    return _list(request, published.in_month(first), at=now, **context)


def _first_day(year, month):
    if year not in YEARS or month not in range(1, 13):
        raise Http404
    return datetime.date(year, month, 1)


@public_page
def category_detail(request, slug):
    now = timezone.now()
    category = _at(Category.objects, slug)
    if category.slug != slug:
        return redirect(category, permanent=True)
    articles = category.articles.published(at=now)
    context = {"title": category.name, "category": category}
    return _list(request, articles, at=now, **context)


@public_page
def tag_detail(request, slug):
    tag = _at(Tag.objects.select_related("merged_into"), slug)
    tag = tag.merged_into or tag
    if tag.slug != slug:
        return redirect(tag, permanent=True)
    now = timezone.now()
    articles = tag.articles.published(at=now)
    return _list(request, articles, at=now, title=tag.name, tag=tag)


def _at(rows, slug):
    row = rows.now_or_once_at(slug)
    if row is None:
        raise Http404
    return row


def _list(request, articles, *, at, **context):
    articles = articles.for_lists().newest_first()
    page = Paginator(articles, ON_A_PAGE).get_page(request.GET.get("page"))
    context |= {"page": page, "categories": Category.objects.in_use(at=at)}
    return render(request, "news/article_list.html", context)


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def article_detail(request, category, slug, pk):
    """One article; the comment form below it is sent to the same address."""
    if request.method == "POST":
        return _receive_comment(request, pk)
    return _article(request, pk)


@public_page
def _article(request, pk):
    now = timezone.now()
    reading = _read(pk, at=now, number=request.GET.get("page", "1"))
    article = reading.article
    if article.is_gone(at=now):
        return render(request, "news/article_gone.html", status=410)
    if request.path != article.get_absolute_url():
        return redirect(article, permanent=True)
    return _show(request, reading, at=now)


def _read(pk, *, at, **page) -> Reading:
    reading = read(pk, at=at, **page)
    if reading is None:
        raise Http404
    return reading


def _show(request, reading, *, at, form=None, **answer):
    article, shared = reading.article, getattr(request, "shared", {})
    related, latest = beside(article, reading.tags, at=at, shared=shared)
    context = {
        **reading._asdict(),
        "parts": parts_of(article),
        "address": request.build_absolute_uri(article.get_absolute_url()),
        "metadata": article_metadata(request, article),
        "related": related,
        "latest": latest,
        "form": form,
        "token": form_token(article.pk, at=at),
        # Asked for by the template, if no page of this version was made before.
        "new_form": partial(CommentForm, article=article, at=at),
        "categories": partial(Category.objects.in_use, at=at),
    }
    return render(request, "news/article_detail.html", context, **answer)


@cache_control(private=True, no_store=True)
def _receive_comment(request, pk):
    now = timezone.now()
    reading = _read(pk, at=now)
    article = reading.article
    if article.is_gone(at=now):
        return render(request, "news/article_gone.html", status=410)
    if _is_too_big(request):
        return render(
            request, "news/comment_too_big.html", {"article": article}, status=413
        )
    form = CommentForm(request.POST, article=article, at=now)
    if not form.is_valid():
        return _show(request, reading, at=now, form=form)
    try:
        Comment.objects.receive(article=article, **form.sent, **_sender(request))
    except TooManyComments as limit:
        form.add_error(None, TOO_MANY[limit.of])
        return _show(request, reading, at=now, form=form, status=429)
    return SeeOther(reverse("news:comment_sent", args=[article.pk]))


def _sender(request):
    reasons = reasons_of_sending(request.POST, request.headers, host=request.get_host())
    return {"network": network_of(request), "reasons": reasons}


class SeeOther(HttpResponseRedirect):
    """Leads on with GET, whatever was asked."""

    status_code = 303


def _is_too_big(request) -> bool:
    # Django counts what is typed, not files, of which this form takes none.
    length = request.headers.get("Content-Length", "")
    return length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@public_page(asks=())
def comment_sent(request, pk):
    """Thank the reader; the page knows nothing of what was sent, or by whom."""
    now = timezone.now()
    article = _read(pk, at=now).article
    if article.is_gone(at=now):
        raise Http404
    return render(request, "news/comment_sent.html", {"article": article})


@public
@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def picture_file(request, name):
    """A picture by the name made from its content, which therefore never changes."""
    try:
        with default_storage.open(f"images/{name}") as file:
            return HttpResponse(file.read(), PICTURE_TYPES[name.rpartition(".")[2]])
    except FileNotFoundError:
        raise Http404 from None
