import django.core.validators
import django.db.models.deletion
import members.intervals
import partyportal.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0004_fix_what_never_changes"),
        ("members", "0002_hold_names_of_accounts_to_nfc"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Regulation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("admission_vote", "Tỷ lệ biểu quyết kết nạp"),
                            (
                                "recognition_vote",
                                "Tỷ lệ biểu quyết công nhận chính thức",
                            ),
                            ("strike_off_vote", "Tỷ lệ biểu quyết xóa tên"),
                            ("ordinary_vote", "Tỷ lệ biểu quyết nghị quyết"),
                            ("discipline_vote", "Tỷ lệ biểu quyết kỷ luật"),
                            ("admission_age", "Tuổi kết nạp"),
                            ("admission_decider", "Cấp quyết định kết nạp"),
                            (
                                "certificate_months",
                                "Số tháng giấy chứng nhận có giá trị",
                            ),
                            ("decision_working_days", "Số ngày làm việc để quyết định"),
                            (
                                "ceremony_working_days",
                                "Số ngày làm việc để tổ chức lễ kết nạp",
                            ),
                            ("probation_months", "Số tháng dự bị"),
                            (
                                "recognition_working_days",
                                "Số ngày làm việc để xét công nhận chính thức",
                            ),
                            ("unrated_months", "Số tháng mới vào Đảng chưa xếp loại"),
                            ("excellent_cap", "Tỷ lệ xuất sắc tối đa"),
                            ("badge_years", "Các mốc huy hiệu Đảng"),
                            ("score_frame", "Khung chấm điểm buổi sinh hoạt"),
                            ("meeting_day", "Ngày sinh hoạt trong tháng"),
                            ("meeting_minutes", "Số phút của buổi thường kỳ"),
                            (
                                "combined_minutes",
                                "Số phút của buổi thường kỳ và chuyên đề",
                            ),
                            ("thematic_per_quarter", "Số buổi chuyên đề mỗi quý"),
                            ("attendance_share", "Tỷ lệ dự họp"),
                            ("committee_size", "Số đảng viên chính thức để bầu chi ủy"),
                        ],
                        max_length=30,
                        verbose_name="nội dung",
                    ),
                ),
                (
                    "value",
                    models.JSONField(verbose_name="giá trị"),
                ),
                (
                    "citation",
                    partyportal.fields.VietnameseCharField(
                        help_text="Số, ngày, điều hoặc mục của văn bản.",
                        max_length=200,
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "source",
                    partyportal.fields.VietnameseCharField(
                        blank=True,
                        help_text="Nơi đã đọc được con số này.",
                        max_length=50,
                        verbose_name="nguồn",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("official", "Trang chính thức"),
                            ("newspaper", "Báo chí, trang hỏi đáp pháp luật"),
                            ("second_hand", "Nguồn dẫn lại"),
                            ("unverified", "Chưa đối chiếu"),
                            ("conflict", "Các nguồn nói khác nhau"),
                        ],
                        max_length=20,
                        verbose_name="độ tin cậy",
                    ),
                ),
                (
                    "note",
                    partyportal.fields.VietnameseTextField(
                        blank=True, verbose_name="ghi chú"
                    ),
                ),
                (
                    "started_on",
                    partyportal.fields.DayField(verbose_name="có hiệu lực từ ngày"),
                ),
                (
                    "ended_on",
                    partyportal.fields.DayField(
                        blank=True, null=True, verbose_name="đến hết ngày"
                    ),
                ),
            ],
            options={
                "verbose_name": "quy định",
                "verbose_name_plural": "quy định",
                "ordering": ["subject", "-started_on"],
            },
        ),
        migrations.CreateModel(
            name="RegulationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("admission_vote", "Tỷ lệ biểu quyết kết nạp"),
                            (
                                "recognition_vote",
                                "Tỷ lệ biểu quyết công nhận chính thức",
                            ),
                            ("strike_off_vote", "Tỷ lệ biểu quyết xóa tên"),
                            ("ordinary_vote", "Tỷ lệ biểu quyết nghị quyết"),
                            ("discipline_vote", "Tỷ lệ biểu quyết kỷ luật"),
                            ("admission_age", "Tuổi kết nạp"),
                            ("admission_decider", "Cấp quyết định kết nạp"),
                            (
                                "certificate_months",
                                "Số tháng giấy chứng nhận có giá trị",
                            ),
                            ("decision_working_days", "Số ngày làm việc để quyết định"),
                            (
                                "ceremony_working_days",
                                "Số ngày làm việc để tổ chức lễ kết nạp",
                            ),
                            ("probation_months", "Số tháng dự bị"),
                            (
                                "recognition_working_days",
                                "Số ngày làm việc để xét công nhận chính thức",
                            ),
                            ("unrated_months", "Số tháng mới vào Đảng chưa xếp loại"),
                            ("excellent_cap", "Tỷ lệ xuất sắc tối đa"),
                            ("badge_years", "Các mốc huy hiệu Đảng"),
                            ("score_frame", "Khung chấm điểm buổi sinh hoạt"),
                            ("meeting_day", "Ngày sinh hoạt trong tháng"),
                            ("meeting_minutes", "Số phút của buổi thường kỳ"),
                            (
                                "combined_minutes",
                                "Số phút của buổi thường kỳ và chuyên đề",
                            ),
                            ("thematic_per_quarter", "Số buổi chuyên đề mỗi quý"),
                            ("attendance_share", "Tỷ lệ dự họp"),
                            ("committee_size", "Số đảng viên chính thức để bầu chi ủy"),
                        ],
                        max_length=30,
                        verbose_name="nội dung",
                    ),
                ),
                (
                    "value",
                    models.JSONField(verbose_name="giá trị"),
                ),
                (
                    "citation",
                    partyportal.fields.VietnameseCharField(
                        help_text="Số, ngày, điều hoặc mục của văn bản.",
                        max_length=200,
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "source",
                    partyportal.fields.VietnameseCharField(
                        blank=True,
                        help_text="Nơi đã đọc được con số này.",
                        max_length=50,
                        verbose_name="nguồn",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("official", "Trang chính thức"),
                            ("newspaper", "Báo chí, trang hỏi đáp pháp luật"),
                            ("second_hand", "Nguồn dẫn lại"),
                            ("unverified", "Chưa đối chiếu"),
                            ("conflict", "Các nguồn nói khác nhau"),
                        ],
                        max_length=20,
                        verbose_name="độ tin cậy",
                    ),
                ),
                (
                    "note",
                    partyportal.fields.VietnameseTextField(
                        blank=True, verbose_name="ghi chú"
                    ),
                ),
                (
                    "started_on",
                    partyportal.fields.DayField(verbose_name="có hiệu lực từ ngày"),
                ),
                (
                    "ended_on",
                    partyportal.fields.DayField(
                        blank=True, null=True, verbose_name="đến hết ngày"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="regulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "subject__in",
                        [
                            "admission_vote",
                            "recognition_vote",
                            "strike_off_vote",
                            "ordinary_vote",
                            "discipline_vote",
                            "admission_age",
                            "admission_decider",
                            "certificate_months",
                            "decision_working_days",
                            "ceremony_working_days",
                            "probation_months",
                            "recognition_working_days",
                            "unrated_months",
                            "excellent_cap",
                            "badge_years",
                            "score_frame",
                            "meeting_day",
                            "meeting_minutes",
                            "combined_minutes",
                            "thematic_per_quarter",
                            "attendance_share",
                            "committee_size",
                        ],
                    )
                ),
                name="regulation_subject_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "certainty__in",
                        [
                            "official",
                            "newspaper",
                            "second_hand",
                            "unverified",
                            "conflict",
                        ],
                    )
                ),
                name="regulation_certainty_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="regulation_dates_in_order",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulation",
            constraint=members.intervals.NoOverlap(
                expressions=[
                    ("subject", "="),
                    (
                        members.intervals.DateRange(
                            models.F("started_on"),
                            models.F("ended_on"),
                            models.Value("[]"),
                        ),
                        "&&",
                    ),
                ],
                name="regulation_one_a_subject_at_a_time",
                violation_error_message="Nội dung này đã có quy định trong thời gian này. Hãy ghi ngày kết thúc của quy định cũ trước.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulation",
            constraint=partyportal.fields.NfcConstraint(
                fields=("citation", "source", "note"), name="regulation_text_is_nfc"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regulation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_regulationevent" ("certainty", "citation", "ended_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "started_on", "subject", "value") VALUES (NEW."certainty", NEW."citation", NEW."ended_on", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."started_on", NEW."subject", NEW."value"); RETURN NULL;',
                    hash="296aaac6eb815cc0c99868c3ec6eb4e7abf19981",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3f66a",
                    table="members_regulation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regulation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_regulationevent" ("certainty", "citation", "ended_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "started_on", "subject", "value") VALUES (NEW."certainty", NEW."citation", NEW."ended_on", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."started_on", NEW."subject", NEW."value"); RETURN NULL;',
                    hash="c2db7c78c76f650d1a40108200c62baaebf6e0f1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e3bc7",
                    table="members_regulation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regulation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_regulationevent" ("certainty", "citation", "ended_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "started_on", "subject", "value") VALUES (OLD."certainty", OLD."citation", OLD."ended_on", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."started_on", OLD."subject", OLD."value"); RETURN NULL;',
                    hash="662db79cea790e0e3d3ebdc17903368964909d0e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_69b80",
                    table="members_regulation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="regulationevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="regulationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="members.regulation",
            ),
        ),
    ]
