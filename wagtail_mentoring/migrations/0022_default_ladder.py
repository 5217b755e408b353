"""Programs that are there already get the ladder of reminders that a new one begins with."""

from django.db import migrations

LADDER = {
    "first_conversation": (7,),
    "goals": (14,),
    "quiet": (30, 60),
    "check_in": (3, 6, 12),
    "coming_end": (30, 7),
    "incomplete": (7, 21),
    "without_partner": (45,),
    "paused": (90,),
    "membership": (30, 7),
}


def make(apps, schema_editor):
    using = schema_editor.connection.alias
    ReminderRule = apps.get_model("wagtail_mentoring", "ReminderRule")
    programs = apps.get_model("wagtail_mentoring", "MentoringProgram").objects.using(using)
    ReminderRule.objects.using(using).bulk_create(
        [
            ReminderRule(program_id=program, kind=kind, number=number, count=count)
            for program in programs.values_list("pk", flat=True)
            for kind, counts in LADDER.items()
            for number, count in enumerate(counts, start=1)
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("wagtail_mentoring", "0021_reminders")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
