"""What a PDF says, as far as it has letters; a scan has none."""

import re
import subprocess
import sys
from pathlib import Path

from django.core.exceptions import ValidationError

from news.secrecy import SECRET
from partyportal.vietnamese import clean_text

READER = Path(__file__).with_name("pdf_text.py")
MOST_SECONDS = 10
MOST_MEMORY = 1_000_000_000
# By the status that news.pdf_text ends with.
REFUSED = {
    3: "Tệp PDF này có khóa (mật khẩu hoặc hạn chế quyền) nên không kiểm tra được. "
    "Hãy lưu lại không đặt khóa rồi tải lên.",
    4: "Tệp PDF này có tệp khác đính kèm bên trong, không kiểm tra được. "
    "Hãy bỏ tệp đính kèm rồi tải lên; nếu tệp ấy cũng cần đăng thì nhập riêng.",
}
UNREADABLE = (
    "Cổng thông tin không đọc được tệp PDF này. "
    "Hãy xuất lại PDF từ Word, hoặc chia thành nhiều tệp ngắn hơn, rồi tải lên."
)
SPACES = re.compile(r"[^\S\n]+")
# Between what only shares a line; those of a justified one are narrower.
WIDE_GAP = re.compile(r"[^\S\n]{8,}")
# Lines end where the paper does: "bí / mật" is a word of a sentence and no stamp.
BROKEN_WORD = re.compile(rf"(bí|bÝ|bảo|b¶o|baûo)\s+(?={SECRET})", re.I)


def lines_of_pdf(content: bytes) -> str:
    """The lines of a PDF without spaces; ValidationError where it cannot be read.

    Spaces say nothing: where a font lacks a letter, "MẬT" comes out as "M Ậ T".
    """
    text = WIDE_GAP.sub("\n", clean_text(_read(content).decode()))
    return BROKEN_WORD.sub(r"\1", SPACES.sub("", text))


def _read(content: bytes) -> bytes:
    # Isolated, so that nothing but the installed packages is looked for.
    command = [sys.executable, "-I", READER, str(MOST_MEMORY)]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=MOST_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise ValidationError(UNREADABLE, code="unreadable") from error
    if done.returncode:
        says = REFUSED.get(done.returncode, UNREADABLE)
        raise ValidationError(says, code="unreadable")
    return done.stdout
