"""The record of a meeting as the text that is sealed.

Plain enough to be read and checked by a person. What people typed stands indented, so
no text can pass for a heading; an empty field is left out.
"""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from cells.models import Attendance
from partyportal.vietnamese import long_date, short_date

INDENT = "    "
STANDINGS = dict(Attendance.Standing.choices)


def text_of(record: dict) -> str:
    """The canonical text: UTF-8 when stored, lines ended by \\n, the last one too."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record) -> Iterator[str]:
    yield from _head(record)
    yield from _present(record)
    yield from _section("NỘI DUNG", _items(record["items"]))
    yield from _section("BIỂU QUYẾT", _motions(record))
    yield from _section("NGHỊ QUYẾT, KẾT LUẬN", _resolutions(record["resolutions"]))
    yield from _section("NHIỆM VỤ ĐƯỢC GIAO", _tasks(record["tasks"]))
    yield from _section("VIỆC GIAO TỪ TRƯỚC", _progress(record["progress"]))
    yield from _section("TỰ CHẤM ĐIỂM BUỔI SINH HOẠT", _score(record["score"]))
    yield from _section("KẾT LUẬN CỦA NGƯỜI CHỦ TRÌ", _indented(record["conclusion"]))
    yield ""
    sealed_at = timezone.localtime(record["sealed_at"])
    yield f"Niêm phong: {sealed_at:%H:%M}, {long_date(sealed_at)}"
    yield f"Người niêm phong: {record['sealed_by']}"


def _head(record):
    yield record["commune"].upper()
    yield record["cell"].upper()
    yield record["number"]
    yield ""
    yield f"BIÊN BẢN: {record['title']}"
    yield f"Hình thức: {record['kind_label']}"
    yield from _fact("Chuyên đề", record["topic"])
    yield f"Ngày họp: {long_date(record['held_on'])}"
    yield from _fact("Bắt đầu", _time(record["start_time"]))
    yield from _fact("Kết thúc", _time(record["end_time"]))
    yield from _fact("Địa điểm", record["place"])
    yield from _fact("Chủ trì", record["chair"])
    yield from _fact("Người ghi biên bản", record["minute_taker"])


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield ""
        yield title
        yield from lines


def _fact(label: str, value) -> Iterator[str]:
    if value not in (None, ""):
        yield f"{label}: {value}"


def _indented(text: str) -> Iterator[str]:
    for line in text.split("\n") if text else ():
        yield f"{INDENT}{line}".rstrip()


def _block(label: str, text: str) -> Iterator[str]:
    if text:
        yield f"{label}:"
        yield from _indented(text)


def _time(time) -> str:
    return time.strftime("%H:%M") if time else ""


def _present(record):
    counts = record["counts"]
    yield ""
    yield "THÀNH PHẦN"
    yield f"Tổng số đảng viên: {_count(counts['members'])}"
    yield f"Được miễn sinh hoạt: {counts['exempt']}"
    yield f"Vắng dài ngày: {counts['away']}"
    yield f"Đình chỉ sinh hoạt: {counts['suspended']}"
    yield f"Phải dự họp: {_count(counts['expected'])}"
    yield f"Có mặt: {_count(counts['present'])}"
    yield (
        f"Vắng mặt: {counts['absent']}, có lý do {counts['excused']}, "
        f"không lý do {counts['unexcused']}"
    )
    for number, line in enumerate(record["roster"], 1):
        yield f"{number}. {_attendance(line)}"
    for guest in record["guests"]:
        yield f"Khách mời: {', '.join(filter(None, [guest['name'], guest['title']]))}"


def _count(count) -> str:
    return (
        f"{count['total']}, chính thức {count['official']}, "
        f"dự bị {count['probationary']}, sinh hoạt tạm thời {count['temporary']}"
    )


def _attendance(line) -> str:
    standing = STANDINGS[line["standing"]]
    if line["is_temporary"]:
        standing += ", sinh hoạt tạm thời"
    times = ""
    if line["arrived_at"]:
        times += f", đến lúc {_time(line['arrived_at'])}"
    if line["left_at"]:
        times += f", về lúc {_time(line['left_at'])}"
    return f"{line['name']} ({standing}): {line['status_label']}{times}"


def _items(items):
    for item in items:
        yield f"{item['number']}. {item['title']}"
        yield from _fact("Người trình bày", item["presenter"])
        yield from _block("Diễn biến", item["content"])
        for opinion in item["opinions"]:
            yield from _block(f"Ý kiến của {opinion['speaker']}", opinion["text"])
        yield from _block("Kết luận của chủ trì", item["conclusion"])
        yield from _fact("Kết quả", item["outcome_label"])


def _motions(record):
    numbers = {item["id"]: item["number"] for item in record["items"]}
    for number, motion in enumerate(record["motions"], 1):
        yield f"{number}. {motion['kind_label']}: {motion['text']}"
        yield from _fact("Thuộc mục", numbers.get(motion["item"]))
        yield from _fact("Về người", motion["person"])
        yield f"Cách biểu quyết: {motion['method']}"
        yield from _fact("Tổ kiểm phiếu", motion["tellers"])
        yield from _fact("Biểu quyết lúc", _time(motion["voted_at"]))
        yield f"Có quyền biểu quyết: {motion['entitled']}"
        yield f"Trong đó đang có mặt: {motion['in_room']}"
        yield (
            f"Tán thành {motion['votes_for']}, không tán thành "
            f"{motion['votes_against']}, ý kiến khác {motion['votes_abstain']}, "
            f"phiếu không hợp lệ {motion['votes_invalid']}"
        )
        yield f"Cần {motion['threshold']} {motion['base_label']} ({motion['citation']})"
        yield f"Kết quả: {motion['sentence']}"


def _resolutions(resolutions):
    for resolution in resolutions:
        yield f"{resolution['number']} {resolution['paper_label']}"
        yield from _fact("Trích yếu", resolution["title"])
        yield from _indented(resolution["text"])


def _tasks(tasks):
    for number, task in enumerate(tasks, 1):
        yield f"{number}. {task['text']}"
        yield from _owner(task)


def _owner(task):
    yield f"Người làm: {task['assignee']}"
    if task["due_on"]:
        yield f"Hạn: {short_date(task['due_on'])}"


def _progress(progress):
    for number, task in enumerate(progress, 1):
        yield f"{number}. {task['text']}"
        yield from _owner(task)
        yield f"Tình trạng: {task['state_label']}"
        yield from _fact("Kết quả, lý do", task["note"])


def _score(score):
    if score is None:
        return
    for line in score["lines"]:
        most = "" if line["most"] is None else f"/{line['most']}"
        yield f"{line['id']}. {line['criterion']}: {line['points']}{most}"
    yield f"Tổng: {score['points']}/{score['most']}"
    yield from _fact("Xếp loại buổi sinh hoạt", score["grade"])
