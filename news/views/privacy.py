"""What the portal keeps of its readers, and for how long."""

from functools import partial

from django.shortcuts import render
from django.utils import timezone

from news.freshness import public_page
from news.models import Category
from news.models.comment import EMAIL_KEPT_DAYS


@public_page(asks=())
def privacy(request):
    context = {
        "email_kept_days": EMAIL_KEPT_DAYS,
        # Asked for by the template, if no page of this version was made before.
        "categories": partial(Category.objects.in_use, at=timezone.now()),
    }
    return render(request, "news/privacy.html", context)
