"""Documents of the demo world, each with a small Word file that opens."""

import datetime
import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile

from news.models import Document

# Number, kind, day it was issued, abstract. Later than the last day: not there yet.
DOCUMENTS = [
    ("01-NQ/ĐU", "resolution", "2021-01-18", "Về nhiệm vụ năm 2021."),
    (
        "05-KH/ĐU",
        "plan",
        "2021-03-02",
        "Lãnh đạo cuộc bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân các cấp.",
    ),
    (
        "12-QĐ/ĐU",
        "decision",
        "2021-06-25",
        "Phân công cấp ủy viên phụ trách các chi bộ trực thuộc.",
    ),
    (
        "08-CT/ĐU",
        "directive",
        "2022-02-14",
        "Tăng cường lãnh đạo việc vận động nhân dân hiến đất mở rộng đường làng.",
    ),
    (
        "31-HD/ĐU",
        "guidance",
        "2023-11-06",
        "Kiểm điểm, đánh giá, xếp loại chất lượng chi bộ và đảng viên năm 2023.",
    ),
    (
        "17-CTr/ĐU",
        "programme",
        "2024-04-10",
        "Chuyển đổi số trong công tác Đảng giai đoạn 2024 – 2026.",
    ),
    (
        "25-NQ/ĐU",
        "resolution",
        "2025-01-09",
        "Xây dựng xã nông thôn mới nâng cao, giữ vững an ninh trật tự cơ sở.",
    ),
    (
        "44-BC/ĐU",
        "report",
        "2025-12-22",
        "Kết quả công tác xây dựng Đảng năm 2025, phương hướng năm 2026.",
    ),
    (
        "09-TB/ĐU",
        "notice",
        "2026-08-03",
        "Lịch giao ban sáng thứ Hai tại các thôn, tháng 8 năm 2026.",
    ),
]
PARTS = {
    "[Content_Types].xml": (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns='
        '"http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
        '"http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        "</Relationships>"
    ),
}
PAGE = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}'
    "</w:body></w:document>"
)


def load(today: datetime.date) -> None:
    """Publish what was issued up to a day."""
    for number, kind, day, abstract in DOCUMENTS:
        issued_on = datetime.date.fromisoformat(day)
        if issued_on <= today:
            document = Document(
                number=number, kind=kind, issued_on=issued_on, abstract=abstract
            )
            document.file = _word_file(document)
            document.save()
            document.publish()


def _word_file(document) -> ContentFile:
    lines = [
        "ĐẢNG BỘ XÃ BẮC BÌNH",
        f"Số {document.number}",
        document.get_kind_display().upper(),
        document.abstract,
        "Văn bản này được viết để làm ví dụ trên cổng thông tin.",
    ]
    body = "".join(f"<w:p><w:r><w:t>{escape(ln)}</w:t></w:r></w:p>" for ln in lines)
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, content in {**PARTS, "word/document.xml": PAGE.format(body)}.items():
            # Of one day, so that the same text makes the same file.
            package.writestr(zipfile.ZipInfo(name), content)
    return ContentFile(written.getvalue(), "van-ban.docx")
