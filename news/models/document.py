"""Documents of the Party committee that everybody may read."""

import re

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from news.files import DocumentField
from news.models.newsroom import NewsroomQuerySet
from news.search import WITH_ACCENTS, SearchedQuerySet, label_of, search_column
from news.secrecy import refuse_secret
from partyportal.fields import (
    DayField,
    NfcConstraint,
    VietnameseCharField,
    VietnameseTextField,
)
from partyportal.vietnamese import slugify


class DocumentQuerySet(NewsroomQuerySet, SearchedQuerySet):
    def published(self):
        # See also Document.is_published.
        return self.filter(published_at__isnull=False, withdrawn_at=None)


@pghistory.track(exclude=["search", "search_exact"])
class Document(models.Model):
    """A document with its file. Publishing shows it at once, withdrawing hides it."""

    SEARCH_ORDER = ("-issued_on", "-pk")

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", "Nghị quyết"
        DIRECTIVE = "directive", "Chỉ thị"
        CONCLUSION = "conclusion", "Kết luận"
        DECISION = "decision", "Quyết định"
        REGULATION = "regulation", "Quy định"
        RULES = "rules", "Quy chế"
        GUIDANCE = "guidance", "Hướng dẫn"
        PROGRAMME = "programme", "Chương trình"
        PLAN = "plan", "Kế hoạch"
        REPORT = "report", "Báo cáo"
        NOTICE = "notice", "Thông báo"
        LETTER = "letter", "Công văn"
        OTHER = "other", "Văn bản khác"

    number = VietnameseCharField(
        "số, ký hiệu",
        max_length=50,
        validators=[refuse_secret],
        help_text="Ví dụ 25-NQ/ĐU.",
    )
    kind = models.CharField("loại văn bản", max_length=20, choices=Kind)
    issued_on = DayField("ngày ban hành")
    abstract = VietnameseTextField(
        "trích yếu", max_length=500, validators=[refuse_secret]
    )
    file = DocumentField(
        "tệp văn bản",
        upload_to="documents",
        help_text=(
            "PDF, Word (.docx) hoặc Excel (.xlsx), nhẹ hơn 20 MB. Bản chụp (scan) "
            "không có chữ để tìm dấu mật: đồng chí xem kỹ trước khi tải lên."
        ),
    )
    size = models.PositiveIntegerField("số byte", editable=False)
    published_at = models.DateTimeField("đăng lúc", null=True, editable=False)
    withdrawn_at = models.DateTimeField("gỡ lúc", null=True, editable=False)

    search = search_column("number", label_of("kind", Kind.choices), "abstract")
    search_exact = search_column(
        "number", label_of("kind", Kind.choices), "abstract", config=WITH_ACCENTS
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-issued_on", "-pk"]
        indexes = [
            models.Index(
                fields=["-issued_on", "-id"],
                name="document_newest",
                condition=Q(published_at__isnull=False, withdrawn_at=None),
            ),
            models.Index(fields=["file"], name="document_of_file"),
            GinIndex(fields=["search"], name="document_search"),
        ]
        constraints = [
            NfcConstraint(fields=["number", "abstract"], name="document_text_is_nfc"),
            models.CheckConstraint(
                name="document_kind_known",
                condition=Q(
                    kind__in=[
                        *("resolution", "directive", "conclusion", "decision"),
                        *("regulation", "rules", "guidance", "programme", "plan"),
                        *("report", "notice", "letter", "other"),
                    ]
                ),
            ),
            models.UniqueConstraint(
                fields=["number", "issued_on"],
                name="document_number_once_a_day",
                violation_error_message="Đã có văn bản cùng số và ngày ban hành này. "
                "Hãy tìm văn bản ấy trong danh sách.",
            ),
            models.CheckConstraint(name="document_has_a_file", condition=~Q(file="")),
            models.CheckConstraint(
                name="document_withdrawn_after_publication",
                condition=Q(withdrawn_at=None)
                | Q(withdrawn_at__gte=F("published_at"), published_at__isnull=False),
                violation_error_message="Văn bản chưa đăng thì chưa gỡ được.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} số {self.number}"

    def get_absolute_url(self) -> str:
        """The file itself, as everything said about it stands in lists."""
        return reverse("news:document_file", args=[self.file.name.rpartition("/")[2]])

    @property
    def file_kind(self) -> str:
        """PDF, DOCX or XLSX."""
        return self.file.name.rpartition(".")[2].upper()

    @property
    def download_name(self) -> str:
        return f"{slugify(re.sub('[/–]', '-', self.number))}.{self.file_kind.lower()}"

    @property
    def is_published(self) -> bool:
        # See also DocumentQuerySet.published().
        return self.published_at is not None and self.withdrawn_at is None

    def state(self) -> str:
        """What editors call the state of the document."""
        if self.published_at is None:
            return "Chưa đăng"
        return "Đã đăng" if self.is_published else "Đã gỡ"

    def publish(self) -> None:
        self.published_at = self.published_at or timezone.now()
        self.withdrawn_at = None
        self.save(update_fields=["published_at", "withdrawn_at"])

    def withdraw(self) -> None:
        if self.is_published:
            self.withdrawn_at = timezone.now()
            self.save(update_fields=["withdrawn_at"])
