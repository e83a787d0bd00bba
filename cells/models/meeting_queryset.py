"""Meetings as a whole: who may see and write which, and which of them count."""

from django.db import models
from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from cells.models.attendance import Attendance
from cells.models.beside import ScoreLine
from cells.models.cell import count_of
from cells.models.writing import Delegation
from cells.state import Stage


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        """Sealed minutes for who reads the cell; drafts for who may write them."""
        duties = user.duties(on=on)
        if duties.is_office:
            return self
        if duties.reads_all_cells:
            readable = Q(sealed_at__isnull=False)
        else:
            cells = duties.own_cells | duties.in_charge_of
            readable = Q(sealed_at__isnull=False) & (
                Q(cell__in=cells) | _stands_on_roster(duties.member)
            )
        return self.filter(readable | _written_by(user, on))

    def with_scope_of(self, user, *, on):
        """Add `delegated_scope`: what delegation alone lets the user write, or None."""
        if user.duties(on=on).is_office:
            return self.annotate(delegated_scope=Value(None, CharField()))
        delegations = _delegations_of(user, on)
        officer = Q(cell__in=user.duties(on=on).officer_of)
        return self.annotate(
            delegated_scope=Case(
                When(officer, then=None),
                default=Subquery(delegations.values("scope")[:1]),
            )
        )

    def written_by(self, user, *, on):
        """Meetings this user writes, sealed ones among them."""
        if user.duties(on=on).is_office:
            return self
        return self.filter(_written_by(user, on))

    def editable_by(self, user, *, on):
        return self.written_by(user, on=on).drafts()

    def led_by(self, user, *, on):
        """Meetings this user plans and seals, closed ones among them."""
        duties = user.duties(on=on)
        return self if duties.is_office else self.filter(cell__in=duties.seals_for)

    def sealable_by(self, user, *, on):
        return self.led_by(user, on=on).drafts()

    def correctable_by(self, user, *, on):
        """Sealed minutes beside which this user writes corrections."""
        return self.led_by(user, on=on).sealed()

    def confirmable_by(self, user, *, on):
        """Sealed minutes of cells in this user's charge that scored themselves."""
        scored = ScoreLine.objects.filter(meeting=OuterRef("pk"))
        cells = user.duties(on=on).in_charge_of
        return self.sealed().filter(Exists(scored), cell__in=cells)

    def drafts(self):
        return self.filter(sealed_at=None, cancelled_at=None)

    def sealed(self):
        # See also Meeting.is_sealed.
        return self.filter(sealed_at__isnull=False)

    def cancelled(self):
        # See also Meeting.is_cancelled.
        return self.filter(cancelled_at__isnull=False)

    def not_cancelled(self):
        return self.filter(cancelled_at=None)

    def in_state(self, chosen):
        """Narrowed to a Stage; what is none narrows nothing."""
        match chosen:
            case Stage.DRAFT:
                return self.drafts()
            case Stage.SEALED:
                return self.sealed()
            case Stage.CANCELLED:
                return self.cancelled()
        return self

    def thematic(self, *, year):
        return self.filter(kind=self.model.Kind.THEMATIC, held_on__year=year)

    def counted(self):
        """Meetings in attendance figures: roll called, and not of the committee."""
        return (
            self.not_cancelled()
            .filter(roll_called_at__isnull=False)
            .exclude(kind=self.model.Kind.COMMITTEE)
        )

    def with_attendance(self):
        """Add the counts that Meeting.presence reads."""
        rows = Attendance.objects.filter(meeting=OuterRef("pk"))
        return self.annotate(
            expected_count=count_of(
                rows.filter(status__in=Attendance.EXPECTED), by="meeting"
            ),
            present_count=count_of(
                rows.filter(status=Attendance.Status.PRESENT), by="meeting"
            ),
        )


def _written_by(user, on):
    officer = Q(cell__in=user.duties(on=on).officer_of)
    return officer | Exists(_delegations_of(user, on))


def _delegations_of(user, on):
    # Whoever left the cell leaves its drafts, whatever day the delegation ends on.
    duties = user.duties(on=on)
    return Delegation.objects.on(on).filter(
        meeting=OuterRef("pk"),
        member=duties.member,
        meeting__cell__in=duties.own_cells,
    )


def _stands_on_roster(member):
    return Exists(Attendance.objects.filter(meeting=OuterRef("pk"), member=member))
