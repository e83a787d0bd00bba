"""One meeting of the demo world with all its rows, before anything is saved."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.utils import timezone

from cells import roster, voting
from cells.models import (
    AgendaItem,
    Attendance,
    Guest,
    Meeting,
    Motion,
    Opinion,
    Postponement,
    Resolution,
    ScoreLine,
    Task,
    TaskProgress,
)

# Votes are taken so long before the end.
LAST_MINUTES = datetime.timedelta(minutes=12)


@dataclass(eq=False)
class Session:
    """A meeting with its rows; `created_at` and the seal are set after the insert."""

    meeting: Meeting
    created_at: datetime.datetime
    sealed_at: datetime.datetime | None = None
    attendances: list[Attendance] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    motions: list[Motion] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    progress: list[TaskProgress] = field(default_factory=list)
    score_lines: list[ScoreLine] = field(default_factory=list)
    postponements: list[Postponement] = field(default_factory=list)
    # What is told at it: a subject, a mandate, people to be elected.
    matter: object = None

    def key(self, *names) -> uuid.UUID:
        return uuid.uuid5(self.meeting.id, " ".join(map(str, names)))

    # Who is there

    @property
    def is_held(self) -> bool:
        return self.meeting.roll_called_at is not None

    def present(self) -> list:
        """Official members who were there, to be named in the minutes."""
        official = Attendance.Standing.OFFICIAL
        return [
            row.member
            for row in self.attendances
            if row.is_present and row.standing == official and not row.is_temporary
        ]

    def electorate(self) -> voting.Electorate:
        return voting.Electorate(roster.frozen(self.attendances))

    def vote_time(self) -> datetime.time | None:
        """Told only where not everybody stayed from beginning to end."""
        return None if self.electorate().is_steady else self.before_end()

    def before_end(self) -> datetime.time:
        end = datetime.datetime.combine(self.meeting.held_on, self.meeting.end_time)
        return (end - LAST_MINUTES).time()

    def voters(self) -> int:
        """How many of the entitled are in the room when it is voted."""
        return len(self.electorate().in_room(self.vote_time()))

    # What is written down

    def item(self, title, **fields) -> AgendaItem:
        return self._add("item", self.items, AgendaItem(title=title, **fields))

    def opine(self, item, text, *, member=None, guest=None) -> None:
        opinion = Opinion(item=item, member=member, guest=guest, text=text)
        self._add("opinion", self.opinions, opinion)

    def vote(self, kind, votes_for, **fields) -> Motion:
        """A motion for which so many of those in the room vote.

        The rest vote against it or abstain, and where the ballot is secret one may
        spoil it.
        """
        against, abstain, invalid = _others(
            self.voters() - votes_for, is_ballot=fields.get("method") == "ballot"
        )
        motion = Motion(
            kind=kind,
            voted_at=self.vote_time(),
            votes_for=votes_for,
            votes_against=against,
            votes_abstain=abstain,
            votes_invalid=invalid,
            **fields,
        )
        return self._add("motion", self.motions, motion)

    def resolve(self, paper, title, text, motion=None) -> Resolution:
        resolution = Resolution(paper=paper, title=title, text=text, motion=motion)
        return self._add("resolution", self.resolutions, resolution)

    def charge(self, text, assignee, due_on, resolution=None) -> Task:
        task = Task(text=text, assignee=assignee, due_on=due_on, resolution=resolution)
        return self._add("task", self.tasks, task)

    def _add(self, kind, rows, row):
        """Put a row last, with a key that is the same in every load."""
        row.position = len(rows) + 1
        row.id, row.meeting = self.key(kind, row.position), self.meeting
        rows.append(row)
        return row

    def hear(self, task, state, note) -> None:
        meeting = self.meeting
        self.progress.append(
            TaskProgress(
                id=self.key("progress", task.id),
                task=task,
                meeting=meeting,
                state=state,
                note=note,
                reported_on=meeting.held_on,
                recorded_at=moment(meeting.held_on, meeting.end_time),
                recorded_by=meeting.created_by,
            )
        )


def _others(count, *, is_ballot):
    """How those vote who are not for it: against, otherwise, spoiled."""
    invalid = int(is_ballot and count > 2)
    against = (count - invalid + 1) // 2
    return against, count - invalid - against, invalid


def moment(day, time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, time))
