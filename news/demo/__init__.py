"""News of the demo world: invented articles with drawn pictures, and their comments."""

import datetime
from pathlib import Path

from members.models import User
from news.demo import comments
from news.demo.pictures import landscape
from news.html import paragraphs
from news.importing import read_page, save_page
from news.models import Category

PAGES = Path(__file__).parent / "pages"
CATEGORIES = ["Xây dựng Đảng", "Nông thôn mới", "Văn hóa - Xã hội", "An ninh trật tự"]
# Pages with the day they say, and others with how many days before the last one they
# appear; one is still to come.
DATED = ["bau-cu", "tong-ket-2021", "hien-dat", "dai-doan-ket", "sau-bao", "hai-cap"]
RECENT = {"to-an-ninh": 9, "sinh-hoat-mau": 5, "giao-ban-thon": 1, "hop-tac-xa": -2}
SEVEN = datetime.timedelta(hours=7)


def load(world) -> None:
    """Add to a saved world what was published up to its last day."""
    for name in CATEGORIES:
        Category.objects.named(name)
    articles = {}
    for number, name in enumerate([*DATED, *RECENT]):
        page = _page(name, world.today)
        if name in RECENT or page.day <= world.today:
            articles[name] = _publish(page, number)
    comments.load(articles, today=world.today)


def _page(name, today):
    page = read_page((PAGES / f"{name}.txt").read_text())
    if name in RECENT:
        page.day = today - datetime.timedelta(days=RECENT[name])
    return page


def _publish(page, number):
    article, _ = save_page(page)
    article.body = paragraphs("\n\n".join(page.paragraphs))
    article.published_at += SEVEN
    article.author = User.objects.get(username="bientap")
    article.save(update_fields=["body", "published_at", "author"])
    if article.image:
        article.image.file = landscape(number)
        article.image.alternative_text = (
            "Tranh vẽ làng quê: nhà mái ngói giữa ruộng, phía sau là đồi và mặt trời."
        )
        article.image.credit = "Tranh minh họa"
        article.image.save()
    return article
