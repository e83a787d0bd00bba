from django.urls import path, re_path

from news import views

app_name = "news"
urlpatterns = [
    path("tin-tuc/", views.article_list, name="article_list"),
    path("tin-tuc/<slug:slug>/", views.category_detail, name="category_detail"),
    re_path(
        r"^tin-tuc/(?P<category>[-\w]+)/(?P<slug>[-\w]+)-(?P<pk>[0-9]{1,18})/$",
        views.article_detail,
        name="article_detail",
    ),
    path("tin-tuc/y-kien/<int:pk>/da-gui/", views.comment_sent, name="comment_sent"),
    re_path(
        r"^anh/(?P<name>[0-9a-f]{32}-(?:[0-9]{1,4}\.(?:avif|jpg)|chia-se\.jpg))$",
        views.picture_file,
        name="picture_file",
    ),
]
