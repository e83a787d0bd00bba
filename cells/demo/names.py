"""Invented names, right for sex and generation."""

from random import Random

from members.models import Member

FAMILIES = [
    *["Nguyễn"] * 9,
    *["Trần", "Lê", "Đỗ"] * 4,
    *["Phạm", "Hoàng", "Vũ", "Bùi", "Hà", "Lưu"] * 2,
    *["Dương", "Đặng", "Khổng", "Triệu", "Phùng", "Trịnh", "Cao", "Lương", "Kiều"],
]

# Given and middle names of who was born before 1960, before 1985, and later.
OLD, GROWN, YOUNG = range(3)
MALE, FEMALE = Member.Sex.MALE, Member.Sex.FEMALE
MIDDLE = {
    (MALE, OLD): "Văn Văn Văn Đình Xuân Hữu Ngọc Bá Duy Khắc",
    (MALE, GROWN): "Văn Văn Văn Xuân Đức Hữu Quang Ngọc Đình Công Mạnh",
    (MALE, YOUNG): "Văn Văn Đức Minh Quang Tuấn Hữu Ngọc Thành Trung",
    (FEMALE, OLD): "Thị",
    (FEMALE, GROWN): "Thị Thị Thị Thanh Thu Kim",
    (FEMALE, YOUNG): "Thị Thị Thu Thanh Ngọc Phương Thùy Hồng",
}
GIVEN = {
    (MALE, OLD): (
        "Bính Cẩn Chiến Chung Chúc Dần Điền Định Hải Hiển Hòa Hợi Kỷ Lạc Lâm Lộc Lợi "
        "Luận Mão Nghĩa Nhâm Nhượng Phấn Phúc Quế Sửu Tân Thái Thìn Thọ Thuận Tiến "
        "Toản Tỵ Vinh Vượng Xuyên"
    ),
    (MALE, GROWN): (
        "An Ba Bảy Chính Chuyên Cường Dũng Đông Hà Hải Hiệp Huy Khoa Khương "
        "Kiên Long Mạnh Nam Nghị Phong Quân Quyết Sáu Tám Thạch Thành Thắng Thuyết "
        "Tiệp Trường Tuyến Tưởng Việt"
    ),
    (MALE, YOUNG): (
        "Anh Bách Bảo Đại Đạt Đức Dương Hiếu Hoàn Huân Huy Khải Khánh Kiên Lâm Linh "
        "Long Nam Nhật Phong Quân Quý Thái Thịnh Tùng Tú Việt Vũ"
    ),
    (FEMALE, OLD): (
        "Bưởi Chắt Cúc Đào Gái Hiền Hợi Khuyên Lan Lý Mận Mùi Nhài Nhàn Nụ Phẩm "
        "Sâm Tâm Thìn Thơm Thuận Tuất Tuyết Vân Xuân Xuyến Yên"
    ),
    (FEMALE, GROWN): (
        "Bình Dung Duyên Hà Hằng Hạnh Hậu Hoa Hoài Hồng Huệ Hương Lan Liên Loan Lụa "
        "Mai Ngà Nhung Oanh Phương Tâm Thanh Thảo Thoa Thu Thủy Toan Tuyết Yến"
    ),
    (FEMALE, YOUNG): (
        "An Anh Chi Diệp Dung Giang Hà Hân Hiền Hương Huyền Lan Linh Ly Mai Ngân "
        "Ngọc Nhung Phương Quỳnh Tâm Thảo Thư Trà Trang Uyên Vy Yến"
    ),
}
TRIES = 50


class Names:
    """Gives out full names, each once as long as there are enough."""

    def __init__(self):
        self._given_out = set()

    def pick(self, rng: Random, sex: str, birth_year: int) -> str:
        generation = OLD if birth_year < 1960 else GROWN if birth_year < 1985 else YOUNG
        for _ in range(TRIES):
            name = _name(rng, (sex, generation))
            if name not in self._given_out:
                break
        self._given_out.add(name)
        return name


def _name(rng, kind):
    family = rng.choice(FAMILIES)
    middle = rng.choice(MIDDLE[kind].split())
    given = rng.choice(GIVEN[kind].split())
    # Nobody is called twice the same, "Thanh Thanh" or "Hà Thị Hà".
    if given in (family, middle):
        return _name(rng, kind)
    return f"{family} {middle} {given}"
