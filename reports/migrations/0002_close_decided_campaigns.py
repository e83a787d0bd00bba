"""Close the ratings of a decided campaign, and fix what a row is about.

Plain SQL and not pgtrigger, whose triggers any session can switch off.
"""

from django.db import migrations

# 23001 (restrict_violation) reaches Django as IntegrityError.
CAMPAIGN = """
CREATE FUNCTION reports_refuse_decided_campaign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.decided_on IS NOT NULL THEN
        RAISE EXCEPTION 'Đợt xếp loại đã có quyết định, không sửa hay xóa được nữa.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER refuse_decided BEFORE UPDATE OR DELETE ON reports_ratingcampaign
    FOR EACH ROW EXECUTE FUNCTION reports_refuse_decided_campaign();
"""

# The campaign is read FOR SHARE, so a level cannot slip in beside a decision that
# another connection is recording: one of the two waits for the other.
RATING = """
CREATE FUNCTION reports_refuse_rating_of_decided() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_campaigns bigint[];
    campaign record;
BEGIN
    row_campaigns := CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.campaign_id]
        WHEN 'DELETE' THEN ARRAY[OLD.campaign_id]
        ELSE ARRAY[OLD.campaign_id, NEW.campaign_id]
    END;
    -- Lock first and look afterwards: a condition on decided_on would be judged on the
    -- row as it was before the decision, and not wait. The schema is named because a
    -- session's temporary table of the same name would be read instead.
    FOR campaign IN
        SELECT decided_on FROM public.reports_ratingcampaign
        WHERE id = ANY (row_campaigns) FOR SHARE
    LOOP
        IF campaign.decided_on IS NOT NULL THEN
            RAISE EXCEPTION 'Đợt xếp loại đã có quyết định, không sửa hay xóa được nữa.'
                USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER refuse_decided BEFORE INSERT OR UPDATE OR DELETE ON reports_rating
    FOR EACH ROW EXECUTE FUNCTION reports_refuse_rating_of_decided();
"""

FIXED = {
    "reports_ratingcampaign": ["year"],
    "reports_rating": ["campaign_id", "cell_id", "member_id", "home_cell_id"],
    "reports_briefing": ["for_month"],
    "reports_briefingattendance": ["briefing_id", "cell_id", "unit_id"],
    "reports_briefingentry": ["briefing_id", "cell_id", "unit_id"],
}


def _trigger(table, columns):
    arguments = ", ".join(f"'{column}'" for column in columns)
    return f"""
CREATE TRIGGER keep_fixed BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION portal_keep_fixed({arguments});"""


FORWARDS = CAMPAIGN + RATING + "".join(_trigger(t, c) for t, c in FIXED.items())
BACKWARDS = (
    "".join(f"DROP TRIGGER keep_fixed ON {table};\n" for table in FIXED)
    + """
DROP TRIGGER refuse_decided ON reports_rating;
DROP TRIGGER refuse_decided ON reports_ratingcampaign;
DROP FUNCTION reports_refuse_rating_of_decided();
DROP FUNCTION reports_refuse_decided_campaign();
"""
)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        ("cells", "0004_fix_what_never_changes"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
