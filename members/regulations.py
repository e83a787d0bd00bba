"""The rules of 2021 and of today, as far as they could be found.

Nothing here is the wording of a rule. The office corrects the rows in Django admin.
"""

import datetime

from members.models.regulation import Certainty, Regulation, Subject

A_DAY = datetime.timedelta(days=1)

# The days on which one set of rules took over from another.
STATUTE_2011 = datetime.date(2011, 1, 19)
RULES_2016 = datetime.date(2016, 7, 25)
RULES_2021 = datetime.date(2021, 7, 30)
TWO_LEVELS = datetime.date(2025, 7, 1)
RULES_2026 = datetime.date(2026, 7, 26)
GUIDE_2026 = datetime.date(2026, 5, 19)
MEETINGS_2018 = datetime.date(2018, 7, 6)
MEETINGS_2025 = datetime.date(2025, 10, 28)
RATING_2019 = datetime.date(2019, 10, 18)
RATING_2023 = datetime.date(2023, 11, 10)
RATING_2025 = datetime.date(2025, 10, 31)

OFFICIAL, NEWSPAPER = Certainty.OFFICIAL, Certainty.NEWSPAPER
SECOND_HAND, UNVERIFIED = Certainty.SECOND_HAND, Certainty.UNVERIFIED
CONFLICT = Certainty.CONFLICT

TWO_THIRDS = {"part": 2, "whole": 3, "of": "official"}
MORE_THAN_HALF = {"part": 1, "whole": 2, "over": True, "of": "official"}
FIFTH_OF_GOOD = {"part": 20, "whole": 100, "of": "good"}
AGES = {"from": 18, "to": 60}

QD_29 = "Quy định 29-QĐ/TW năm 2016"
QD_24 = "Quy định 24-QĐ/TW ngày 30/7/2021"
QD_294 = "Quy định 294-QĐ/TW ngày 26/5/2025"
QD_232 = "Quy định 232-QĐ/TW năm 2025, mục 4.3.1"
QD_208 = "Quy định 208-QĐ/TW ngày 26/7/2026"
HD_12 = "Hướng dẫn 12-HD/BTCTW ngày 6/7/2018"
HD_42 = "Hướng dẫn 42-HD/BTCTW ngày 28/10/2025"
HD_21 = "Hướng dẫn 21-HD/BTCTW ngày 18/10/2019"
HD_25 = "Hướng dẫn 25-HD/BTCTW ngày 10/11/2023"
HD_43 = "Hướng dẫn 43-HD/BTCTW ngày 31/10/2025"
HD_01 = "Hướng dẫn 01-HD/TW ngày 19/5/2026"
STATUTE = "Điều lệ Đảng năm 2011"
COUNTED_ON = "Tính trên toàn bộ đảng viên chính thức của chi bộ."
OF_THOSE_CALLED = (
    "Quá một nửa số đảng viên chính thức được triệu tập; chưa đối chiếu với văn bản."
)
NOT_COMPARED = "Chưa đối chiếu con số với văn bản."
DAYS_FROM_2025 = (
    "Văn bản ban hành trong năm 2025, chưa rõ ngày; tính từ ngày 294-QĐ/TW có hiệu lực."
)
BASE_UNKNOWN = "Chưa thấy văn bản nói tỷ lệ tính trên số nào; giữ cách tính năm 2019."

FRAME_2018 = {
    "criteria": [
        {"name": name, "points": None}
        for name in (
            "Trên 85 % đảng viên dự họp, không ai vắng không phép",
            "Chuẩn bị nội dung",
            "Tiến hành buổi sinh hoạt",
            "Nguyên tắc sinh hoạt",
            "Kết quả thực hiện nghị quyết",
        )
    ],
    "grades": [],
}
FRAME_2025 = {
    "criteria": [
        {"name": "Thời gian, thời lượng", "points": 5},
        {"name": "Số đảng viên dự họp", "points": 5},
        {"name": "Chuẩn bị", "points": 10},
        {"name": "Tiến hành buổi sinh hoạt", "points": 40},
        {"name": "Nguyên tắc tổ chức", "points": 5},
        {"name": "Kết quả thực hiện kết luận, nghị quyết trước", "points": 30},
        {"name": "Kết thúc buổi sinh hoạt", "points": 5},
    ],
    "grades": [
        {"name": "Tốt", "from": 90},
        {"name": "Khá", "from": 70},
        {"name": "Trung bình", "from": 50},
        {"name": "Kém", "from": 0},
    ],
}
BADGES_2021 = [30, *range(40, 91, 5)]
BADGES_2026 = list(range(30, 96, 5))

