from django.urls import path, re_path

from news.feeds import atom, rss
from news.sitemap import sitemap
from news.views import articles, comments, documents, previews, privacy, search

app_name = "news"
urlpatterns = [
    # The first, as nothing is read as often.
    re_path(
        r"^tin-tuc/(?P<category>[-\w]+)/(?P<slug>[-\w]+)-(?P<pk>[0-9]{1,18})/$",
        articles.article_detail,
        name="article_detail",
    ),
    path("tin-tuc/", articles.article_list, name="article_list"),
    # Zeros before a number would make ever more addresses of one page.
    re_path(
        r"^tin-tuc/(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/$",
        articles.article_month,
        name="article_month",
    ),
    path("tin-tuc/<slug:slug>/", articles.category_detail, name="category_detail"),
    path("noi-bo/y-kien/", comments.comment_list, name="comment_list"),
    path("noi-bo/y-kien/duyet/", comments.comment_decide, name="comment_decide"),
    path("noi-bo/y-kien/<int:pk>/", comments.comment_detail, name="comment_detail"),
    re_path(
        r"^tin-tuc/y-kien/(?P<pk>[1-9][0-9]{0,17})/da-gui/$",
        articles.comment_sent,
        name="comment_sent",
    ),
    path("xem-truoc/<str:token>/", previews.article_preview, name="article_preview"),
    path("the/<slug:slug>/", articles.tag_detail, name="tag_detail"),
    path("rss/", rss, name="rss"),
    path("rss/chuyen-muc/<slug:category>/", rss, name="rss_of_category"),
    path("rss/the/<slug:tag>/", rss, name="rss_of_tag"),
    path("atom/", atom, name="atom"),
    path("atom/chuyen-muc/<slug:category>/", atom, name="atom_of_category"),
    path("atom/the/<slug:tag>/", atom, name="atom_of_tag"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("tim-kiem/", search.search, name="search"),
    path("van-ban/", documents.document_list, name="document_list"),
    re_path(
        r"^van-ban/tep/(?P<name>[0-9a-f]{32}\.(?:pdf|docx|xlsx))$",
        documents.document_file,
        name="document_file",
    ),
    path("quyen-rieng-tu/", privacy.privacy, name="privacy"),
    re_path(
        r"^anh/(?P<name>[0-9a-f]{32}-(?:[0-9]{1,4}\.(?:avif|jpg)|chia-se\.jpg))$",
        articles.picture_file,
        name="picture_file",
    ),
]
