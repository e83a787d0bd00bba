"""Minutes of the demo world, put together from the sentences in texts."""

import copy
from random import Random

from cells.agenda import USUAL
from cells.demo.people import DAY
from cells.demo.session import Session
from cells.demo.texts import news, places, speech, topics, work
from cells.models import AgendaItem, Cell, Meeting, Motion, Paper
from partyportal.vietnamese import month_label

Kind, Vote, Outcome = Meeting.Kind, Motion.Kind, AgendaItem.Outcome
PLACES = {
    Cell.Kind.VILLAGE: places.VILLAGE,
    Cell.Kind.SCHOOL: places.SCHOOL,
    Cell.Kind.OFFICE: places.OFFICE,
}
TOPICS = {
    Cell.Kind.VILLAGE: topics.VILLAGE,
    Cell.Kind.SCHOOL: topics.SCHOOL,
    Cell.Kind.OFFICE: topics.OFFICE,
}
OPINIONS = {
    Cell.Kind.VILLAGE: speech.VILLAGE_OPINIONS,
    Cell.Kind.SCHOOL: speech.SCHOOL_OPINIONS,
    Cell.Kind.OFFICE: speech.OFFICE_OPINIONS,
}
TASKS = {Cell.Kind.SCHOOL: speech.SCHOOL_TASKS, Cell.Kind.OFFICE: speech.OFFICE_TASKS}
# The four subjects of 2021 come first, so a cell begins with each of them.
TOPICS_OF_2021 = 4
# Votes on people are told in another tone than those that let somebody in.
REPROVALS = {Vote.STRIKE_OFF, Vote.DISCIPLINE}


class Blanks:
    """Fills the blanks of sentences, each with a value of its own."""

    def __init__(self, rng: Random, cell: Cell, session: Session):
        self.rng = rng
        self.place = _place(cell)
        self.people = session.present()
        held_on = session.meeting.held_on
        self.fixed = {
            "chair": str(session.meeting.chair or ""),
            "month": month_label(held_on.replace(day=1)).lower(),
        }
        self.turn = 12 * held_on.year + held_on.month + 5 * cell.position

    def next(self, sentences):
        """Take turns, so that a cell does not read the same two months running."""
        return sentences[self.turn % len(sentences)]

    def naming(self, member) -> "Blanks":
        """The same, with this member wherever a name is wanted."""
        blanks = copy.copy(self)
        blanks.people = [member]
        return blanks

    def __getitem__(self, blank):
        match blank:
            case "place":
                return self.place
            case "name":
                return self.rng.choice(self.people).full_name
            case "pair":
                return self.rng.choice(["hai", "ba"])
            case "few":
                return self.rng.randint(4, 9)
            case "many":
                return 5 * self.rng.randint(5, 16)
            case "percent":
                return self.rng.randint(81, 96)
        return self.fixed[blank]

    def fill(self, *sentences) -> str:
        return " ".join(sentence.format_map(self) for sentence in sentences)


def _place(cell):
    if cell.kind == Cell.Kind.VILLAGE:
        return cell.name.removeprefix("Chi bộ ")
    return "nhà trường" if cell.kind == Cell.Kind.SCHOOL else "cơ quan"


def topic_of(cell: Cell, number: int, held_before: int) -> topics.Topic:
    """The subject of a cell's next thematic meeting after so many earlier ones."""
    known = TOPICS[cell.kind]
    if held_before < TOPICS_OF_2021:
        return known[(held_before + number) % TOPICS_OF_2021]
    return known[(held_before + 3 * number) % len(known)]


def usual(kind, month) -> list[str]:
    """The agenda of a kind and month."""
    return USUAL.get((kind, month)) or USUAL[kind, None]


