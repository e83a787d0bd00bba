"""What is true of every row of the news in Django admin."""

from partyportal.admin import RecordAdmin


class NewsAdmin(RecordAdmin):
    """What was published is withdrawn, and drafts stay: nothing is deleted.

    What was found fit stays as it was found, but for those who find it fit.
    """

    def takes_back(self, duties) -> bool:
        return False

    def is_approved(self, row) -> bool:
        """Whether readers see the row, or will without anybody reading it again."""
        return False

    def has_publish_permission(self, request):
        return request.user.has_perm("news.publish_article")

    def has_change_permission(self, request, obj=None):
        is_open = obj is None or not self.is_approved(obj)
        return super().has_change_permission(request, obj) and (
            is_open or self.has_publish_permission(request)
        )
