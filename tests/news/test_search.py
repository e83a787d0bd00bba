from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news import search
from news.illustrations import without_places
from news.models import Article
from news.search import clean_question
from news.views import search as views_search
from tests.factories import make_article, make_document

pytestmark = pytest.mark.django_db

SEARCH = reverse("news:search")
HOUR = timedelta(hours=1)


def ask(client, question, **more):
    return client.get(SEARCH, {"q": question, **more})


def titles(response):
    return [each.article.title for each in response.context["excerpts"]]


@pytest.fixture
def party():
    return make_article(title="Đảng bộ xã Bắc Bình học nghị quyết", lead="Lời dẫn")


@pytest.mark.parametrize(
    "question",
    [
        "đảng bộ",
        "dang bo",
        "ĐẢNG BỘ",
        "nghị quyết đảng",
        '"bắc bình"',
        '"bac binh"',
        "đảng bộ",
    ],
)
def test_with_and_without_accents(client, party, question):
    make_article(title="Bình minh phía bắc đồi")
    assert titles(ask(client, question)) == [party.title]


@pytest.mark.parametrize("place", ["[ảnh 1]", "[Ảnh 12]", " [ẢNH 3] "])
def test_the_place_of_a_picture_is_no_text(client, place):
    article = make_article(body=f"<p>Trước</p><p>{place}</p><p>sau.</p>")
    said = make_article(body="<p>Xem [ảnh 1] và anh 12, 3.</p>")
    # What is searched and what is shown agree on what a place is.
    assert place.strip() not in without_places(article.body)
    for question in ("ảnh 1", "anh 12", "ảnh 3"):
        assert titles(ask(client, question)) == [said.title]
    assert titles(ask(client, '"trước sau"')) == [article.title]


def test_an_address_with_nothing_to_read_leads_to_the_search(client):
    gone = make_article()
    gone.withdraw()
    for address in ("/khong-co/", gone.get_absolute_url()):
        html = client.get(address).content.decode()
        assert f'<form role="search" action="{SEARCH}">' in html
        assert "Đồng chí" not in html


def test_a_phrase_stands_together(client):
    make_article(title="Bình minh ở phía bắc")
    assert titles(ask(client, "bắc bình"))
    assert not titles(ask(client, '"bắc bình"'))


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ('"nông thôn mới"', 1),
        # Its pairs stand there, but apart.
        ('"thôn nông thôn"', 0),
        ('"nông thôn" "vận động"', 1),
        ('"nông thôn" "động vận"', 0),
        ('"động vận" or "nông thôn"', 1),
        # What nothing ends is a phrase too.
        ('"vận động', 1),
        ('"động vận', 0),
        ('"thôn !" "- , mới"', 1),
        ("nông-thôn-mới", 1),
        ("mới/nông", 0),
    ],
)
def test_phrases_are_found_by_their_pairs(client, question, found):
    make_article(title="Vận động", body="<p>Nông thôn mới; về thôn, nông nghiệp</p>")
    make_article(title="Khác")
    assert len(titles(ask(client, question))) == found


def test_as_it_is_spelt_comes_first(client):
    now = timezone.now()
    for hours, title in [(3, "Đảng bộ họp"), (2, "Ai đang bỏ ruộng"), (1, "Dàng bỡ")]:
        make_article(title=title, published=now - hours * HOUR)
    assert titles(ask(client, "Đảng bộ"))[0] == "Đảng bộ họp"
    assert titles(ask(client, "đang bỏ"))[0] == "Ai đang bỏ ruộng"
    assert len(titles(ask(client, "dang bo"))) == 3


def test_title_weighs_more_than_body(client):
    now = timezone.now()
    make_article(title="Làm đường", published=now - 2 * HOUR)
    make_article(title="Khác", body="<p>Làm đường</p>", published=now - HOUR)
    assert titles(ask(client, "lam duong")) == ["Làm đường", "Khác"]


@pytest.mark.parametrize("question", ["25-nq/đu", "25-NQ/ĐU", "25-nq/du", "25 nq đu"])
def test_numbers_of_documents(client, question):
    make_article(title="Quán triệt", body="<p>Nghị quyết 25-NQ/ĐU của Đảng ủy</p>")
    make_article(title="Khác", body="<p>ĐU ngày 25, rồi NQ</p>")
    make_document(number="25-NQ/ĐU")
    make_document(number="26-NQ/ĐU")
    page = ask(client, question)
    assert titles(page)[0] == "Quán triệt"
    if "/" in question:
        assert len(titles(page)) == 1
    assert [d.number for d in page.context["documents"]] == ["25-NQ/ĐU"]


def test_tags_and_attributes_are_no_words(client):
    make_article(body='<p>Xem <a href="https://example.org/strong">đây</a></p>')
    for word in ("strong", "href", "example", "p"):
        assert not titles(ask(client, word))


def test_what_is_not_published_is_not_found(client):
    now = timezone.now()
    make_article(title="Bí ẩn nháp", published=None)
    make_article(title="Bí ẩn hẹn", published=now + HOUR)
    make_article(title="Bí ẩn hết", published=now - 2 * HOUR, expires_at=now - HOUR)
    make_article(title="Bí ẩn gỡ").withdraw()
    make_document(abstract="Bí ẩn chờ", published=False)
    make_document(abstract="Bí ẩn gỡ").withdraw()
    page = ask(client, "bi an")
    assert not titles(page)
    assert page.context["documents"] == []
    # Nor does anything like it.
    assert not list(page.context["like"])


