"""The rating of a year: a frozen list of cells and members, and their levels."""

import datetime
import functools
import operator
from collections import defaultdict

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from cells.models import Cell
from members.models import Member
from partyportal.fields import DayField, NfcConstraint, VietnameseCharField
from partyportal.share import Share
from reports import freezing

BEFORE_OPENING = "Ngày quyết định không được trước ngày mở đợt xếp loại."


class RatingCampaignQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        """Decided ones for who belongs to a cell; all for who reads all cells."""
        duties = user.duties(on=on)
        if duties.reads_all_cells:
            return self
        return self.decided() if duties.reads_cells else self.none()

    def decidable_by(self, user, *, on):
        return self.open() if user.duties(on=on).decides else self.none()

    def decided(self):
        # See also RatingCampaign.is_decided.
        return self.filter(decided_on__isnull=False)

    def open(self):
        """Those whose list is made and whose levels may still change."""
        return self.frozen().filter(decided_on=None)

    def frozen(self):
        # See also RatingCampaign.is_frozen.
        return self.filter(frozen_at__isnull=False)

    def with_counts(self):
        """Add the counts that RatingCampaign.rated reads."""
        members = Q(ratings__member__isnull=False)
        return self.annotate(
            listed_count=Count("ratings", filter=members),
            rated_count=Count(
                "ratings", filter=members & Q(ratings__excluded_reason="")
            ),
            # Django drops the order of Meta from a query that is grouped.
        ).order_by("-year")


@pghistory.track()
class RatingCampaign(models.Model):
    """The rating of one year. Once it is decided, triggers hold its ratings."""

    year = models.PositiveSmallIntegerField(
        "năm",
        unique=True,
        validators=[MinValueValidator(1930), MaxValueValidator(2200)],
        error_messages={"unique": "Năm này đã có một đợt xếp loại. Hãy mở đợt ấy."},
    )
    opened_on = DayField("mở ngày")
    frozen_at = models.DateTimeField("chốt danh sách lúc", null=True, editable=False)
    frozen_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người chốt danh sách",
    )
    decided_on = DayField("quyết định ngày", null=True, editable=False)
    decided_by = VietnameseCharField(
        "cấp quyết định", max_length=200, blank=True, editable=False
    )
    document_no = VietnameseCharField(
        "số văn bản", max_length=50, blank=True, editable=False
    )

    objects = RatingCampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt xếp loại"
        verbose_name_plural = "đợt xếp loại"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="rating_campaign_who_froze",
                condition=Q(frozen_at=None) | Q(frozen_by__isnull=False),
                violation_error_message="Chốt danh sách phải ghi người chốt.",
            ),
            models.CheckConstraint(
                name="rating_campaign_who_decided",
                condition=Q(decided_on=None, decided_by="", document_no="")
                | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                violation_error_message="Quyết định phải ghi ngày và cấp quyết định.",
            ),
            models.CheckConstraint(
                name="rating_campaign_undecided_without_list",
                condition=Q(decided_on=None) | Q(frozen_at__isnull=False),
                violation_error_message="Chưa chốt danh sách thì chưa quyết định được.",
            ),
            models.CheckConstraint(
                name="rating_campaign_undecided_before_opening",
                condition=Q(decided_on=None) | Q(decided_on__gte=models.F("opened_on")),
                violation_error_message=BEFORE_OPENING,
            ),
            NfcConstraint(
                fields=["decided_by", "document_no"],
                name="rating_campaign_text_is_nfc",
            ),
        ]

    def __str__(self):
        return f"Xếp loại năm {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("reports:campaign_detail", args=[self.year])

    @property
    def last_day(self) -> datetime.date:
        """The day whose cells and members are rated."""
        return datetime.date(self.year, 12, 31)

    @property
    def is_frozen(self) -> bool:
        # See also RatingCampaignQuerySet.frozen().
        return self.frozen_at is not None

    @property
    def is_decided(self) -> bool:
        # See also RatingCampaignQuerySet.decided().
        return self.decided_on is not None

    @property
    def rated(self) -> Share:
        """Members who get a level, of those listed; needs with_counts()."""
        return Share(
            part=self.rated_count,
            whole=self.listed_count,
            of="đảng viên thuộc diện xếp loại",
        )

    @transaction.atomic
    def freeze(self, *, by) -> None:
        """Make the list of who is rated and who is not, and why. Safe to call twice."""
        self.refresh_from_db(from_queryset=RatingCampaign.objects.select_for_update())
        if self.is_frozen:
            return
        Rating.objects.bulk_create(
            Rating(campaign=self, **subject)
            for subject in freezing.subjects(on=self.last_day)
        )
        self.frozen_at, self.frozen_by = timezone.now(), by
        self.save(update_fields=["frozen_at", "frozen_by"])

    def is_early(self, *, on: datetime.date) -> bool:
        """Whether a list made that day misses who comes by the end of the year."""
        return on < self.last_day

    def drift(self) -> freezing.Drift:
        """Who came and who left since the list was made; nobody where there is none."""
        return freezing.Drift(self)

    @transaction.atomic
    def catch_up(self, *, by, on: datetime.date) -> None:
        """Take in who came since, and leave out who is to have no level any more.

        Safe to call twice. See also drift().
        """
        self.refresh_from_db(from_queryset=RatingCampaign.objects.select_for_update())
        if self.is_decided or not self.is_frozen:
            return
        drift = self.drift()
        Rating.objects.bulk_create(
            Rating(campaign=self, added_on=on, added_by=by, **subject)
            for subject in drift.newcomers
        )
        for rating, reason in drift.leavers:
            rating.leave_out(reason)

    @transaction.atomic
    def decide(self, *, by: str, on: datetime.date, document_no: str = "") -> None:
        """Close the campaign as the body `by` decided on that day. Safe to call twice.

        Raises ValidationError while the list is not made or somebody has no level.
        """
        self.refresh_from_db(from_queryset=RatingCampaign.objects.select_for_update())
        if self.is_decided:
            return
        self._refuse_unfinished(on)
        self.decided_on, self.decided_by, self.document_no = on, by, document_no
        self.save(update_fields=["decided_on", "decided_by", "document_no"])

    def _refuse_unfinished(self, on):
        if not self.is_frozen:
            raise ValidationError("Chưa chốt danh sách thì chưa quyết định được.")
        if on < self.opened_on:
            raise ValidationError({"decided_on": BEFORE_OPENING})
        if self.drift():
            raise ValidationError(
                "Danh sách đã thay đổi sau khi chốt. "
                "Hãy cập nhật danh sách trước khi ghi quyết định."
            )
        waiting = self.ratings.waiting().count()
        if waiting:
            raise ValidationError(
                f"Còn {waiting} chi bộ, đảng viên trong danh sách chưa có mức xếp loại."
            )


class RatingQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        """Decided ones for who leads the cell and for oneself; all for the commune."""
        duties = user.duties(on=on)
        if duties.reads_all_cells:
            return self
        cells = duties.officer_of | duties.in_charge_of
        mine = Q(member__isnull=False, member=duties.member)
        of_cells = Q(cell__in=cells) | Q(home_cell__in=cells)
        return self.filter(mine | of_cells, campaign__decided_on__isnull=False)

    def of_cells(self):
        return self.filter(cell__isnull=False)

    def of_members(self):
        return self.filter(member__isnull=False)

    def in_cell(self, cell):
        """The cell's own rating, and those of its members."""
        return self.filter(Q(cell=cell) | Q(home_cell=cell))

    def search(self, text):
        """Those of members whose name has each word of `text`; cells have none."""
        return self.filter(member__in=Member.objects.search(text))

    def rated(self):
        """Those who get a level; the others of the list are left out for a reason."""
        return self.filter(excluded_reason="")

    def excluded(self):
        return self.exclude(excluded_reason="")

    def added(self):
        """Those taken in after the list was made."""
        return self.filter(added_on__isnull=False)

    def waiting(self):
        return self.rated().filter(level="")

    def at_least(self, level):
        return self.filter(level__in=Rating.Level(level).or_better)

    def in_order(self):
        """Cells in the order of their list; members of a cell by their names."""
        order = ["cell__position", "home_cell__position", "member__name_key", "pk"]
        subjects = self.select_related("cell", "home_cell", "member", "added_by")
        return subjects.order_by(*order)

    def decide(
        self, levels: dict[int, str], *, by, on: datetime.date
    ) -> dict[int, str]:
        """Record levels by primary key, "" where none is decided yet.

        Answers what stood before where that was something else. One statement reads and
        one more writes for each level that is new to somebody. Rows that are left out,
        or not in this queryset, stay as they are.
        """
        before, changed = {}, defaultdict(list)
        for key, level in self.rated().values_list("pk", "level"):
            if levels.get(key, level) != level:
                before[key] = level
                changed[levels[key]].append(key)
        for level, keys in changed.items():
            decided = {"decided_on": on, "decided_by": by} if level else UNDECIDED
            Rating.objects.filter(pk__in=keys).update(level=level, **decided)
        return before

    def standing_at(self, levels: dict[int, str]):
        """Those that still have the level named for their primary key."""
        by_level = defaultdict(list)
        for key, level in levels.items():
            by_level[level].append(key)
        still = [Q(pk__in=keys, level=level) for level, keys in by_level.items()]
        return self.filter(functools.reduce(operator.or_, still, Q(pk=None)))


UNDECIDED = {"decided_on": None, "decided_by": None}


