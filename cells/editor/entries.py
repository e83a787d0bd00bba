"""What the editor page shows of one field and of one row."""

from dataclasses import dataclass, field

from cells import roster
from cells.models import MeetingChange


@dataclass
class Entry:
    """One field: what is stored, what the form shows, and why the two differ."""

    name: str
    label: str = ""
    was: str = ""
    value: str = ""
    message: str = ""
    # What is stored, in the words of the page.
    stored: str = ""
    # Who stored something else meanwhile; the page then shows both texts.
    conflict: MeetingChange | None = None
    choices: object = None

    @property
    def options(self) -> str:
        """The options of a select, with the value of this field chosen."""
        return self.choices.options(self.name, self.value)

    @property
    def plain_options(self) -> str:
        """The options of a select, with none chosen."""
        return self.choices.options(self.name, "")

    @property
    def key(self) -> str:
        """The name as an id of HTML and CSS."""
        return self.name.replace(".", "-")

    @property
    def is_problem(self) -> bool:
        return bool(self.message or self.conflict or self.stored)


@dataclass
class RollCallEntry(Entry):
    line: roster.Line | None = None
    # Whether the member votes, see cells.voting.
    is_entitled: bool = False
    arrived: Entry | None = None
    left: Entry | None = None

    @property
    def status(self) -> str:
        return self.value.partition(":")[0]

    @property
    def reason(self) -> str:
        return self.value.partition(":")[2]


@dataclass
class RowEntry:
    """One row: its fields by the name of the part, and what hangs from it."""

    kind: str
    key: str
    # The model's row, none for an empty one.
    row: object = None
    part: dict[str, Entry] = field(default_factory=dict)
    opinions: list = field(default_factory=list)
    # What the minutes will say of a vote, as far as it is counted.
    sentence: str = ""
    is_carried: bool = False

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.key}"

    @property
    def is_new(self) -> bool:
        return self.row is None

    @property
    def is_problem(self) -> bool:
        return any(x.is_problem for x in [*self.part.values(), *self.opinions])

    @property
    def is_other_person(self) -> bool:
        """Whether a vote is about somebody whose name alone is written."""
        who = self.part["person"].value
        return bool(who) and not who.startswith(("member:", "admission:"))
