"""What the portal keeps of its readers, and for how long."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.freshness import public_page
from news.models.comment import EMAIL_KEPT_DAYS


@public_page
@require_safe
def privacy(request):
    return render(request, "news/privacy.html", {"email_kept_days": EMAIL_KEPT_DAYS})
