"""Nobody who decided before decides on an appeal, nor the author of what was reported; a complaint is of its report.

Copies of the deciders are compared with the decisions themselves, which nobody changes.
"""

from django.db import migrations

# {same}: equal, or both nothing.
FITS = """
    SELECT 1 FROM moderation_decision d LEFT JOIN moderation_decision e ON e.id = d.undoes_id
    WHERE d.id = NEW.decision_id AND d.by_id {same} NEW.first_decider_id AND e.by_id {same} NEW.earlier_decider_id
    AND (NEW.decided_by_id IS NULL OR NOT (NEW.decided_by_id {same} d.person_id))
    AND (NEW.report_id IS NULL OR EXISTS (
        SELECT 1 FROM moderation_report r WHERE r.id = NEW.report_id AND r.by_id {same} NEW.by_id
        AND r.comment_id {same} d.comment_id AND r.article_id {same} d.article_id))
"""
BEFORE = "SELECT 1 FROM moderation_decision WHERE id = NEW.decision_id AND by_id {same} NEW.first_decider_id"
SQLITE = """
    CREATE TRIGGER appeal_names_its_first_decider_{low} BEFORE {event} ON moderation_appeal WHEN NOT EXISTS ({fits})
    BEGIN SELECT RAISE(ABORT, 'the first decider is the one of the decision'); END
"""
POSTGRESQL = """
    CREATE OR REPLACE FUNCTION appeal_names_its_first_decider() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS ({fits}) THEN
            RAISE EXCEPTION 'the first decider is the one of the decision'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
"""
EVENTS = ("INSERT", "UPDATE")


def _put(editor, fits):
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL.format(fits=fits.format(same="IS NOT DISTINCT FROM")), params=None)
        return
    for event in EVENTS:
        said = {"event": event, "low": event.lower(), "fits": fits.format(same="IS")}
        editor.execute(f"DROP TRIGGER appeal_names_its_first_decider_{event.lower()}")
        editor.execute(SQLITE.format(**said), params=None)


def fill(apps, schema_editor):
    appeals = apps.get_model("moderation", "Appeal").objects.filter(decision__undoes__by__isnull=False)
    for appeal in appeals.select_related("decision__undoes"):
        if appeal.decision.undoes.by_id != appeal.decided_by_id:
            appeals.filter(pk=appeal.pk).update(earlier_decider=appeal.decision.undoes.by_id)


def forwards(apps, schema_editor):
    fill(apps, schema_editor)
    _put(schema_editor, FITS)


def backwards(apps, schema_editor):
    _put(schema_editor, BEFORE)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0014_reporters_ask_again")]
    operations = [migrations.RunPython(forwards, backwards)]
