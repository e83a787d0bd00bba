"""What a comment form carries instead of a cookie: signed, for one article, for a day.

The page that holds it is cached by its readers, so its token is the same for all of
them and changes every ten hours, with the version of the page.
"""

import datetime

from django.core import signing

SLOT = datetime.timedelta(hours=10)
GOOD_FOR = datetime.timedelta(hours=30)
signer = signing.Signer(salt="news.comment")


def slot_of(moment: datetime.datetime) -> int:
    """The number of the ten hours that a moment lies in."""
    return int(moment.timestamp() // SLOT.total_seconds())


def form_token(article_pk: int, *, at: datetime.datetime) -> str:
    return signer.sign(f"{article_pk}.{slot_of(at)}")


def is_good(token: str, article_pk: int, *, at: datetime.datetime) -> bool:
    """Whether a token was made here, for this article, not too long ago."""
    try:
        made_for, slot = signer.unsign(token).split(".")
    except signing.BadSignature:
        return False
    age = at.timestamp() - int(slot) * SLOT.total_seconds()
    return made_for == str(article_pk) and 0 <= age < GOOD_FOR.total_seconds()
