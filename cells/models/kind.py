"""The kinds of meetings, which agendas name before there is a meeting."""

from django.db import models


class MeetingKind(models.TextChoices):
    REGULAR = "regular", "Sinh hoạt thường kỳ"
    THEMATIC = "thematic", "Sinh hoạt chuyên đề"
    CONGRESS = "congress", "Đại hội chi bộ"
    EXTRAORDINARY = "extraordinary", "Sinh hoạt bất thường"
    COMMITTEE = "committee", "Họp chi ủy"
