"""Accounts, and what their holders may do on a given day."""

import datetime
from functools import cached_property

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q

from members.duties import Duties, duties_of
from members.intervals import (
    DatedQuerySet,
    clean_dates,
    dates_in_order,
    no_overlap,
)
from partyportal.fields import DayField, NfcConstraint, VietnameseCharField
from partyportal.vietnamese import today


class UserManager(BaseUserManager):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """An account. Its rights are read from terms and duties, never stored here."""

    username = models.CharField(
        "tên đăng nhập",
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Tên đăng nhập này đã có người dùng."},
    )
    name = VietnameseCharField(
        "họ và tên",
        max_length=150,
        help_text="Hiển thị khi tài khoản chưa gắn đảng viên.",
    )
    email = models.EmailField("thư điện tử", blank=True)
    member = models.OneToOneField(
        "members.Member",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="user",
        verbose_name="đảng viên",
    )
    is_active = models.BooleanField(
        "được đăng nhập",
        default=True,
        help_text="Bỏ đánh dấu thì tài khoản bị khóa, không đăng nhập được.",
    )

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ["username"]
        constraints = [
            NfcConstraint(fields=["username", "name"], name="user_text_is_nfc")
        ]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    @cached_property
    def _duties_by_day(self):
        return {}

    def duties(self, *, on: datetime.date) -> Duties:
        """What this user may do on the day `on`: one query for each day asked."""
        if on not in self._duties_by_day:
            self._duties_by_day[on] = duties_of(self, on=on)
        return self._duties_by_day[on]

    @property
    def duties_today(self) -> Duties:
        """What templates ask before they show a link."""
        return self.duties(on=today())

    @property
    def is_staff(self) -> bool:
        """Whether Django admin opens for this user today."""
        return self.is_active and self.duties(on=today()).opens_admin

    @property
    def is_superuser(self) -> bool:
        """Nobody stands above the rules; libraries ask all the same."""
        return False

    def has_perm(self, perm: str, obj=None) -> bool:
        """Answer Django admin's questions: "app.action_model", today."""
        return self.is_active and self.duties(on=today()).allows(perm)

    def has_perms(self, perm_list, obj=None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.duties(on=today()).allows(f"{app_label}.")


@pghistory.track()
class Duty(models.Model):
    """A task that the committee gave to an account, Party member or not."""

    class Kind(models.TextChoices):
        OFFICE = "office", "Văn phòng Đảng ủy"
        EDITOR = "editor", "Biên tập viên"
        PUBLISHER = "publisher", "Người duyệt đăng"
        MODERATOR = "moderator", "Người duyệt ý kiến"
        ADMINISTRATOR = "administrator", "Quản trị hệ thống"

    user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="held_duties",
        verbose_name="tài khoản",
    )
    kind = models.CharField("nhiệm vụ", max_length=20, choices=Kind)
    started_on = DayField("từ ngày")
    ended_on = DayField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["kind", "started_on"]
        constraints = [
            models.CheckConstraint(
                name="duty_kind_known",
                condition=Q(
                    kind__in=[
                        "office",
                        "editor",
                        "publisher",
                        "moderator",
                        "administrator",
                    ]
                ),
            ),
            dates_in_order("duty_dates_in_order"),
            no_overlap(
                "duty_once_at_a_time",
                "user",
                "kind",
                message="Tài khoản này đã có nhiệm vụ đó trong thời gian này. "
                "Hãy xem lại ngày.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.user}"

    def clean(self):
        clean_dates(self)
