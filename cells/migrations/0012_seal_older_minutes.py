"""Give minutes sealed before this version their number, text, hash and code.

In plain SQL, because the code that seals today is not that of later versions. Minutes
are numbered in the order they were held, in the mandate of their day; where none is
known they stay without a number. The text says the same as the rows, in a plainer form
than that of newer seals, and says so. The trigger that holds the seal is off meanwhile.
"""

from django.db import migrations

NUMBERS = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cells_meeting DISABLE TRIGGER refuse_sealed;

UPDATE cells_meeting meeting
SET mandate_id = told.mandate_id, number = told.number
FROM (
    SELECT meeting.id, mandate.id AS mandate_id,
        row_number() OVER (
            PARTITION BY mandate.id ORDER BY held_on, sealed_at, meeting.id
        ) AS number
    FROM cells_meeting meeting
    JOIN cells_mandate mandate ON mandate.cell_id = meeting.cell_id
        AND meeting.held_on >= mandate.started_on
        AND (mandate.ended_on IS NULL OR meeting.held_on <= mandate.ended_on)
    WHERE sealed_at IS NOT NULL
) told
WHERE told.id = meeting.id;

INSERT INTO cells_series (mandate_id, paper, last_number)
SELECT mandate_id, 'BB', max(number) FROM cells_meeting
WHERE number IS NOT NULL GROUP BY mandate_id;
"""
WORDS = """
UPDATE cells_meeting meeting
SET sealed_words = told.words
FROM (
    SELECT meeting, jsonb_object_agg(key, name) AS words
    FROM (
        SELECT meeting_id AS meeting, 'member.' || member.id AS key, full_name AS name
        FROM cells_attendance JOIN members_member member ON member.id = member_id
        UNION SELECT meeting.id, 'member.' || member.id, full_name
        FROM cells_meeting meeting
        JOIN members_member member ON member.id IN (chair_id, minute_taker_id)
        UNION SELECT meeting.id, 'cell.' || cell.id, cell.name
        FROM cells_meeting meeting JOIN cells_cell cell ON cell.id = cell_id
        UNION SELECT meeting.id, 'user.' || sealer.id,
            coalesce(nullif(sealer.name, ''), username)
        FROM cells_meeting meeting JOIN members_user sealer ON sealer.id = sealed_by_id
    ) named
    GROUP BY meeting
) told
WHERE told.meeting = meeting.id AND sealed_at IS NOT NULL;
"""
TEXT = """
UPDATE cells_meeting meeting
SET sealed_text = concat_ws(E'\\n',
    'BIÊN BẢN NIÊM PHONG (bản ghi lập lại khi nâng cấp hệ thống)',
    (SELECT name FROM cells_cell WHERE id = cell_id),
    CASE WHEN number IS NOT NULL THEN
        'Số ' || lpad(number::text, greatest(2, length(number::text)), '0') || '-BB/CB'
    END,
    'Hình thức: ' || kind,
    'Kỳ sinh hoạt tháng: ' || to_char(for_month, 'MM/YYYY'),
    'Chuyên đề: ' || nullif(topic, ''),
    'Ngày họp: ' || to_char(held_on, 'DD/MM/YYYY'),
    'Bắt đầu: ' || to_char(start_time, 'HH24:MI'),
    'Kết thúc: ' || to_char(end_time, 'HH24:MI'),
    'Địa điểm: ' || nullif(place, ''),
    'Chủ trì: ' || (sealed_words ->> ('member.' || chair_id)),
    'Người ghi biên bản: ' || (sealed_words ->> ('member.' || minute_taker_id)),
    (
        SELECT string_agg(
            concat_ws(', ',
                'Điểm danh: ' || (sealed_words ->> ('member.' || member_id)),
                standing,
                CASE WHEN is_temporary THEN 'tạm thời' END,
                status,
                nullif(reason, '')
            ),
            E'\\n' ORDER BY sealed_words ->> ('member.' || member_id), member_id
        )
        FROM cells_attendance WHERE meeting_id = meeting.id
    ),
    (
        SELECT string_agg(
            concat_ws(', ', 'Khách mời: ' || name, nullif(title, '')),
            E'\\n' ORDER BY name, id
        )
        FROM cells_guest WHERE meeting_id = meeting.id
    ),
    (
        SELECT string_agg(
            concat_ws(E'\\n', title, nullif(content, ''), nullif(conclusion, '')),
            E'\\n' ORDER BY position, id
        )
        FROM cells_agendaitem WHERE meeting_id = meeting.id
    ),
    'Kết luận:',
    nullif(conclusion, ''),
    'Niêm phong: '
        || to_char(sealed_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM/YYYY'),
    ''
)
WHERE sealed_at IS NOT NULL;
"""
# Random digits of a UUID become letters that do not look alike.
CODES = """
UPDATE cells_meeting
SET sealed_sha256 = encode(sha256(convert_to(sealed_text, 'UTF8')), 'hex'),
    verification_code = upper(regexp_replace(
        translate(
            substr(replace(gen_random_uuid()::text, '-', ''), 1, 12),
            '0123456789abcdef', 'ACDEFHJKMNPRTWXY'
        ),
        '(....)(....)(....)', '\\1-\\2-\\3'
    ))
WHERE sealed_at IS NOT NULL;

SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cells_meeting ENABLE TRIGGER refuse_sealed;
"""


class Migration(migrations.Migration):
    dependencies = [("cells", "0011_keep_words_of_the_seal")]

    operations = [
        migrations.RunSQL(NUMBERS + WORDS + TEXT + CODES, migrations.RunSQL.noop)
    ]
