"""Read the search columns of articles anew: they found the places of pictures."""

import django.contrib.postgres.search
import news.search
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0019_name_the_picture_of_an_article"),
    ]

    operations = [
        migrations.RemoveIndex("article", "article_search"),
        migrations.RemoveField("article", "search"),
        migrations.RemoveField("article", "search_exact"),
        migrations.AddField(
            model_name="article",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.SearchVector(
                            news.search.Words("title"), config="vietnamese", weight="A"
                        ),
                        "||",
                        django.contrib.postgres.search.SearchVector(
                            news.search.Words("lead"), config="vietnamese", weight="B"
                        ),
                        django.contrib.postgres.search.SearchConfig("vietnamese"),
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        news.search.Words(news.search.WithoutPlaces("body")),
                        config="vietnamese",
                        weight="C",
                    ),
                    django.contrib.postgres.search.SearchConfig("vietnamese"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="search_exact",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.SearchVector(
                            news.search.Words("title"), config="simple", weight="A"
                        ),
                        "||",
                        django.contrib.postgres.search.SearchVector(
                            news.search.Words("lead"), config="simple", weight="B"
                        ),
                        django.contrib.postgres.search.SearchConfig("simple"),
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        news.search.Words(news.search.WithoutPlaces("body")),
                        config="simple",
                        weight="C",
                    ),
                    django.contrib.postgres.search.SearchConfig("simple"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            "article", GinIndex(fields=["search"], name="article_search")
        ),
    ]
