"""The version of all that is published."""

from django.db import models


class Stamp(models.Model):
    """One row, raised by triggers in the transaction of each change to the news."""

    number = models.BigIntegerField("số lần thay đổi")

    class Meta:
        verbose_name = "dấu phiên bản"
        verbose_name_plural = "dấu phiên bản"

    def __str__(self):
        return str(self.number)
