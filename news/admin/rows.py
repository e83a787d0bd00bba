"""What is true of every row of the news in Django admin."""

from partyportal.admin import RecordAdmin


class NewsAdmin(RecordAdmin):
    """What was published is withdrawn, and drafts stay: nothing is deleted."""

    def takes_back(self, duties) -> bool:
        return False
