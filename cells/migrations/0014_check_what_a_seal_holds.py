"""Let no meeting be sealed without its number, or with a hash of another text."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION cells_seal_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number IS NULL THEN
        RAISE EXCEPTION 'Biên bản niêm phong phải có số.'
            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.sealed_sha256
        <> encode(sha256(convert_to(NEW.sealed_text, 'UTF8')), 'hex')
    THEN
        RAISE EXCEPTION 'Mã kiểm tra không khớp với nội dung niêm phong.'
            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER seal_is_whole BEFORE INSERT OR UPDATE ON cells_meeting
    FOR EACH ROW WHEN (NEW.sealed_at IS NOT NULL)
    EXECUTE FUNCTION cells_seal_is_whole();
"""
BACKWARDS = "DROP FUNCTION cells_seal_is_whole() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("cells", "0013_seal_whole_or_not_at_all")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
