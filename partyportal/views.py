"""Front page, home of signed-in people, and what machines ask for."""

import functools

from django.contrib.postgres.aggregates import StringAgg
from django.db import DatabaseError, connection
from django.db.models import Count, IntegerField, Value
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cells.models import Cell, Meeting
from cells.needs import needs_of
from members.models import Member
from members.record import attendance_year
from news.freshness import news_version, public_page
from news.front import front_news
from news.models import Article, Comment
from partyportal.access import PRIVATE_PATHS, public, signed_in
from partyportal.vietnamese import today

MINUTES_SHOWN = 5
COMMITTEE_NAME = "Ban Chấp hành Đảng bộ xã Bắc Bình"


def _front_version():
    """Its news, and the figures beside them, which no stamp counts."""
    return news_version(*_figures(today()))


# Writing these queries takes longer than asking them.
@functools.lru_cache(maxsize=1)
def _figures(day):
    """Queries for what the figures of a day are, each with its parameters."""
    everyone = Value(1, output_field=IntegerField())
    cells = Cell.objects.on(day).order_by().values(all=everyone)
    names = cells.annotate(names=StringAgg("name", "/", order_by="pk")).values("names")
    members = Member.objects.in_party(on=day).order_by().values(all=everyone)
    counts = members.annotate(count=Count("pk")).values("count")
    return [queryset.query.sql_with_params() for queryset in (names, counts)]


@public_page(version=_front_version, asks=())
def front(request):
    """Newest news, and who we are."""
    cells = list(Cell.objects.on(today()))
    context = {
        **front_news(at=timezone.now()),
        "committee_name": COMMITTEE_NAME,
        "cells": cells,
        "cells_count": len(cells),
        "members_count": Member.objects.in_party(on=today()).count(),
    }
    return render(request, "front.html", context)


@public
@require_safe
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
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE_PATHS)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('news:sitemap'))}")
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
        "articles_waiting": _articles_waiting(user, day),
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


def _articles_waiting(user, day):
    return Article.objects.waiting_for(user, on=day, at=timezone.now()).count()


def _newest_minutes(user, day):
    minutes = Meeting.objects.visible_to(user, on=day).sealed()
    return minutes.select_related("cell").with_attendance()[:MINUTES_SHOWN]