@pghistory.track()
class Rating(models.Model):
    """One cell or one member on the list of a campaign: a level, or why there is none.

    A member stands there with the home cell of the year's last day. Who was taken in
    after the list was made has the day and who did it.
    """

    class Level(models.TextChoices):
        EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
        GOOD = "good", "Hoàn thành tốt nhiệm vụ"
        COMPLETED = "completed", "Hoàn thành nhiệm vụ"
        NOT_COMPLETED = "not_completed", "Không hoàn thành nhiệm vụ"

        @property
        def or_better(self) -> "list[Rating.Level]":
            """This level and those above it; the levels are written best first."""
            levels = list(type(self))
            return levels[: levels.index(self) + 1]

    class Exclusion(models.TextChoices):
        EXEMPT = "exempt", "Được miễn công tác và sinh hoạt đảng"
        SUSPENDED = "suspended", "Đang bị đình chỉ sinh hoạt đảng"
        NEW = "new", "Mới kết nạp, chưa đủ thời gian để xếp loại"
        MOVED_AWAY = "moved_away", "Đã chuyển sinh hoạt đảng đi nơi khác"
        LEFT = "left", "Không còn trong Đảng bộ"

    campaign = models.ForeignKey(
        RatingCampaign,
        on_delete=models.PROTECT,
        related_name="ratings",
        verbose_name="đợt xếp loại",
    )
    cell = models.ForeignKey(
        Cell,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ratings",
        verbose_name="chi bộ",
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ratings",
        verbose_name="đảng viên",
    )
    home_cell = models.ForeignKey(
        Cell,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="member_ratings",
        verbose_name="xếp loại tại chi bộ",
    )
    level = models.CharField("mức xếp loại", max_length=15, choices=Level, blank=True)
    excluded_reason = models.CharField(
        "lý do không xếp loại", max_length=15, choices=Exclusion, blank=True
    )
    decided_on = DayField("quyết định ngày", null=True, blank=True)
    decided_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi quyết định",
    )
    added_on = DayField("bổ sung ngày", null=True, editable=False)
    added_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người bổ sung",
    )

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả xếp loại"
        verbose_name_plural = "kết quả xếp loại"
        ordering = ["-campaign__year", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rating_of_cell_or_member",
                condition=Q(cell__isnull=False, member=None, home_cell=None)
                | Q(cell=None, member__isnull=False, home_cell__isnull=False),
                violation_error_message="Mỗi dòng là một chi bộ hoặc một đảng viên.",
            ),
            models.UniqueConstraint(
                "campaign",
                "cell",
                name="rating_once_a_cell",
                violation_error_message="Chi bộ này đã có trong danh sách.",
            ),
            models.UniqueConstraint(
                "campaign",
                "member",
                name="rating_once_a_member",
                violation_error_message="Đồng chí này đã có trong danh sách.",
            ),
            models.CheckConstraint(
                name="rating_level_known",
                condition=Q(
                    level__in=["", "excellent", "good", "completed", "not_completed"]
                ),
            ),
            models.CheckConstraint(
                name="rating_excluded_reason_known",
                condition=Q(
                    excluded_reason__in=[
                        "",
                        "exempt",
                        "suspended",
                        "new",
                        "moved_away",
                        "left",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="rating_level_or_exclusion",
                condition=Q(level="") | Q(excluded_reason=""),
                violation_error_message=(
                    "Đã có mức xếp loại thì không ghi lý do không xếp loại."
                ),
            ),
            models.CheckConstraint(
                name="rating_level_with_decision",
                condition=Q(level="", decided_on=None, decided_by=None)
                | (
                    Q(decided_on__isnull=False, decided_by__isnull=False) & ~Q(level="")
                ),
                violation_error_message=(
                    "Mức xếp loại, ngày và người ghi quyết định phải ghi cùng nhau."
                ),
            ),
            models.CheckConstraint(
                name="rating_added_by_somebody",
                condition=Q(added_on=None, added_by=None)
                | Q(added_on__isnull=False, added_by__isnull=False),
                violation_error_message="Bổ sung phải ghi ngày và người bổ sung.",
            ),
        ]

    def __str__(self):
        return f"{self.subject}: {self.result}"

    @property
    def subject(self) -> Cell | Member:
        return self.cell or self.member

    @property
    def is_excluded(self) -> bool:
        # See also RatingQuerySet.excluded().
        return self.excluded_reason != ""

    @property
    def result(self) -> str:
        if self.is_excluded:
            return f"Không xếp loại: {self.get_excluded_reason_display()}"
        return self.get_level_display() or "Chưa xếp loại"

    def leave_out(self, reason: str) -> None:
        """Give no level, for that reason; a level recorded before is taken back."""
        self.level, self.excluded_reason = "", reason
        self.decided_on, self.decided_by = None, None
        self.save(
            update_fields=["level", "excluded_reason", "decided_on", "decided_by"]
        )
