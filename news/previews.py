"""Links to articles that are not published, for whoever is sent one."""

import datetime

from django.core import signing

from news.models import Article

SALT = "news.preview"
GOOD_FOR = datetime.timedelta(days=7)


def preview_token(article: Article) -> str:
    return signing.dumps(article.pk, salt=SALT)


def previewed(token: str) -> int:
    """The key of the article that a token opens.

    Raises signing.SignatureExpired for an old one, signing.BadSignature for another.
    """
    return signing.loads(token, salt=SALT, max_age=GOOD_FOR)
