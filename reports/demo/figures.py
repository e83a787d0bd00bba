"""Indicators of the commune, and the figures of 2021 that the press printed."""

from decimal import Decimal

from reports.models import Indicator, PublishedFigure

Kind, Bound = PublishedFigure.Figure, PublishedFigure.Bound
COUNT, WHOLE, PERCENT, VALUE = PublishedFigure.Measure
ARTICLE = (
    "Bài “Đảng bộ xã Bắc Bình xây dựng tổ chức cơ sở Đảng trong sạch, vững mạnh”, "
    "05/01/2022"
)
INCOME, POOR = "Thu nhập bình quân đầu người", "Tỷ lệ hộ nghèo"
INCOMES = {2021: "58.9", 2022: "62.4", 2023: "66.1", 2024: "70.3", 2025: "74.8"}
POOR_HOUSEHOLDS = {
    2022: (17, 1512),
    2023: (14, 1521),
    2024: (11, 1529),
    2025: (8, 1536),
}
REPORT = "Báo cáo kinh tế – xã hội của Ủy ban nhân dân xã"

# Figure, measure, bound, number, words, explanation.
PUBLISHED = [
    (Kind.CELLS, WHOLE, Bound.EXACTLY, "11", "11 chi bộ trực thuộc", ""),
    (Kind.MEMBERS, WHOLE, Bound.EXACTLY, "340", "340 đảng viên", ""),
    (
        Kind.ATTENDANCE,
        PERCENT,
        Bound.NEARLY,
        "90",
        "tỷ lệ đảng viên tham gia sinh hoạt đạt gần 90%",
        "Tính trên số lượt phải dự họp; người được miễn sinh hoạt không tính.",
    ),
    (
        Kind.ADMITTED,
        COUNT,
        Bound.EXACTLY,
        "9",
        "Trong năm 2021, Đảng bộ xã đã kết nạp thêm 9 đảng viên mới",
        "Tính theo ngày lễ kết nạp.",
    ),
    (
        Kind.CLASS,
        COUNT,
        Bound.EXACTLY,
        "10",
        "đề nghị đi học cảm tỉnh Đảng 10 quần chúng ưu tú",
        "Nguyên văn in nhầm “cảm tỉnh”; đúng là “cảm tình”.",
    ),
    (Kind.COMMITTEES, PERCENT, Bound.EXACTLY, "100", "100% chi bộ có ban chi ủy", ""),
    (
        Kind.CELLS_GOOD,
        PERCENT,
        Bound.EXACTLY,
        "92",
        "92% chi bộ trực thuộc Đảng bộ xã hoàn thành tốt nhiệm vụ trở lên",
        "Với 11 chi bộ không có số nào cho tỷ lệ này: 10/11 là 90,9 %, 11/11 là 100 %.",
    ),
    (
        Kind.CELLS_EXCELLENT,
        COUNT,
        Bound.EXACTLY,
        "3",
        "3 chi bộ hoàn thành xuất sắc nhiệm vụ",
        "",
    ),
    (
        Kind.MEMBERS_COMPLETED,
        PERCENT,
        Bound.NEARLY,
        "90",
        "gần 90% đảng viên hoàn thành nhiệm vụ trở lên",
        "Tính trên mọi đảng viên trong danh sách, kể cả người không xếp loại.",
    ),
    (
        Kind.MEMBERS_EXCELLENT,
        PERCENT,
        Bound.OVER,
        "19",
        "hơn 19% đảng viên hoàn thành xuất sắc nhiệm vụ",
        "Tính trên số đảng viên được xếp loại.",
    ),
]
OF_INDICATORS = [
    (
        INCOME,
        "58.9",
        "mức thu nhập bình quân đầu người toàn xã đạt 58,9 triệu đồng/năm",
    ),
    (POOR, "1.23", "tỷ lệ hộ nghèo giảm còn 1,23%"),
]


def load(world) -> None:
    # A year is known when the next one has begun.
    Indicator.objects.bulk_create(
        row for row in _indicators() if row.year < world.today.year
    )
    PublishedFigure.objects.bulk_create([*_published(), *_published_indicators()])


def _indicators():
    for year, value in INCOMES.items():
        yield Indicator(
            year=year,
            name=INCOME,
            value=Decimal(value),
            unit="triệu đồng/người/năm",
            source=REPORT,
        )
    yield Indicator(
        year=2021,
        name=POOR,
        value=Decimal("1.23"),
        unit="%",
        source=REPORT,
        note="Nguồn không ghi số hộ.",
    )
    for year, (part, whole) in POOR_HOUSEHOLDS.items():
        yield Indicator(
            year=year, name=POOR, part=part, whole=whole, unit="hộ", source=REPORT
        )


def _published():
    for figure, measure, bound, claimed, quote, note in PUBLISHED:
        yield PublishedFigure(
            year=2021,
            figure=figure,
            measure=measure,
            bound=bound,
            claimed=Decimal(claimed),
            quote=quote,
            published_in=ARTICLE,
            note=note,
        )


def _published_indicators():
    indicators = {row.name: row for row in Indicator.objects.filter(year=2021)}
    for name, claimed, quote in OF_INDICATORS:
        yield PublishedFigure(
            year=2021,
            indicator=indicators[name],
            measure=VALUE,
            claimed=Decimal(claimed),
            quote=quote,
            published_in=ARTICLE,
        )
