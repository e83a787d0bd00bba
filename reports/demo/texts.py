"""What is said at the briefings of the demo world."""

from typing import NamedTuple

from partyportal.vietnamese import month_label
from reports.models import Unit

DEPARTMENT, MASS = Unit.Kind.DEPARTMENT, Unit.Kind.MASS_ORGANISATION
UNITS = [
    ("Công an xã", DEPARTMENT),
    ("Ban Chỉ huy Quân sự xã", DEPARTMENT),
    ("Trạm Y tế xã", DEPARTMENT),
    ("Địa chính – Xây dựng", DEPARTMENT),
    ("Văn hóa – Xã hội", DEPARTMENT),
    ("Ủy ban Mặt trận Tổ quốc xã", MASS),
    ("Hội Nông dân xã", MASS),
    ("Hội Liên hiệp Phụ nữ xã", MASS),
    ("Hội Cựu chiến binh xã", MASS),
    ("Đoàn Thanh niên xã", MASS),
]
REASONS = ["Họp ở cấp trên", "Ốm", "Đi công tác", "Bận việc đột xuất"]


class Choices(NamedTuple):
    """What may be praised, and what may be wanting with what is to be done."""

    strengths: list[str]
    troubles: list[tuple[str, str]]


OF_CELLS = Choices(
    [
        "Sinh hoạt đúng ngày, biên bản gửi về Đảng ủy đúng hạn.",
        "Đảng viên dự họp đông, nhiều ý kiến sát với công việc của thôn.",
        "Chi ủy trực giao ban sáng thứ Hai đều, việc của dân được trả lời ngay.",
        "Vận động nhân dân sửa đường, khơi rãnh đạt kết quả tốt.",
        "Đã chọn được quần chúng tích cực để bồi dưỡng.",
        "Nghị quyết tháng trước được kiểm điểm đến từng việc.",
        "Thu đảng phí đủ và đúng kỳ.",
    ],
    [
        (
            "Một số đảng viên trẻ đi làm xa còn vắng họp.",
            "Báo lịch họp trước ít nhất ba ngày và giữ liên lạc với từng đồng chí.",
        ),
        (
            "Nguồn kết nạp còn ít.",
            "Phối hợp với Đoàn Thanh niên, Hội Phụ nữ giới thiệu thêm quần chúng.",
        ),
        (
            "Nội dung chuyên đề chuẩn bị chưa kỹ.",
            "Phân công người viết từ đầu quý, chi ủy duyệt trước khi họp.",
        ),
        (
            "Vệ sinh môi trường ở điểm tập kết rác chưa tốt.",
            "Giao đảng viên phụ trách từng ngõ, kiểm tra vào chiều thứ Bảy.",
        ),
        (
            "Việc giao tháng trước còn một việc chậm.",
            "Chi ủy đôn đốc, hoàn thành trước kỳ sinh hoạt tới.",
        ),
        (
            "Ý kiến thảo luận còn tập trung ở vài đồng chí.",
            "Người chủ trì gợi ý để nhiều đảng viên cùng phát biểu.",
        ),
    ],
)
OF_UNITS = Choices(
    [
        "Thực hiện đúng chương trình công tác của tháng.",
        "Phối hợp tốt với các thôn trong tuyên truyền, vận động.",
        "Báo cáo số liệu kịp thời, rõ ràng.",
        "Giải quyết nhanh đề nghị của nhân dân.",
        "Phong trào thi đua có nhiều hội viên tham gia.",
    ],
    [
        (
            "Nắm tình hình ở một số thôn chưa kịp thời.",
            "Mỗi tuần dự giao ban với ít nhất một thôn.",
        ),
        (
            "Tỷ lệ hội viên tham gia sinh hoạt còn thấp.",
            "Đổi giờ sinh hoạt sang buổi tối, gắn với việc thiết thực.",
        ),
        (
            "Hồ sơ tồn đọng chưa giải quyết hết.",
            "Rà soát từng hồ sơ, trả lời người dân trước ngày 15 tháng tới.",
        ),
        (
            "Phối hợp giữa các ngành có việc còn chồng chéo.",
            "Thống nhất một đầu mối cho mỗi việc ngay tại giao ban.",
        ),
    ],
)
TASKS = [
    "Các chi bộ sinh hoạt đúng ngày, kiểm điểm từng việc đã giao tháng trước.",
    "Chi ủy trực giao ban sáng thứ Hai tại nhà văn hóa thôn, ghi đủ ý kiến của dân.",
    "Các đoàn thể phối hợp với chi bộ giới thiệu quần chúng ưu tú.",
    "Công an, quân sự giữ vững an ninh trật tự ở các thôn.",
    "Tập trung xây dựng nông thôn mới, chỉnh trang đường làng, ngõ xóm.",
    "Vận động nhân dân tham gia bảo hiểm y tế.",
    "Kiểm tra an toàn thực phẩm ở các hộ kinh doanh ăn uống.",
    "Phòng, chống dịch bệnh cho người và đàn vật nuôi.",
]


def conclusions(rng, month) -> str:
    tasks = rng.sample(TASKS, 4)
    lines = [f"Nhiệm vụ sau giao ban {month_label(month)}:"]
    lines += [f"{number}. {task}" for number, task in enumerate(tasks, 1)]
    return "\n".join(lines)