# On each subject what was in force since when: value, paper, source in DOMAIN.md, how
# sure, note. A rule ends on the day before the next one, or where there is only a day.
RULES = {
    Subject.ADMISSION_VOTE: [
        (RULES_2016, TWO_THIRDS, QD_29, "", UNVERIFIED, COUNTED_ON),
        (RULES_2021, TWO_THIRDS, QD_24, "", UNVERIFIED, COUNTED_ON),
        (RULES_2026, TWO_THIRDS, QD_208, "S02, S06", SECOND_HAND, COUNTED_ON),
    ],
    Subject.RECOGNITION_VOTE: [
        (RULES_2016, TWO_THIRDS, QD_29, "S14", NEWSPAPER, "Như khi xét kết nạp."),
        (RULES_2021, TWO_THIRDS, QD_24, "S14", NEWSPAPER, "Như khi xét kết nạp."),
        (RULES_2026, TWO_THIRDS, QD_208, "S02", SECOND_HAND, COUNTED_ON),
    ],
    Subject.STRIKE_OFF_VOTE: [
        (RULES_2016, TWO_THIRDS, QD_29, "", UNVERIFIED, COUNTED_ON),
        (RULES_2021, TWO_THIRDS, QD_24, "", UNVERIFIED, COUNTED_ON),
        (RULES_2026, TWO_THIRDS, QD_208, "S02", SECOND_HAND, COUNTED_ON),
    ],
    Subject.ORDINARY_VOTE: [
        (STATUTE_2011, MORE_THAN_HALF, STATUTE, "", UNVERIFIED, NOT_COMPARED),
        (RULES_2026, MORE_THAN_HALF, QD_208, "S03", SECOND_HAND, ""),
    ],
    Subject.DISCIPLINE_VOTE: [
        (
            datetime.date(2021, 7, 28),
            MORE_THAN_HALF,
            "Quy định 22-QĐ/TW ngày 28/7/2021",
            "",
            UNVERIFIED,
            COUNTED_ON,
        ),
        (
            datetime.date(2026, 4, 11),
            MORE_THAN_HALF,
            "Quy định 21-QĐ/TW ngày 11/4/2026",
            "S02",
            UNVERIFIED,
            "Chưa đọc được đáp án của nguồn.",
        ),
    ],
    Subject.ELECTION_VOTE: [
        (STATUTE_2011, MORE_THAN_HALF, STATUTE, "", UNVERIFIED, OF_THOSE_CALLED),
    ],
    Subject.ADMISSION_AGE: [
        (RULES_2016, AGES, QD_29, "S16", OFFICIAL, "Tính theo tháng."),
        (RULES_2021, AGES, QD_24, "", UNVERIFIED, "Tính theo tháng."),
        (
            RULES_2026,
            AGES,
            QD_208,
            "S02, S03",
            SECOND_HAND,
            "Tính theo tháng; trên 60 tuổi cần cấp trên đồng ý bằng văn bản.",
        ),
    ],
    Subject.ADMISSION_DECIDER: [
        (RULES_2016, "district_standing", QD_29, "", UNVERIFIED, NOT_COMPARED),
        (RULES_2021, "district_standing", QD_24, "", UNVERIFIED, NOT_COMPARED),
        (
            TWO_LEVELS,
            "commune_standing",
            QD_294,
            "S11",
            UNVERIFIED,
            "Không còn cấp huyện từ 1/7/2025.",
        ),
        (RULES_2026, "commune_standing", QD_208, "S03", SECOND_HAND, ""),
    ],
    Subject.CERTIFICATE_MONTHS: [
        (RULES_2016, 60, QD_29, "S15", NEWSPAPER, "Nguồn ghi là 5 năm."),
        (RULES_2026, 60, QD_208, "S02", SECOND_HAND, ""),
    ],
    Subject.DECISION_WORKING_DAYS: [
        (TWO_LEVELS, 60, QD_232, "S12", NEWSPAPER, DAYS_FROM_2025),
    ],
    Subject.CEREMONY_WORKING_DAYS: [
        (
            TWO_LEVELS,
            30,
            QD_232,
            "S12",
            NEWSPAPER,
            f"Kể từ ngày nhận quyết định. {DAYS_FROM_2025}",
        ),
        (
            RULES_2026,
            30,
            QD_208,
            "S02, S03",
            CONFLICT,
            "Kể từ ngày ra quyết định; 232-QĐ/TW ghi từ ngày nhận quyết định.",
        ),
    ],
    Subject.PROBATION_MONTHS: [
        (STATUTE_2011, 12, f"{STATUTE}, Điều 5", "S14", NEWSPAPER, "Từ lễ kết nạp."),
    ],
    Subject.RECOGNITION_WORKING_DAYS: [
        (RULES_2026, 30, QD_208, "S02", SECOND_HAND, "Kể từ khi hết 12 tháng."),
    ],
    Subject.UNRATED_MONTHS: [
        (RATING_2019, 6, HD_21, "S39", NEWSPAPER, "Vào Đảng chưa đủ 6 tháng."),
        (RATING_2025, 6, HD_43, "S02", SECOND_HAND, "Nguồn là quy định của một tỉnh."),
    ],
    Subject.EXCELLENT_CAP: [
        (
            RATING_2019,
            FIFTH_OF_GOOD,
            HD_21,
            "S38",
            NEWSPAPER,
            "Tính trong từng tổ chức cơ sở đảng.",
        ),
        (RATING_2023, FIFTH_OF_GOOD, HD_25, "", UNVERIFIED, BASE_UNKNOWN),
        (
            RATING_2025,
            FIFTH_OF_GOOD,
            HD_43,
            "",
            UNVERIFIED,
            f"{BASE_UNKNOWN} Có thể đến 25 % nơi thành tích nổi trội.",
        ),
    ],
    Subject.BADGE_YEARS: [
        (RULES_2016, BADGES_2021, QD_29, "S61", NEWSPAPER, "Không có mốc 35 năm."),
        (GUIDE_2026, BADGES_2026, HD_01, "S02", SECOND_HAND, "Thêm mốc 35 và 95 năm."),
    ],
    Subject.SCORE_FRAME: [
        (
            MEETINGS_2018,
            FRAME_2018,
            HD_12,
            "S30, S31",
            NEWSPAPER,
            "Đạt hoặc không đạt; thang điểm do từng tỉnh đặt.",
        ),
        (MEETINGS_2025, FRAME_2025, HD_42, "S01, S07", SECOND_HAND, ""),
    ],
    Subject.MEETING_DAY: [
        (
            MEETINGS_2025,
            3,
            HD_42,
            "S02, S29",
            NEWSPAPER,
            "Gặp ngày nghỉ thì họp trong tuần đầu của tháng.",
        ),
    ],
    Subject.MEETING_MINUTES: [
        (MEETINGS_2018, 90, HD_12, "S30", NEWSPAPER, ""),
        (MEETINGS_2025, 90, HD_42, "S27", NEWSPAPER, ""),
    ],
    Subject.COMBINED_MINUTES: [
        (MEETINGS_2025, 120, HD_42, "S27", NEWSPAPER, "Hai nội dung làm lần lượt."),
    ],
    Subject.THEMATIC_PER_QUARTER: [
        (MEETINGS_2018, 1, HD_12, "S32, S33", NEWSPAPER, ""),
        (MEETINGS_2025, 1, HD_42, "S29", NEWSPAPER, ""),
    ],
    Subject.ATTENDANCE_SHARE: [
        (
            MEETINGS_2018,
            {"part": 85, "whole": 100, "over": True},
            HD_12,
            "S30",
            NEWSPAPER,
            "Không tính đảng viên được miễn sinh hoạt.",
        ),
    ],
    Subject.COMMITTEE_SIZE: [
        (STATUTE_2011, 9, STATUTE, "S02, S64c", SECOND_HAND, ""),
    ],
}
# What no later paper took over from ended with the one that said it.
ENDS = {Subject.ATTENDANCE_SHARE: MEETINGS_2025 - A_DAY}


def load_regulations(model=Regulation) -> None:
    """Write the rules that are not there yet; what the office wrote stays as it is.

    Called by migrations, with the model and the subjects as they were then, and before
    each test that begins with empty tables.
    """
    known = dict(model._meta.get_field("subject").choices)
    rows = [model(**fields) for fields in _rows() if fields["subject"] in known]
    model.objects.bulk_create(rows, ignore_conflicts=True)


def _rows():
    for subject, rules in RULES.items():
        ends = [rule[0] - A_DAY for rule in rules[1:]] + [ENDS.get(subject)]
        for rule, ended_on in zip(rules, ends, strict=True):
            started_on, value, citation, source, certainty, note = rule
            yield {
                "subject": subject.value,
                "value": value,
                "citation": citation,
                "source": source,
                "certainty": certainty.value,
                "note": note,
                "started_on": started_on,
                "ended_on": ended_on,
            }