def test_words_are_marked_and_nothing_else_gets_through(client):
    make_article(
        title="<script>Bắc</script> & Bình",
        lead='Xã "Bắc" <b>Bình</b>',
        body="<p>Không</p>",
    )
    html = ask(client, "bac binh").content.decode()
    assert "&lt;script&gt;<mark>Bắc</mark>&lt;/script&gt; &amp; <mark>Bình" in html
    assert "&quot;<mark>Bắc</mark>&quot; &lt;b&gt;<mark>Bình</mark>" in html
    assert "<script>Bắc" not in html


def test_excerpt_comes_from_where_the_words_are(client):
    body = f"<p>{'chữ ' * 80}cầu treo mới &amp; đẹp{' chữ' * 80}</p>"
    make_article(title="Xã nhà", lead="Lời dẫn khác.", body=body)
    html = ask(client, "cau treo").content.decode()
    assert "… " in html
    assert "<mark>cầu</mark> <mark>treo</mark> mới &amp; đẹp" in html
    assert html.count("chữ") < 60


def test_a_slip_of_the_finger_is_met_with_titles_like_it(client, party):
    page = ask(client, "Bắc Bìmh nghi quyêt")
    assert not titles(page)
    assert list(page.context["like"]) == [party]
    assert "Có phải bạn tìm" in page.content.decode()


def test_titles_most_like_come_first_and_only_where_nothing_is_found(client, party):
    near = make_article(title="Bắc Bìmhh nghi quyêtt")
    page = ask(client, "Bắc Bìmh nghi quyêt")
    assert list(page.context["like"]) == [near, party]
    make_document(abstract="Bắc Bìmh nghi quyêt")
    for question in ("Bắc Bìmh nghi quyêt", "Bắc Bình"):
        assert "like" not in ask(client, question).context


def test_the_newest_are_ranked_and_no_more(client, monkeypatch):
    for module in (search, views_search):
        monkeypatch.setattr(module, "MOST_RANKED", 2)
    old, new = (make_article(title=f"Làng nghề {n}") for n in range(2))
    assert not ask(client, "làng nghề").context["is_more"]
    newest = make_article(title="Làng nghề 2")
    page = ask(client, "làng nghề")
    assert page.context["is_more"]
    assert set(titles(page)) == {new.title, newest.title}
    monkeypatch.setattr(search, "MOST_PAIRED", 1)
    assert titles(ask(client, '"làng nghề"')) == [newest.title]


def test_a_question_is_cut_where_nobody_asks_on():
    assert clean_question("x" * 101) == "x" * 100


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        '"',
        '""" -',
        "<script>alert(1)</script>",
        "a' OR 1=1 --",
        "!&|():*<->",
        "\0đảng",
        "x" * 5000,
        "đ" * 200,
        "\u202e\u200b",
        "%%s %(x)s",
    ],
)
def test_odd_questions_are_answered(client, party, question):
    page = ask(client, question)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_pages(client):
    for _ in range(12):
        make_article(title="Làng nghề")
    document = make_document(abstract="Về làng nghề")
    first = ask(client, "lang nghe")
    assert len(titles(first)) == 10
    assert first.context["documents"] == [document]
    second = ask(client, "lang nghe", page="2")
    assert len(titles(second)) == 2
    assert not second.context["documents"]
    assert "?q=lang+nghe&amp;page=1" in second.content.decode()
    assert len(titles(ask(client, "lang nghe", page="99"))) == 2


def test_search_is_not_for_search_engines(client):
    html = client.get(SEARCH).content.decode()
    assert '<meta name="robots" content="noindex, follow">' in html


@pytest.mark.parametrize("question", ["làng nghề", "không có gì như thế"])
def test_four_queries(client, django_assert_max_num_queries, question):
    for _ in range(5):
        make_article(title="Làng nghề")
        make_document(abstract="Về làng nghề")
    with django_assert_max_num_queries(4):
        ask(client, question)


def test_the_database_keeps_what_is_searched(client, party):
    Article.objects.filter(pk=party.pk).update(title="Tên khác hẳn")
    assert titles(ask(client, "khac han")) == ["Tên khác hẳn"]
    assert not titles(ask(client, "hoc nghi quyet"))


def test_indexes_are_used(party):
    """Where there are many rows; the few of a test are read faster one by one."""
    found = Article.objects.found("rất hiếm").values("pk")
    like = Article.objects.like("rat hiem")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "article_search" in found.explain()
    assert "article_title_trigrams" in like.explain()


def test_a_phrase_asks_the_index_of_pairs(party):
    """Of 20,000 articles Postgres would otherwise read all, as all have the words."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for question, asks in [('"bắc bình"', True), ("25-nq/đu", True), ("bình", False)]:
        with CaptureQueriesContext(connection) as queries:
            Article.objects.ranked(question)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {queries[0]['sql']}")
            plan = str(cursor.fetchall())
        assert ("article_pairs" in plan) is asks


def test_what_is_ranked_is_looked_up_by_its_key(party):
    """Of 20,000 articles Postgres would otherwise read all, to rank 500."""
    few = Article.objects.found("đảng bộ").values("pk")[:5]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "Index Cond: (id = ANY" in Article.objects.filter(pk__any_of=few).explain()
    with CaptureQueriesContext(connection) as queries:
        assert Article.objects.ranked("đảng bộ") == [party.pk]
    assert "= ANY(ARRAY(" in queries[0]["sql"]
