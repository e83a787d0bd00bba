"""The version of all that is published."""

from django.db import models


class StampQuerySet(models.QuerySet):
    def hold(self) -> None:
        """Let nobody else change the news until the transaction ends.

        Whoever saves an article holds the stamp before its tags, so whoever locks tags
        has to hold it first.
        """
        list(self.select_for_update())


class Stamp(models.Model):
    """One row, raised by triggers in the transaction of each change to the news."""

    number = models.BigIntegerField("số lần thay đổi")

    objects = StampQuerySet.as_manager()

    class Meta:
        verbose_name = "dấu phiên bản"
        verbose_name_plural = "dấu phiên bản"

    def __str__(self):
        return str(self.number)
