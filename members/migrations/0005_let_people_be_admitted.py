import django.core.validators
import django.db.models.deletion
import partyportal.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0004_fix_what_never_changes"),
        ("members", "0004_load_regulations"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdmissionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "full_name",
                    partyportal.fields.VietnameseCharField(
                        max_length=100, verbose_name="họ và tên"
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "Nữ"), ("male", "Nam")],
                        max_length=10,
                        verbose_name="giới tính",
                    ),
                ),
                ("born_on", partyportal.fields.DayField(verbose_name="ngày sinh")),
                (
                    "occupation",
                    partyportal.fields.VietnameseCharField(
                        blank=True, max_length=100, verbose_name="nghề nghiệp"
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        max_length=11,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^0[0-9]{9,10}\\Z",
                                "Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng số 0.",
                            )
                        ],
                        verbose_name="điện thoại",
                    ),
                ),
                (
                    "ended_on",
                    partyportal.fields.DayField(
                        blank=True, null=True, verbose_name="theo dõi đến hết ngày"
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("dropped", "Thôi theo dõi"),
                            ("refused", "Không được đồng ý kết nạp"),
                            ("expired", "Hồ sơ hết giá trị"),
                            ("struck_off", "Xóa tên trong danh sách dự bị"),
                        ],
                        max_length=20,
                        verbose_name="lý do thôi theo dõi",
                    ),
                ),
                (
                    "note",
                    partyportal.fields.VietnameseTextField(
                        blank=True, verbose_name="ghi chú"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdmissionStep",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("followed", "Theo dõi, bồi dưỡng"),
                            ("outstanding", "Công nhận quần chúng ưu tú"),
                            ("class_proposed", "Đề nghị học lớp nhận thức về Đảng"),
                            ("certified", "Nhận giấy chứng nhận học lớp"),
                            ("applied", "Nộp đơn và lý lịch"),
                            ("checked", "Thẩm tra lý lịch"),
                            ("cell_voted", "Chi bộ xét kết nạp"),
                            ("committee_reviewed", "Đảng ủy xét kết nạp"),
                            ("decided", "Quyết định kết nạp"),
                            ("ceremony", "Lễ kết nạp"),
                            ("recognition_voted", "Chi bộ xét công nhận chính thức"),
                            ("recognised", "Công nhận đảng viên chính thức"),
                        ],
                        max_length=20,
                        verbose_name="bước",
                    ),
                ),
                ("done_on", partyportal.fields.DayField(verbose_name="ngày")),
                (
                    "decided_by",
                    models.CharField(
                        choices=[
                            ("candidate", "Người xin vào Đảng"),
                            ("cell", "Chi bộ"),
                            ("party_committee", "Đảng ủy xã"),
                            ("district_standing", "Ban Thường vụ Huyện ủy"),
                            ("commune_standing", "Ban Thường vụ Đảng ủy xã"),
                        ],
                        max_length=20,
                        verbose_name="cấp quyết định",
                    ),
                ),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="số tán thành"
                    ),
                ),
                (
                    "votes_base",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="trên tổng số đảng viên chính thức",
                    ),
                ),
                (
                    "document_no",
                    partyportal.fields.VietnameseCharField(
                        blank=True, max_length=50, verbose_name="số giấy tờ"
                    ),
                ),
                (
                    "note",
                    partyportal.fields.VietnameseCharField(
                        blank=True, max_length=200, verbose_name="ghi chú"
                    ),
                ),
            ],
            options={
                "verbose_name": "bước kết nạp",
                "verbose_name_plural": "bước kết nạp",
                "ordering": ["done_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AdmissionStepEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("followed", "Theo dõi, bồi dưỡng"),
                            ("outstanding", "Công nhận quần chúng ưu tú"),
                            ("class_proposed", "Đề nghị học lớp nhận thức về Đảng"),
                            ("certified", "Nhận giấy chứng nhận học lớp"),
                            ("applied", "Nộp đơn và lý lịch"),
                            ("checked", "Thẩm tra lý lịch"),
                            ("cell_voted", "Chi bộ xét kết nạp"),
                            ("committee_reviewed", "Đảng ủy xét kết nạp"),
                            ("decided", "Quyết định kết nạp"),
                            ("ceremony", "Lễ kết nạp"),
                            ("recognition_voted", "Chi bộ xét công nhận chính thức"),
                            ("recognised", "Công nhận đảng viên chính thức"),
                        ],
                        max_length=20,
                        verbose_name="bước",
                    ),
                ),
                ("done_on", partyportal.fields.DayField(verbose_name="ngày")),
                (
                    "decided_by",
                    models.CharField(
                        choices=[
                            ("candidate", "Người xin vào Đảng"),
                            ("cell", "Chi bộ"),
                            ("party_committee", "Đảng ủy xã"),
                            ("district_standing", "Ban Thường vụ Huyện ủy"),
                            ("commune_standing", "Ban Thường vụ Đảng ủy xã"),
                        ],
                        max_length=20,
                        verbose_name="cấp quyết định",
                    ),
                ),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="số tán thành"
                    ),
                ),
                (
                    "votes_base",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="trên tổng số đảng viên chính thức",
                    ),
                ),
                (
                    "document_no",
                    partyportal.fields.VietnameseCharField(
                        blank=True, max_length=50, verbose_name="số giấy tờ"
                    ),
                ),
                (
                    "note",
                    partyportal.fields.VietnameseCharField(
                        blank=True, max_length=200, verbose_name="ghi chú"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdmissionTarget",
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
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1930),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="năm",
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(verbose_name="số người")),
                (
                    "document_no",
                    partyportal.fields.VietnameseCharField(
                        blank=True, max_length=50, verbose_name="số giấy tờ"
                    ),
                ),
            ],
            options={
                "verbose_name": "chỉ tiêu kết nạp",
                "verbose_name_plural": "chỉ tiêu kết nạp",
                "ordering": ["-year", "cell"],
            },
        ),
        migrations.CreateModel(
            name="AdmissionTargetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1930),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="năm",
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(verbose_name="số người")),
                (
                    "document_no",
                    partyportal.fields.VietnameseCharField(
                        blank=True, max_length=50, verbose_name="số giấy tờ"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AlterField(
            model_name="reveal",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reveals",
                to="members.member",
                verbose_name="đảng viên",
            ),
        ),
        migrations.CreateModel(
            name="Admission",
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
                    "full_name",
                    partyportal.fields.VietnameseCharField(
                        max_length=100, verbose_name="họ và tên"
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "Nữ"), ("male", "Nam")],
                        max_length=10,
                        verbose_name="giới tính",
                    ),
                ),
                ("born_on", partyportal.fields.DayField(verbose_name="ngày sinh")),
                (
                    "occupation",
                    partyportal.fields.VietnameseCharField(
                        blank=True, max_length=100, verbose_name="nghề nghiệp"
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        max_length=11,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^0[0-9]{9,10}\\Z",
                                "Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng số 0.",
                            )
                        ],
                        verbose_name="điện thoại",
                    ),
                ),
                (
                    "ended_on",
                    partyportal.fields.DayField(
                        blank=True, null=True, verbose_name="theo dõi đến hết ngày"
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("dropped", "Thôi theo dõi"),
                            ("refused", "Không được đồng ý kết nạp"),
                            ("expired", "Hồ sơ hết giá trị"),
                            ("struck_off", "Xóa tên trong danh sách dự bị"),
                        ],
                        max_length=20,
                        verbose_name="lý do thôi theo dõi",
                    ),
                ),
                (
                    "note",
                    partyportal.fields.VietnameseTextField(
                        blank=True, verbose_name="ghi chú"
                    ),
                ),
                ("name_key", partyportal.fields.NameKeyField(source="full_name")),
                (
                    "search_text",
                    partyportal.fields.FoldedField(
                        blank=True, editable=False, sources=("full_name",)
                    ),
                ),
                (
                    "cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admissions",
                        to="cells.cell",
                        verbose_name="chi bộ",
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admission",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentored",
                        to="members.member",
                        verbose_name="đảng viên được phân công giúp đỡ",
                    ),
                ),
            ],
            options={
                "verbose_name": "hồ sơ kết nạp",
                "verbose_name_plural": "hồ sơ kết nạp",
                "ordering": ["name_key", "pk"],
            },
        ),
        migrations.AddField(
            model_name="reveal",
            name="admission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reveals",
                to="members.admission",
                verbose_name="người đang xét kết nạp",
            ),
        ),
        migrations.AddConstraint(
            model_name="reveal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("admission__isnull", False), ("member", None)),
                    models.Q(("admission", None), ("member__isnull", False)),
                    _connector="OR",
                ),
                name="reveal_about_one_person",
            ),
        ),
        migrations.AddField(
            model_name="admissionevent",
            name="cell",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cells.cell",
                verbose_name="chi bộ",
            ),
        ),
        migrations.AddField(
            model_name="admissionevent",
            name="member",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="members.member",
                verbose_name="đảng viên",
            ),
        ),
        migrations.AddField(
            model_name="admissionevent",
            name="mentor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="members.member",
                verbose_name="đảng viên được phân công giúp đỡ",
            ),
        ),
        migrations.AddField(
            model_name="admissionevent",
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
            model_name="admissionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="members.admission",
            ),
        ),
        migrations.AddField(
            model_name="admissionstep",
            name="admission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="members.admission",
                verbose_name="hồ sơ kết nạp",
            ),
        ),
        migrations.AddField(
            model_name="admissionstep",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người ghi",
            ),
        ),
        migrations.AddField(
            model_name="admissionstepevent",
            name="admission",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="members.admission",
                verbose_name="hồ sơ kết nạp",
            ),
        ),
        migrations.AddField(
            model_name="admissionstepevent",
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
            model_name="admissionstepevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="members.admissionstep",
            ),
        ),
        migrations.AddField(
            model_name="admissionstepevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người ghi",
            ),
        ),
        migrations.AddField(
            model_name="admissiontarget",
            name="cell",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="admission_targets",
                to="cells.cell",
                verbose_name="chi bộ",
            ),
        ),
        migrations.AddField(
            model_name="admissiontargetevent",
            name="cell",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cells.cell",
                verbose_name="chi bộ",
            ),
        ),
        migrations.AddField(
            model_name="admissiontargetevent",
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
            model_name="admissiontargetevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="members.admissiontarget",
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", ["female", "male"])),
                name="admission_sex_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "end_reason__in",
                        ["", "dropped", "refused", "expired", "struck_off"],
                    )
                ),
                name="admission_end_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_on", None)),
                    models.Q(
                        ("ended_on__isnull", False),
                        models.Q(("end_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="admission_end_has_reason",
                violation_error_message="Ngày thôi theo dõi và lý do thôi phải ghi cùng nhau.",
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    models.Q(
                        ("end_reason__in", ["dropped", "refused", "expired"]),
                        ("member", None),
                    ),
                    models.Q(("end_reason", "struck_off"), ("member__isnull", False)),
                    _connector="OR",
                ),
                name="admission_struck_off_after_ceremony",
                violation_error_message="Đã kết nạp thì chỉ có thể xóa tên; chưa kết nạp thì không.",
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=partyportal.fields.NfcConstraint(
                fields=("full_name", "occupation", "note"), name="admission_text_is_nfc"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="admission",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_admissionevent" ("born_on", "cell_id", "end_reason", "ended_on", "full_name", "id", "member_id", "mentor_id", "note", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "sex") VALUES (NEW."born_on", NEW."cell_id", NEW."end_reason", NEW."ended_on", NEW."full_name", NEW."id", NEW."member_id", NEW."mentor_id", NEW."note", NEW."occupation", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."sex"); RETURN NULL;',
                    hash="fc2c281ec222ac09fabb2e1bff2fcae27ad9a007",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7e06c",
                    table="members_admission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="admission",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."born_on" IS DISTINCT FROM (NEW."born_on") OR OLD."cell_id" IS DISTINCT FROM (NEW."cell_id") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."mentor_id" IS DISTINCT FROM (NEW."mentor_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."occupation" IS DISTINCT FROM (NEW."occupation") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."sex" IS DISTINCT FROM (NEW."sex"))',
                    func='INSERT INTO "members_admissionevent" ("born_on", "cell_id", "end_reason", "ended_on", "full_name", "id", "member_id", "mentor_id", "note", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "sex") VALUES (NEW."born_on", NEW."cell_id", NEW."end_reason", NEW."ended_on", NEW."full_name", NEW."id", NEW."member_id", NEW."mentor_id", NEW."note", NEW."occupation", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."sex"); RETURN NULL;',
                    hash="949cffb3b7bc58b5442ff37d7f51008a4621d9b9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_14368",
                    table="members_admission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="admission",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_admissionevent" ("born_on", "cell_id", "end_reason", "ended_on", "full_name", "id", "member_id", "mentor_id", "note", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "sex") VALUES (OLD."born_on", OLD."cell_id", OLD."end_reason", OLD."ended_on", OLD."full_name", OLD."id", OLD."member_id", OLD."mentor_id", OLD."note", OLD."occupation", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."sex"); RETURN NULL;',
                    hash="c8c7401c012d41aaa16a3849521d15476a1e5867",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_79aad",
                    table="members_admission",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="admissionstep",
            index=models.Index(fields=["kind", "done_on"], name="step_by_kind_and_day"),
        ),
        migrations.AddConstraint(
            model_name="admissionstep",
            constraint=models.UniqueConstraint(
                fields=("admission", "kind"),
                name="admission_step_once",
                violation_error_message="Bước này đã được ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="admissionstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "followed",
                            "outstanding",
                            "class_proposed",
                            "certified",
                            "applied",
                            "checked",
                            "cell_voted",
                            "committee_reviewed",
                            "decided",
                            "ceremony",
                            "recognition_voted",
                            "recognised",
                        ],
                    )
                ),
                name="admission_step_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="admissionstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "decided_by__in",
                        [
                            "candidate",
                            "cell",
                            "party_committee",
                            "district_standing",
                            "commune_standing",
                        ],
                    )
                ),
                name="admission_step_decided_by_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="admissionstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("votes_base", None), ("votes_for", None)),
                    models.Q(
                        ("votes_base__gt", 0),
                        ("votes_base__isnull", False),
                        ("votes_for__isnull", False),
                        ("votes_for__lte", models.F("votes_base")),
                    ),
                    _connector="OR",
                ),
                name="admission_step_votes_fit",
                violation_error_message="Số tán thành và tổng số phải ghi cùng nhau; số tán thành không lớn hơn tổng số.",
            ),
        ),
        migrations.AddConstraint(
            model_name="admissionstep",
            constraint=partyportal.fields.NfcConstraint(
                fields=("document_no", "note"), name="admission_step_text_is_nfc"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="admissionstep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_admissionstepevent" ("admission_id", "decided_by", "document_no", "done_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "votes_base", "votes_for") VALUES (NEW."admission_id", NEW."decided_by", NEW."document_no", NEW."done_on", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."votes_base", NEW."votes_for"); RETURN NULL;',
                    hash="29661a36e9bee280755063d0c342b46ce65acbe4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f6096",
                    table="members_admissionstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="admissionstep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_admissionstepevent" ("admission_id", "decided_by", "document_no", "done_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "votes_base", "votes_for") VALUES (NEW."admission_id", NEW."decided_by", NEW."document_no", NEW."done_on", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_by_id", NEW."votes_base", NEW."votes_for"); RETURN NULL;',
                    hash="b015d264920661a5ef0d3692fb9a7e99ecbd2ff6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b79da",
                    table="members_admissionstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="admissionstep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_admissionstepevent" ("admission_id", "decided_by", "document_no", "done_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "votes_base", "votes_for") VALUES (OLD."admission_id", OLD."decided_by", OLD."document_no", OLD."done_on", OLD."id", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_by_id", OLD."votes_base", OLD."votes_for"); RETURN NULL;',
                    hash="63714635acb247686af7f7eb437f49c27c154089",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_18f2a",
                    table="members_admissionstep",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="admissiontarget",
            constraint=models.UniqueConstraint(
                fields=("cell", "year"),
                name="admission_target_once",
                violation_error_message="Chi bộ đã có chỉ tiêu của năm này.",
            ),
        ),
        migrations.AddConstraint(
            model_name="admissiontarget",
            constraint=partyportal.fields.NfcConstraint(
                fields=("document_no",), name="admission_target_text_is_nfc"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="admissiontarget",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_admissiontargetevent" ("cell_id", "count", "document_no", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."cell_id", NEW."count", NEW."document_no", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."year"); RETURN NULL;',
                    hash="f3a94642fe36c0cbd5067c27c6a92e9999bb1a57",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_77cf4",
                    table="members_admissiontarget",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="admissiontarget",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_admissiontargetevent" ("cell_id", "count", "document_no", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."cell_id", NEW."count", NEW."document_no", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."year"); RETURN NULL;',
                    hash="40427ea5c8405e6e193fb6b77924dbcc4d54f6ba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6411f",
                    table="members_admissiontarget",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="admissiontarget",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_admissiontargetevent" ("cell_id", "count", "document_no", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (OLD."cell_id", OLD."count", OLD."document_no", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."year"); RETURN NULL;',
                    hash="eea77915324b3be81404acba3562a5ecea128f03",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6f814",
                    table="members_admissiontarget",
                    when="AFTER",
                ),
            ),
        ),
    ]
