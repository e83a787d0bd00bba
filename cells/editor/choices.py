"""Whom and what a field may name, as options of its select."""

from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from cells.draft import KINDS

# The fields whose values are not words for the reader.
PEOPLE = ("presenter", "speaker")
LINKS = {"item": "title", "motion": "text", "resolution": "title"}


class Choices:
    """The options of one draft, each list made once however many fields show it."""

    def __init__(self, draft):
        self.draft = draft

    @cached_property
    def members(self) -> list[tuple[str, str]]:
        """Everyone on the roster, by key."""
        return [(line.key, str(line.member)) for line in self.draft.lines.values()]

    @cached_property
    def speakers(self) -> list[tuple[str, str]]:
        """Everyone on the roster, then the guests."""
        guests = self.draft.rows["guest"].stored.values()
        named = [(f"guest:{g.pk}", f"{g.name} (khách)") for g in guests if g.name]
        return [*((f"member:{key}", name) for key, name in self.members), *named]

    @cached_property
    def candidates(self) -> list[tuple[str, str]]:
        """Whom a vote may be about: those on the way into the Party, then members."""
        admissions = self.draft.admissions.items()
        return [
            *((f"admission:{key}", str(who)) for key, who in admissions),
            *((f"member:{key}", name) for key, name in self.members),
        ]

    def of_rows(self, kind: str) -> list[tuple[str, str]]:
        rows = self.draft.rows[kind].stored.items()
        return [(str(key), getattr(row, LINKS[kind])) for key, row in rows]

    def of(self, name: str) -> list[tuple[str, str]]:
        """The options of a field, by its name."""
        kind, _, part = name.rpartition(".")
        kind = kind.partition(".")[0]
        if part in ("presenter", "speaker"):
            return self.speakers
        if part == "person":
            return self.candidates
        if part == "assignee" or not kind:
            return self.members
        return self.of_rows(part)

    def in_words(self, name: str, value: str) -> str:
        """A value as the page words it."""
        if name.startswith("attendance."):
            return self.draft.roll.line(name.partition(".")[2]).status_label
        kind, _, part = name.rpartition(".")
        choices = self._choices(kind.partition(".")[0], part)
        return dict(choices).get(value, value)

    def _choices(self, kind, part):
        model = next((k.model for k in KINDS if k.name == kind), None)
        fields = {f.name: f for f in model._meta.get_fields()} if model else {}
        if part in fields and getattr(fields[part], "choices", None):
            return fields[part].choices
        linked = (*PEOPLE, *LINKS, "person", "assignee", "chair", "minute_taker")
        return self.of(f"{kind}.{part}" if kind else part) if part in linked else []

    # As HTML: a page has hundreds of selects, and most of them the same options.

    def options(self, name: str, value: str) -> str:
        """The options of a field with its value chosen, offered or not."""
        html = self._html(tuple(self.of(name)))
        if not value:
            return html
        chosen = format_html('<option value="{}"', value)
        if chosen in html:
            return mark_safe(html.replace(f"{chosen}>", f"{chosen} selected>", 1))
        return html + format_html("{} selected>{}</option>", mark_safe(chosen), value)

    def _html(self, offered):
        known = self.__dict__.setdefault("_made", {})
        if offered not in known:
            known[offered] = format_html_join(
                "", '<option value="{}">{}</option>', offered
            )
        return known[offered]
