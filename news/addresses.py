"""Addresses that rows had before their names changed."""

from django.db import models


class AddressedQuerySet(models.QuerySet):
    """Rows that are tracked, with a `slug` as the part of their address."""

    def once_at(self, slug: str):
        """The row whose address this was before, by its history."""
        events = self.model.pgh_event_model.objects.filter(slug=slug)
        return self.filter(pk__in=events.order_by("-pgh_id").values("pgh_obj")[:1])

    def now_or_once_at(self, slug: str) -> models.Model | None:
        """The row at an address, or else the one that was there before."""
        return self.filter(slug=slug).first() or self.once_at(slug).first()
