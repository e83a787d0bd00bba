"""Papers with any degree of secrecy are refused before they are stored."""

import re

from django.core.exceptions import ValidationError

DEGREES = ["Mật", "Tối mật", "Tuyệt mật"]
REFUSED = (
    "Văn bản có độ mật không được đưa lên cổng thông tin. "
    "Hãy xử lý theo quy định về bảo vệ bí mật nhà nước."
)
# As the stamp on a paper says it: alone on its line, in brackets, or before a colon.
# Within a sentence the words may well be about secrecy, which is no secret.
STAMP = re.compile(
    r"(?:^|[(\[])\s?(?:độ\s?mật\s?:\s?)?(?:tuyệt|tối)?\s?mật\s?(?:$|[)\]:])",
    re.I | re.M,
)
# What stands far apart on a line stands alone, as the stamp beside place and date.
WIDE_GAP = re.compile(r"[^\S\n]{4,}|\t")


def is_stamped(text: str) -> bool:
    """Whether a text carries the stamp of a degree of secrecy."""
    # Four thousand empty lines of a table, one after the other, would take minutes.
    apart = WIDE_GAP.sub("\n", text).splitlines()
    # Without spaces, as the letters of a stamp are often typed apart.
    lines = filter(None, ("".join(line.split()) for line in apart))
    return bool(STAMP.search("\n".join(lines)))


def refuse_secret(text: str) -> None:
    """The validator of what is said about a document."""
    if is_stamped(text):
        raise ValidationError(REFUSED, code="secret")
