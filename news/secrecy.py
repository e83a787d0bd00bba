"""Papers with any degree of secrecy are refused before they are stored."""

import re

from django.core.exceptions import ValidationError

DEGREES = ["Mật", "Tối mật", "Tuyệt mật"]
REFUSED = (
    "Văn bản có độ mật không được đưa lên cổng thông tin. "
    "Hãy xử lý theo quy định về bảo vệ bí mật nhà nước."
)
# Each word in Unicode, and as the letters under it look without the old fonts, which
# were made for the codes TCVN3 and VNI.
DEGREE = r"(?:độ|[®§]é|ñoä)"
TOP = r"(?:tuyệt|tuyÖt|tuyeät|tối|tèi|toái)"
SECRET = r"(?:mật|mËt|maät)"
# As the stamp on a paper says it: alone on its line, in brackets, or before a colon.
# Within a sentence the words may well be about secrecy, which is no secret.
STAMP = re.compile(
    rf"(?:^|[(\[])\s?(?:{DEGREE}\s?{SECRET}\s?:\s?)?{TOP}?\s?{SECRET}\s?(?:$|[)\]:])",
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
