"""Minutes of the demo world, put together from the sentences in texts."""

import datetime
from random import Random

from cells.demo.texts import news, places, topics, work
from cells.models import Cell

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
# The four subjects of 2021 come first, so a cell begins with each of them.
TOPICS_OF_2021 = 4


class Blanks:
    """Fills the blanks of sentences, each with a value of its own."""

    def __init__(self, rng: Random, cell: Cell, held_on: datetime.date, names):
        self.rng = rng
        self.place = _place(cell)
        self.names = names
        self.turn = 12 * held_on.year + held_on.month + 5 * cell.position

    def next(self, sentences):
        """Take turns, so that a cell does not read the same two months running."""
        return sentences[self.turn % len(sentences)]

    def __getitem__(self, blank):
        match blank:
            case "place":
                return self.place
            case "name":
                return self.rng.choice(self.names)
            case "pair":
                return self.rng.choice(["hai", "ba"])
            case "few":
                return self.rng.randint(4, 9)
            case "many":
                return 5 * self.rng.randint(5, 16)
            case "percent":
                return self.rng.randint(81, 96)
        raise KeyError(blank)

    def fill(self, sentences) -> str:
        return " ".join(sentence.format_map(self) for sentence in sentences)


def _place(cell):
    if cell.kind == Cell.Kind.VILLAGE:
        return cell.name.removeprefix("Chi bộ ")
    return "nhà trường" if cell.kind == Cell.Kind.SCHOOL else "cơ quan"


def regular(blanks: Blanks, cell: Cell, held_on: datetime.date) -> tuple[str, str]:
    """Content and conclusion of the regular meeting of a month."""
    rng, month = blanks.rng, held_on.month
    is_village = cell.kind == Cell.Kind.VILLAGE
    happened = news.EVENTS.get((held_on.year, month))
    reported = PLACES[cell.kind][month]
    around = work.COMMUNITY if is_village else work.STAFF_WORK
    paragraphs = [
        [
            news.NEWS[month][(held_on.year + cell.position) % 3],
            *([happened] if happened else []),
        ],
        [
            *rng.sample(reported, min(2, len(reported))),
            blanks.next(around),
            blanks.next(work.PARTY_WORK),
        ],
        [
            f"Đồng chí {{name}} {blanks.next(work.OPINIONS)}",
            blanks.next(work.SHORTCOMINGS),
        ],
    ]
    content = "\n".join(blanks.fill(sentences) for sentences in paragraphs)
    return content, _decided(blanks, is_village, held_on)


def _decided(blanks, is_village, held_on):
    rng = blanks.rng
    common = rng.sample(work.TASKS, 2)
    first = rng.choice(work.VILLAGE_TASKS[held_on.month]) if is_village else common[1]
    due = held_on + datetime.timedelta(days=rng.randint(14, 25))
    return blanks.fill(
        [
            blanks.next(work.VERDICTS),
            f"Giao đồng chí {{name}} {first}, xong trước ngày {due:%d/%m}.",
            f"Giao đồng chí {{name}} {common[0]}.",
            blanks.next(work.CLOSINGS),
        ]
    )


def thematic(blanks: Blanks, topic: topics.Topic) -> tuple[str, str]:
    return blanks.fill(topic.content), blanks.fill(topic.conclusion)


def topic_of(cell: Cell, number: int, held_before: int) -> topics.Topic:
    """The subject of a cell's next thematic meeting after so many earlier ones."""
    known = TOPICS[cell.kind]
    if held_before < TOPICS_OF_2021:
        return known[(held_before + number) % TOPICS_OF_2021]
    return known[(held_before + 3 * number) % len(known)]


def committee(blanks: Blanks) -> tuple[str, str]:
    rng = blanks.rng
    content = blanks.fill(
        [blanks.next(work.COMMITTEE), *rng.sample(work.COMMITTEE_MATTERS, 2)]
    )
    return content, blanks.fill([work.COMMITTEE_CONCLUSION])


def congress(secretary: str, mandate: str, size: int) -> tuple[str, str]:
    blanks = {"name": secretary, "mandate": mandate, "size": size}
    return (
        "\n".join(work.CONGRESS).format_map(blanks),
        work.CONGRESS_CONCLUSION.format_map(blanks),
    )


def election(secretary: str) -> tuple[str, str]:
    return "\n".join(work.ELECTION), work.ELECTION_CONCLUSION.format(name=secretary)