class Writer:
    """Writes down one meeting of a cell."""

    def __init__(self, rng: Random, cell: Cell, session: Session, officers):
        self.rng, self.cell, self.session = rng, cell, session
        self.meeting = session.meeting
        self.officers = officers
        self.blanks = Blanks(rng, cell, session)
        self.is_village = cell.kind == Cell.Kind.VILLAGE
        present = session.present()
        self.speakers = [m for m in present if m is not self.meeting.chair]
        rng.shuffle(self.speakers)
        self.used = set()

    # Parts

    def say(self, title, content, conclusion, opinions=(), **fields) -> AgendaItem:
        """An item brought to its end, with the opinions said on it."""
        fields = {"presenter": self.meeting.chair, **fields}
        item = self.session.item(
            title,
            content=content,
            conclusion=conclusion,
            outcome=fields.pop("outcome", Outcome.DECIDED),
            **fields,
        )
        for text in opinions:
            self.session.opine(item, text, member=self._speaker())
        return item

    def _speaker(self):
        # Everybody once before anybody twice.
        speaker = self.speakers.pop(0)
        self.speakers.append(speaker)
        return speaker

    def _presenter(self, place):
        """An officer who is there, by rank; else the chair."""
        there = [m for m in self.officers if m in self.blanks.people]
        return there[place % len(there)] if there else self.meeting.chair

    def _opinions(self, texts, count):
        texts = [text for text in texts if text not in self.used]
        texts = self.rng.sample(texts, min(count, len(texts)))
        self.used.update(texts)
        return [self._with_second_thought(text) for text in texts]

    def _with_second_thought(self, text):
        is_proposal = text.startswith(("Đề nghị", "Nên"))
        if text in OPINIONS[self.cell.kind] and is_proposal and self.rng.random() < 0.5:
            return f"{text} {self.rng.choice(speech.SECOND_THOUGHTS)}"
        return text

    def _let_guest_speak(self, item):
        guests = [g for g in self.session.guests if "Cấp ủy" in g.title]
        if guests and self.rng.random() < 0.5:
            text = self.blanks.next(speech.GUEST_OPINIONS)
            self.session.opine(item, text, guest=guests[0])

    def end(self, *texts) -> None:
        self.meeting.conclusion = self.blanks.fill(*texts)

    # Meetings

    def regular(self, ledger, carried) -> None:
        """Hear of open tasks, take up what was left over, and go through the agenda."""
        ledger.hear_all(self.session)
        for matter, earlier in carried:
            self._take_up(matter, earlier)
        writers = {
            "Thông tin thời sự, phổ biến văn bản mới": self._news,
            "Tình hình tư tưởng của đảng viên và Nhân dân": self._mood,
            "Đánh giá kết quả thực hiện nhiệm vụ tháng trước": self._results,
            "Sơ kết công tác sáu tháng đầu năm": self._half_year,
            "Tổng kết công tác năm": self._year_end,
            "Kiểm điểm, đề nghị xếp loại chất lượng đảng viên và chi bộ": self._review,
        }
        *titles, last = usual(Kind.REGULAR, self.meeting.held_on.month)
        for title in titles:
            writers[title](title)
        self._people()
        self._plan(last)
        self.end(self.blanks.next(work.VERDICTS), self.rng.choice(speech.CLOSINGS))

    def _news(self, title):
        held_on = self.meeting.held_on
        told = [news.NEWS[held_on.month][(held_on.year + self.cell.position) % 3]]
        happened = news.EVENTS.get((held_on.year, held_on.month))
        self.say(
            title,
            self.blanks.fill(*told, *([happened] if happened else [])),
            self.blanks.next(speech.NEWS_CONCLUSIONS),
            self._opinions(speech.NEWS_OPINIONS, self.rng.choice([0, 0, 1])),
        )

    def _mood(self, title):
        moods = speech.MOOD_VILLAGE if self.is_village else speech.MOOD_STAFF
        self.say(
            title,
            self.blanks.fill(*self.rng.sample(moods, 2)),
            self.rng.choice(speech.MOOD_CONCLUSIONS),
            self._opinions(speech.MOOD_OPINIONS, self.rng.choice([0, 1, 1, 2])),
            presenter=self._presenter(1),
        )

    def _reported(self):
        reported = PLACES[self.cell.kind][self.meeting.held_on.month]
        around = work.COMMUNITY if self.is_village else work.STAFF_WORK
        return [
            *self.rng.sample(reported, min(2, len(reported))),
            self.blanks.next(around),
            self.blanks.next(work.PARTY_WORK),
        ]

    def _results(self, title):
        content = self.blanks.fill(*self._reported())
        item = self.say(
            title,
            f"{content}\n{self.blanks.next(work.SHORTCOMINGS)}",
            self.rng.choice(speech.RESULT_CONCLUSIONS),
            self._opinions(OPINIONS[self.cell.kind], self.rng.choice([1, 1, 2, 3])),
        )
        self._let_guest_speak(item)

    def _half_year(self, title):
        item = self.say(
            title,
            self.blanks.fill(*speech.HALF_YEAR, *self._reported()),
            speech.HALF_YEAR_CONCLUSION,
            self._opinions(OPINIONS[self.cell.kind], 3),
        )
        self._let_guest_speak(item)

    def _year_end(self, title):
        self.say(
            title,
            self.blanks.fill(*speech.YEAR_END, *self._reported()),
            speech.YEAR_END_CONCLUSION,
            self._opinions(OPINIONS[self.cell.kind], 2),
        )

    def _review(self, title):
        item = self.say(
            title,
            self.blanks.fill(*speech.REVIEW),
            speech.REVIEW_CONCLUSION,
            self._opinions(speech.REVIEW_OPINIONS, self.rng.choice([2, 3, 4])),
            presenter=self._presenter(1),
        )
        self._let_guest_speak(item)

    def _plan(self, title):
        """The work of the month to come: its resolution, its vote, its tasks."""
        charges = self._charges()
        plan = self.blanks.fill(self.blanks.next(speech.PLANS))
        item = self.say(
            title,
            "\n".join([plan, *(f"- {text}." for text, *_ in charges)]),
            self.rng.choice(speech.PLAN_CONCLUSIONS),
            self._opinions(OPINIONS[self.cell.kind], self.rng.choice([0, 1, 1, 2])),
        )
        motion = self._adopt(item, speech.ADOPTED)
        opening = self.rng.choice(speech.OPENINGS[self.cell.kind])
        resolution = self.session.resolve(
            Paper.RESOLUTION,
            self.blanks.fill(speech.RESOLUTION_TITLE),
            "\n".join([f"1. {opening}", *_numbered(charges)]),
            motion,
        )
        for text, assignee, due_on in charges:
            self.session.charge(text, assignee, due_on, resolution)

    def _adopt(self, item, text):
        voters = self.session.voters()
        agreed = voters - self.rng.choice([0, 0, 0, 0, 1, 2])
        return self.session.vote(
            Vote.ORDINARY, agreed, item=item, text=self.blanks.fill(text)
        )

    def _charges(self):
        """Texts of tasks, whom they are given to, and until when."""
        held_on, rng = self.meeting.held_on, self.rng
        if self.is_village:
            texts = [_sentence(t) for t in work.VILLAGE_TASKS[held_on.month]]
            others = [_sentence(t) for t in work.TASKS]
        else:
            texts = [_sentence(t) for t in rng.sample(work.TASKS, 2)]
            others = TASKS[self.cell.kind]
        known = [*rng.sample(texts, rng.choice([1, 2])), *rng.sample(others, 2)]
        people = rng.sample(self.blanks.people, min(4, len(self.blanks.people)))
        count = min(rng.choice([2, 3, 3, 4]), len(known), len(people))
        return [
            (text, person, held_on + rng.randint(14, 32) * DAY)
            for text, person in zip(known[:count], people, strict=False)
        ]

    def _take_up(self, matter, earlier):
        title, *_, heard, concluded = matter
        self.say(
            title,
            heard,
            concluded,
            self._opinions(OPINIONS[self.cell.kind], 1),
            presenter=self._presenter(1),
            carried_from=earlier,
        )

    def leave_over(self, matter) -> AgendaItem:
        """One matter more, which this meeting does not bring to its end."""
        title, told, reason, *_ = matter
        return self.say(
            title,
            told,
            reason,
            self._opinions(OPINIONS[self.cell.kind], 2),
            presenter=self._presenter(2),
            outcome=Outcome.CARRIED,
        )

    def lose(self) -> None:
        """A matter of money that finds no majority."""
        title, told, text, concluded = speech.LOST_MOTION
        opinions = self._opinions(OPINIONS[self.cell.kind], 3)
        item = self.say(title, told, concluded, opinions)
        few = len(self.session.electorate()) * 2 // 5
        self.session.vote(Vote.ORDINARY, few, item=item, text=text)

    def _people(self):
        """Votes on a person: those were set down when the way was found."""
        # Who waits depends on the last day told; all else must not.
        rng, self.rng = self.rng, Random(f"{self.meeting.id}/people")
        for motion in list(self.session.motions):
            if motion.kind in speech.VOTED_ON_PERSON:
                self._vote_on_person(motion)
        self.rng = rng

    def _vote_on_person(self, motion):
        person = str(motion.member or motion.admission)
        blanks = {"person": person}
        title, told, text = (
            part.format_map(blanks) for part in speech.VOTED_ON_PERSON[motion.kind]
        )
        motion.text = text
        is_lost = 3 * motion.votes_for < 2 * len(self.session.electorate())
        # Who is voted on does not speak on it.
        subject = motion.member
        self.speakers.sort(key=lambda member: member is subject)
        motion.item = self.say(
            title,
            told,
            speech.PERSON_LOST if is_lost else speech.PERSON_CARRIED,
            self._on_person(motion, is_lost=is_lost, blanks=blanks),
            presenter=self._presenter(1),
        )
        if motion.method == Motion.Method.BALLOT:
            motion.tellers = self.tellers([motion.member])
        if not is_lost:
            self.session.resolve(Paper.RESOLUTION, _lower(text), f"{text}.", motion)

    def _on_person(self, motion, *, is_lost, blanks):
        known = speech.REPROVALS if motion.kind in REPROVALS else speech.PERSON_OPINIONS
        if is_lost:
            known = speech.REFUSED_OPINIONS
        texts = self.rng.sample(known, 2)
        return [_sentence(text.format_map(blanks)) for text in texts]

    def tellers(self, candidates=()) -> str:
        others = [m for m in self.blanks.people if m not in candidates]
        names = [member.full_name for member in self.rng.sample(others, 3)]
        return speech.TELLERS.format(
            **dict(zip(["first", "second", "third"], names, strict=True))
        )

    def thematic(self, topic) -> None:
        heard, discussed = usual(Kind.THEMATIC, None)
        first, *rest = topic.content
        presenter, assignee = self._speaker(), self._speaker()
        self.say(
            heard,
            self.blanks.naming(presenter).fill(first),
            speech.THEME_HEARD,
            presenter=presenter,
        )
        blanks = self.blanks.naming(assignee)
        conclusions = [blanks.fill(text) for text in topic.conclusion]
        item = self.say(
            discussed,
            self.blanks.fill(*rest) + f"\n{speech.THEME_LED}",
            conclusions[0],
            self._opinions(speech.THEME_OPINIONS, self.rng.choice([2, 3, 4])),
        )
        self._let_front_speak(item)
        resolution = self.session.resolve(
            Paper.CONCLUSION,
            f"Kết luận về chuyên đề “{_lower(topic.title)}”",
            "\n".join(conclusions),
        )
        self._charge_one(conclusions, assignee, resolution)
        self.meeting.conclusion = " ".join(conclusions[1:])

    def _charge_one(self, conclusions, assignee, resolution):
        """The one sentence of a conclusion that names somebody is a task."""
        given = f"Giao đồng chí {assignee} "
        for text in conclusions:
            if text.startswith(given):
                text = text.removeprefix(given).removesuffix(".")
                due_on = self.meeting.held_on + self.rng.randint(20, 40) * DAY
                self.session.charge(_sentence(text), assignee, due_on, resolution)

    def _let_front_speak(self, item):
        for guest in self.session.guests:
            if "Mặt trận" in guest.title:
                text = self.rng.choice(speech.THEME_OPINIONS)
                self.session.opine(item, text, guest=guest)

    def committee(self) -> None:
        done, ahead = usual(Kind.COMMITTEE, None)
        content, *matters = [
            self.blanks.next(work.COMMITTEE),
            *self.rng.sample(work.COMMITTEE_MATTERS, 2),
        ]
        self.say(done, self.blanks.fill(content), speech.RESULT_CONCLUSIONS[0])
        self.say(
            ahead,
            self.blanks.fill(*matters),
            self.blanks.fill(work.COMMITTEE_CONCLUSION),
            presenter=self._presenter(1),
        )
        self.end(self.rng.choice(speech.PLAN_CONCLUSIONS))

    def congress(self, mandate: str) -> None:
        size = len(self.officers)
        blanks = {"mandate": mandate, "size": size, "more": size + 1}
        opinions = [speech.CONGRESS_OPINIONS, speech.REVIEW_OF_OFFICERS, []]
        for place, title in enumerate(usual(Kind.CONGRESS, None)):
            told, concluded = (
                text.format_map(blanks) for text in speech.CONGRESS_TEXTS[title]
            )
            item = self.say(
                title,
                told,
                concluded,
                self._opinions(opinions[place], 3 - place),
                presenter=self._presenter(place % 2),
            )
        self._elect_committee(item)
        self._adopt_programme(mandate, speech.CONGRESS_RESOLUTION.format_map(blanks))
        secretary = str(self.officers[0])
        self.end(work.CONGRESS_CONCLUSION.format(name=secretary, mandate=mandate))

    def _elect_committee(self, item):
        """One more stands than is needed, and is not elected."""
        loser = next(m for m in self.speakers if m not in self.officers)
        people = [*self.officers, loser]
        tellers = self.tellers(people)
        self.elect(item, "chi ủy viên", people, tellers, loser=loser)
        self._elect_leaders(item, tellers)

    def _elect_leaders(self, item, tellers):
        self.elect(item, "bí thư chi bộ", self.officers[:1], tellers)
        self.elect(item, "phó bí thư chi bộ", self.officers[1:2], tellers)

    def _adopt_programme(self, mandate, text):
        name = f"nghị quyết đại hội chi bộ nhiệm kỳ {mandate}"
        motion = self._adopt(self.session.items[0], f"Thông qua {name}")
        self.session.resolve(Paper.RESOLUTION, _sentence(name), text, motion)

    def elect(self, item, office, people, tellers, *, loser=None) -> None:
        """A secret ballot on each of these people."""
        half = len(self.session.electorate()) // 2
        for person in people:
            if person is loser:
                votes_for = half - self.rng.randint(2, 5)
            else:
                votes_for = self.session.voters() - self.rng.randint(0, 3)
            self.session.vote(
                Vote.ELECTION,
                votes_for,
                item=item,
                text=f"Bầu đồng chí {person} làm {office}",
                member=person,
                method=Motion.Method.BALLOT,
                tellers=tellers,
            )

    def election(self) -> None:
        told, heard, voted = work.ELECTION
        self.say(
            "Thông báo việc kiện toàn chi ủy", told, "Chi bộ nhất trí kiện toàn chi ủy."
        )
        item = self.say(
            "Bầu bí thư, phó bí thư",
            f"{heard} {voted}",
            "Tổ kiểm phiếu công bố kết quả; báo cáo Đảng ủy xã chuẩn y.",
            self._opinions(speech.CONGRESS_OPINIONS[:2], 1),
        )
        self._elect_leaders(item, self.tellers(self.officers))
        self.end(work.ELECTION_CONCLUSION.format(name=self.officers[0]))

    def draft(self) -> None:
        """A meeting that was held and is not written down yet, but for its start."""
        titles = usual(Kind.REGULAR, self.meeting.held_on.month)
        self._news(titles[0])
        for title in titles[1:]:
            self.session.item(title)


def _sentence(text):
    return text[0].upper() + text[1:]


def _lower(text):
    return text[0].lower() + text[1:]


def _numbered(charges):
    for number, (text, person, due_on) in enumerate(charges, 2):
        yield f"{number}. {text}: giao đồng chí {person}, xong trước {due_on:%d/%m/%Y}."
