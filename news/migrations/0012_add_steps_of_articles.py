"""What happens to an article on its way to readers, and its bylines as lines."""

import django.db.models.deletion
import news.bylines
import partyportal.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0011_raise_the_stamp_for_illustrations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="article",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="article",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="article",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_text_is_nfc",
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_byline_role_known",
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_byline_whole",
        ),
        migrations.AddField(
            model_name="article",
            name="approved_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="duyệt lúc"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="bylines",
            field=news.bylines.BylinesField(
                blank=True,
                help_text="Mỗi dòng một mục: “Bài, ảnh: Thu Hà”, “Ảnh: …” hoặc “Nguồn: …”.",
                max_length=500,
                verbose_name="ghi tên",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decided_articles",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người duyệt hoặc trả lại",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="expires_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Từ giờ này bài không còn trên cổng. Thường để trống.",
                null=True,
                verbose_name="hết hạn lúc",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="return_reason",
            field=partyportal.fields.VietnameseTextField(
                blank=True, max_length=1000, verbose_name="lý do trả lại"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="returned_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="trả lại lúc"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="source_key",
            field=partyportal.fields.VietnameseCharField(
                blank=True,
                editable=False,
                max_length=300,
                verbose_name="khóa của bài nhập",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="submitted_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="gửi duyệt lúc"
            ),
        ),
        migrations.AddField(
            model_name="articleevent",
            name="approved_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="duyệt lúc"
            ),
        ),
        migrations.AddField(
            model_name="articleevent",
            name="bylines",
            field=news.bylines.BylinesField(
                blank=True,
                help_text="Mỗi dòng một mục: “Bài, ảnh: Thu Hà”, “Ảnh: …” hoặc “Nguồn: …”.",
                max_length=500,
                verbose_name="ghi tên",
            ),
        ),
        migrations.AddField(
            model_name="articleevent",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người duyệt hoặc trả lại",
            ),
        ),
        migrations.AddField(
            model_name="articleevent",
            name="expires_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Từ giờ này bài không còn trên cổng. Thường để trống.",
                null=True,
                verbose_name="hết hạn lúc",
            ),
        ),
        migrations.AddField(
            model_name="articleevent",
            name="return_reason",
            field=partyportal.fields.VietnameseTextField(
                blank=True, max_length=1000, verbose_name="lý do trả lại"
            ),
        ),
        migrations.AddField(
            model_name="articleevent",
            name="returned_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="trả lại lúc"
            ),
        ),
        migrations.AddField(
            model_name="articleevent",
            name="source_key",
            field=partyportal.fields.VietnameseCharField(
                blank=True,
                editable=False,
                max_length=300,
                verbose_name="khóa của bài nhập",
            ),
        ),
        migrations.AddField(
            model_name="articleevent",
            name="submitted_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="gửi duyệt lúc"
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="published_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Chưa đến giờ thì bài tự hiện khi đến giờ. Đặt giờ đăng cũng là duyệt bài.",
                null=True,
                verbose_name="đăng lúc",
            ),
        ),
        migrations.AlterField(
            model_name="articleevent",
            name="published_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Chưa đến giờ thì bài tự hiện khi đến giờ. Đặt giờ đăng cũng là duyệt bài.",
                null=True,
                verbose_name="đăng lúc",
            ),
        ),
    ]
