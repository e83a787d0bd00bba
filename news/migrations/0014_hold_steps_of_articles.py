"""The steps in order, held by the database, and the old bylines gone."""

import partyportal.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0013_carry_bylines_over"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="article",
            name="byline_name",
        ),
        migrations.RemoveField(
            model_name="article",
            name="byline_role",
        ),
        migrations.RemoveField(
            model_name="articleevent",
            name="byline_name",
        ),
        migrations.RemoveField(
            model_name="articleevent",
            name="byline_role",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "news_articleevent" ("approved_at", "author_id", "body", "bylines", "category_id", "created_at", "decided_by_id", "expires_at", "id", "image_id", "lead", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "return_reason", "returned_at", "slug", "source_key", "submitted_at", "title", "updated_at", "withdrawn_at") VALUES (NEW."approved_at", NEW."author_id", NEW."body", NEW."bylines", NEW."category_id", NEW."created_at", NEW."decided_by_id", NEW."expires_at", NEW."id", NEW."image_id", NEW."lead", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."return_reason", NEW."returned_at", NEW."slug", NEW."source_key", NEW."submitted_at", NEW."title", NEW."updated_at", NEW."withdrawn_at"); RETURN NULL;',
                    hash="d49d1dd9879033d9b2f1b7b65c93d2ba7ae0d24a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_512b0",
                    table="news_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."bylines" IS DISTINCT FROM (NEW."bylines") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."image_id" IS DISTINCT FROM (NEW."image_id") OR OLD."lead" IS DISTINCT FROM (NEW."lead") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."return_reason" IS DISTINCT FROM (NEW."return_reason") OR OLD."returned_at" IS DISTINCT FROM (NEW."returned_at") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source_key" IS DISTINCT FROM (NEW."source_key") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                    func='INSERT INTO "news_articleevent" ("approved_at", "author_id", "body", "bylines", "category_id", "created_at", "decided_by_id", "expires_at", "id", "image_id", "lead", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "return_reason", "returned_at", "slug", "source_key", "submitted_at", "title", "updated_at", "withdrawn_at") VALUES (NEW."approved_at", NEW."author_id", NEW."body", NEW."bylines", NEW."category_id", NEW."created_at", NEW."decided_by_id", NEW."expires_at", NEW."id", NEW."image_id", NEW."lead", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."return_reason", NEW."returned_at", NEW."slug", NEW."source_key", NEW."submitted_at", NEW."title", NEW."updated_at", NEW."withdrawn_at"); RETURN NULL;',
                    hash="45828168e8565d674699a7a2d8bfcacc11ff95e9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_12d52",
                    table="news_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "news_articleevent" ("approved_at", "author_id", "body", "bylines", "category_id", "created_at", "decided_by_id", "expires_at", "id", "image_id", "lead", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "return_reason", "returned_at", "slug", "source_key", "submitted_at", "title", "updated_at", "withdrawn_at") VALUES (OLD."approved_at", OLD."author_id", OLD."body", OLD."bylines", OLD."category_id", OLD."created_at", OLD."decided_by_id", OLD."expires_at", OLD."id", OLD."image_id", OLD."lead", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."return_reason", OLD."returned_at", OLD."slug", OLD."source_key", OLD."submitted_at", OLD."title", OLD."updated_at", OLD."withdrawn_at"); RETURN NULL;',
                    hash="ecb2ba99dbcc2639b9a6cfdd8da98401a0efb5c4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bcd3d",
                    table="news_article",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=partyportal.fields.NfcConstraint(
                fields=(
                    "title",
                    "slug",
                    "lead",
                    "body",
                    "bylines",
                    "return_reason",
                    "source_key",
                ),
                name="article_text_is_nfc",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "bylines__regex",
                        "\\A((Bài, ảnh|Bài|Ảnh|Nguồn): \\S[^\\n]*(\\n(?!\\Z)|\\Z))*\\Z",
                    )
                ),
                name="article_bylines_whole",
                violation_error_message="Mỗi dòng ghi tên cần có vai trò và tên.",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_key", ""), _negated=True),
                fields=("source_key",),
                name="article_imported_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("return_reason", ""), ("returned_at", None)),
                    models.Q(
                        ("approved_at", None),
                        ("returned_at__isnull", False),
                        ("submitted_at", None),
                        models.Q(("return_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="article_returned_whole",
                violation_error_message="Hãy ghi lý do trả lại để người soạn biết cần sửa gì.",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    ("approved_at__isnull", False),
                    ("returned_at__isnull", False),
                    _connector="OR",
                ),
                name="article_decided_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at", None),
                    ("approved_at__isnull", False),
                    _connector="OR",
                ),
                name="article_approved_before_publication",
                violation_error_message="Bài chưa duyệt thì chưa đăng được.",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at", None),
                    models.Q(
                        ("expires_at__gt", models.F("published_at")),
                        ("published_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="article_expires_after_publication",
                violation_error_message="Bài hết hạn sau giờ đăng. Hãy xem lại hai mốc thời gian này.",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("expires_at__isnull", False)),
                fields=["-expires_at"],
                name="article_expiry",
            ),
        ),
    ]
