"""Front page, home of signed-in people, and what machines ask for."""

from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from cells.models import Cell, Meeting
from cells.needs import needs_of
from members.models import Member
from members.record import attendance_year
from news.models import Article, Category, Comment
from partyportal.access import PRIVATE_PATHS, public, signed_in
from partyportal.vietnamese import today

MINUTES_SHOWN = 5
NEWS_SHOWN = 5
NEWS_OF_A_CATEGORY = 3
COMMITTEE_NAME = "Ban Chấp hành Đảng bộ xã Bắc Bình"


@public
@require_safe
@transaction.non_atomic_requests
@cache_control(public=True, no_cache=True)
@conditional_page
def front(request):
    """Newest news, and who we are; its ETag is that of the page as it was made."""
    cells = list(Cell.objects.on(today()))
    context = {
        **_news(at=timezone.now()),
        "committee_name": COMMITTEE_NAME,
        "cells": cells,
        "cells_count": len(cells),
        "members_count": Member.objects.in_party(on=today()).count(),
    }
    return render(request, "front.html", context)


def _news(*, at):
    published = Article.objects.published(at=at).for_lists()
    newest = list(published.order_by("-published_at", "-pk")[:NEWS_SHOWN])
    others = published.exclude(pk__in=[article.pk for article in newest])
    older = others.newest_of_each_category(NEWS_OF_A_CATEGORY)
    return {
        "first_article": newest[0] if newest else None,
        "next_articles": newest[1:],
        "older_articles": older.order_by("category__position", "category", "rank"),
        "categories": Category.objects.in_use(at=at),
    }


@public
@require_safe
@transaction.non_atomic_requests
def health(request):
    """Say whether the portal can work; a watching machine asks every minute."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _plain("Cơ sở dữ liệu chưa trả lời.", status=503)
    return _plain("Cổng thông tin đang hoạt động.")


@public
@require_safe
@transaction.non_atomic_requests
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE_PATHS)]
    return _plain("\n".join(lines))


def _plain(text, status=200):
    return HttpResponse(f"{text}\n", "text/plain; charset=utf-8", status=status)


@signed_in
@require_safe
def home(request):
    user, day = request.user, today()
    context = {
        "duties": user.duties(on=day),
        "needs": needs_of(user, on=day),
        "attendance": _own_attendance(user, day),
        "minutes": _newest_minutes(user, day),
        "comments_waiting": _comments_waiting(user, day),
        "today": day,
    }
    return render(request, "home.html", context)


def _own_attendance(user, day):
    if not user.member_id:
        return None
    return attendance_year(user.member, user, on=day)


def _comments_waiting(user, day):
    if not user.duties(on=day).moderates_comments:
        return 0
    return Comment.objects.visible_to(user, on=day).waiting().count()


def _newest_minutes(user, day):
    minutes = Meeting.objects.visible_to(user, on=day).sealed()
    return minutes.select_related("cell").with_attendance()[:MINUTES_SHOWN]
