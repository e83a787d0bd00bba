"""Why a moderator should look twice at a comment: each reason has a name."""

import re

from django.db import models

from partyportal.vietnamese import fold

# A person reads the form and types three answers in no less.
QUICKEST = 5
LINK = re.compile(
    r"https?:|www\.|\w\.(com|net|org|info|top|xyz|vip|club|online|site|shop|vn)\b",
    re.IGNORECASE,
)
# Nine digits or more, however they are parted: a telephone, a card, an account.
NUMBER = re.compile(r"(\d[ .-]?){9,}")
ADDRESS = re.compile(r"\S@\w")
# Written with accents; a comment without any is read as if they had none either.
PHRASES = (
    "vay tiền",
    "vay nóng",
    "vay vốn",
    "thế chấp",
    "lãi suất",
    "giải ngân",
    "cờ bạc",
    "cá độ",
    "cá cược",
    "lô đề",
    "soi cầu",
    "tài xỉu",
    "nổ hũ",
    "nhà cái",
    "casino",
    "trúng thưởng",
    "việc nhẹ lương cao",
    "kiếm tiền",
    "tuyển cộng tác viên",
    "khuyến mãi",
    "giảm giá",
    "inbox",
    "zalo",
    "telegram",
    "gái gọi",
    "đồ ngu",
    "khốn nạn",
    "mất dạy",
    "lừa đảo",
    "tham nhũng",
    "hối lộ",
)


class Reason(models.TextChoices):
    TRAP = "trap", "Đã điền ô bẫy máy"
    QUICK = "quick", f"Viết xong trong chưa đầy {QUICKEST} giây"
    UNTIMED = "untimed", "Không đo được thời gian viết"
    FOREIGN = "foreign", "Gửi từ trang web khác"
    LINK = "link", "Có địa chỉ trang web"
    CONTACT = "contact", "Có số điện thoại, số thẻ hoặc email"
    WORDS = "words", "Có từ ngữ cần chú ý"
    SAME_WORDS = "same_words", "Trùng lời với ý kiến khác"
    BUSY_NETWORK = "busy_network", "Mạng này vừa gửi nhiều ý kiến"
    NO_NETWORK = "no_network", "Không rõ mạng gửi đến"
    ONCE_REFUSED = "once_refused", "Người này hoặc mạng này từng có ý kiến không đăng"


def reasons_in(text: str) -> set[Reason]:
    """What the words of a comment, or of its name, give to think about."""
    signs = {Reason.LINK: LINK, Reason.CONTACT: NUMBER}
    found = {reason for reason, pattern in signs.items() if pattern.search(text)}
    if ADDRESS.search(text):
        found.add(Reason.CONTACT)
    if phrases_in(text):
        found.add(Reason.WORDS)
    return found


def phrases_in(text: str) -> list[str]:
    """The phrases to look at that a text has, as whole words."""
    words = " ".join(re.findall(r"\w+", text.lower()))
    spelled = fold if words == fold(words) else str
    return [phrase for phrase in PHRASES if f" {spelled(phrase)} " in f" {words} "]


def reasons_of_sending(data, headers, *, host: str) -> set[Reason]:
    """What the way a form was filled and sent gives to think about."""
    found = set()
    if data.get("website"):
        found.add(Reason.TRAP)
    if _is_foreign(headers, host):
        found.add(Reason.FOREIGN)
    # Of the script below the form, which may be off; it counts whole seconds.
    seconds = data.get("seconds", "")
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) < 9):
        found.add(Reason.UNTIMED)
    elif int(seconds) < QUICKEST:
        found.add(Reason.QUICK)
    return found


def _is_foreign(headers, host) -> bool:
    origin = headers.get("Origin")
    return headers.get("Sec-Fetch-Site") == "cross-site" or (
        origin is not None and origin.partition("://")[2] != host
    )
