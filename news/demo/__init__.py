"""News of the demo world: invented articles with drawn pictures, and their comments."""

import datetime
from pathlib import Path

from django.utils import timezone

from members.models import User
from news.demo.pictures import landscape
from news.html import paragraphs
from news.importing import read_page, save_page
from news.models import Category, Comment

PAGES = Path(__file__).parent / "pages"
CATEGORIES = ["Xây dựng Đảng", "Nông thôn mới", "Văn hóa - Xã hội", "An ninh trật tự"]
# Pages with the day they say, and others with how many days before the last one they
# appear; one is still to come.
DATED = ["bau-cu", "tong-ket-2021", "hien-dat", "dai-doan-ket", "sau-bao", "hai-cap"]
RECENT = {"to-an-ninh": 9, "sinh-hoat-mau": 5, "giao-ban-thon": 1, "hop-tac-xa": -2}
SEVEN = datetime.timedelta(hours=7)
# Article, name, opinion, and what the moderator said of it.
COMMENTS = [
    (
        "giao-ban-thon",
        "Nguyễn Thị Lụa",
        "Nhờ giao ban sáng thứ Hai mà đoạn đèn đường trước nhà tôi được sửa ngay trong "
        "tuần. Cảm ơn chi ủy thôn.",
        "approved",
    ),
    (
        "giao-ban-thon",
        "Trần Đình Khoan",
        "Đề nghị các thôn ghi cả ngày trả lời lên bảng tin để người đi làm xa cũng "
        "theo dõi được.",
        "approved",
    ),
    (
        "giao-ban-thon",
        "Lê Văn Thủy",
        "Thôn tôi chưa thấy giao ban đều. Xã có lịch của từng thôn không ạ?",
        "waiting",
    ),
    (
        "sinh-hoat-mau",
        "Phạm Thu Hằng",
        "Cách gửi tài liệu trước rất hay, chi bộ tôi sẽ làm thử.",
        "waiting",
    ),
    (
        "sinh-hoat-mau",
        "Khách",
        "Vay tiền nhanh, không cần thế chấp, gọi ngay!",
        "refused",
    ),
    (
        "hien-dat",
        "Đỗ Thị Mận",
        "Tôi lấy chồng xa, nay về thấy đường làng rộng đẹp, mừng quá.",
        "approved",
    ),
]


def load(world) -> None:
    """Add to a saved world what was published up to its last day."""
    for name in CATEGORIES:
        Category.objects.named(name)
    articles = {}
    for number, name in enumerate([*DATED, *RECENT]):
        page = _page(name, world.today)
        if name in RECENT or page.day <= world.today:
            articles[name] = _publish(page, number)
    _write_comments(articles, world.today)


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


def _write_comments(articles, today):
    moderator = User.objects.get(username="kiemduyet")
    seven = timezone.make_aware(datetime.datetime.combine(today, datetime.time(7)))
    for number, (name, reader, text, state) in enumerate(COMMENTS):
        if name in articles:
            sent = seven - datetime.timedelta(hours=2 * (len(COMMENTS) - number))
            decided = {} if state == "waiting" else _decided(moderator, sent)
            Comment.objects.create(
                article=articles[name],
                name=reader,
                email=f"bandoc{number}@thudientu.example",
                text=text,
                sent_at=sent,
                network=f"203.0.113.{number}",
                state=state,
                **decided,
            )


def _decided(moderator, sent):
    return {
        "decided_by": moderator,
        "decided_at": sent + datetime.timedelta(hours=2),
    }
