"""Who sees the news behind the sign-in, where it stands with all its drafts."""

from django.db import models


class NewsroomQuerySet(models.QuerySet):
    """Rows for everybody who writes the news, and for nobody else."""

    def visible_to(self, user, *, on):
        return self if user.duties(on=on).writes_news else self.none()
