"""How much a page weighs before anybody touches it, packed as it is sent."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import (
    make_article,
    make_category,
    make_comment,
    make_document,
    make_illustration,
    make_image,
    make_members,
    make_tag,
)

pytestmark = pytest.mark.django_db

KILOBYTE = 1000
MOST = {"html": 15, "css": 20, "js": 10, "woff2": 70}
MOST_TO_WRITE = {"html": 20, "css": 25, "js": 20, "woff2": 70}
PARAGRAPH = (
    "<p>" + "Xã vận động bà con hiến đất mở rộng đường làng, ngõ xóm. " * 8 + "</p>"
)


@pytest.fixture
def article(moderator):
    """Long, with pictures, tags and a good number of comments, among many others."""
    for _ in range(4):
        category = make_category()
        for _ in range(8):
            make_article(category=category, image=make_image())
        make_document()
    article = make_article(body=PARAGRAPH * 12, image=make_image(), category=category)
    article.tags.add(*(make_tag() for _ in range(5)))
    for number in (1, 2):
        make_illustration(article=article, number=number)
    for _ in range(20):
        make_comment(article=article, state="approved", by=moderator)
    return article


def weight(client, url):
    """Bytes by kind: the page, and the files of ours that it names."""
    packed = client.get(url, headers={"Accept-Encoding": "gzip"}).content
    html = gzip.decompress(packed).decode()
    files = set(re.findall(r'"/static/([^"]+\.(?:css|js|woff2))"', html))
    for name in [name for name in files if name.endswith(".css")]:
        css = Path(settings.STATIC_ROOT, name).read_text()
        folder = Path(name).parent
        files |= {str(folder / f) for f in re.findall(r"url\(\"?([^\")]+woff2)", css)}
    found = dict.fromkeys(MOST, 0) | {"html": len(packed)}
    for name in files:
        content = Path(settings.STATIC_ROOT, name).read_bytes()
        kind = name.rpartition(".")[2]
        found[kind] += len(content if kind == "woff2" else gzip.compress(content))
    return found


def test_pages_are_light(client, article):
    for url in (reverse("front"), reverse("news:article_list"), article):
        url = url if isinstance(url, str) else url.get_absolute_url()
        found = weight(client, url)
        assert found["css"] > 0 and found["woff2"] > 0
        for kind, most in MOST.items():
            assert found[kind] <= most * KILOBYTE, (url, found)


def test_the_editor_is_light(client, secretary, cell, draft):
    make_members(30, cell=cell)
    client.force_login(secretary)
    found = weight(client, draft.get_edit_url())
    for kind, most in MOST_TO_WRITE.items():
        assert found[kind] <= most * KILOBYTE, found
