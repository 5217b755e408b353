import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wagtail_mentoring.actions import ImportCriteriaAction
from wagtail_mentoring.actions.criteria_files import (
    FileRefused,
    export_criteria,
    read_document,
    write_document,
)
from wagtail_mentoring.actions.criteria_import import Decision, compare
from wagtail_mentoring.actions.criteria_starter import starter_document
from wagtail_mentoring.exceptions import ActionBusy, ActionRefused
from wagtail_mentoring.models import MentoringProgram


class Command(BaseCommand):
    help = "Writes the criteria of a program to a file, or takes criteria of a file over."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        export = acts.add_parser("export", help="Write criteria to a file, or to the output.")
        export.add_argument("file", nargs="?", default="-", help="The file; “-” is the output.")
        export.add_argument(
            "--only", default="", metavar="A,B", help="Identifiers of the criteria; else all."
        )
        read = acts.add_parser("import", help="Take criteria of a file over.")
        read.add_argument("file", nargs="?", default="-", help="The file; “-” is the input.")
        read.add_argument(
            "--starter", action="store_true", help="The ready-made set instead of a file."
        )
        read.add_argument(
            "--update",
            action="store_true",
            help="Change the program's own criteria of the same identifier, too.",
        )
        read.add_argument("--dry-run", action="store_true", help="Say what would be done.")
        for act in (export, read):
            act.add_argument("--program", default="", help="The program, when there are several.")

    def handle(self, *, act, program, **options):
        if act == "export":
            self.write_file(self.find_program(program), options["file"], options["only"])
        else:
            self.take_over(self.find_program(program), **options)

    def find_program(self, slug):
        programs = MentoringProgram.objects.filter(**({"slug": slug} if slug else {}))
        found = list(programs[:2])
        if len(found) != 1:
            slugs = ", ".join(MentoringProgram.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"Name one program with --program. There are: {slugs}.")
        return found[0]

    def write_file(self, program, file, only):
        criteria = list(program.criteria.all())
        if only:
            wanted = [slug.strip() for slug in only.split(",")]
            unknown = sorted(set(wanted) - {criterion.slug for criterion in criteria})
            if unknown:
                raise CommandError(f"The program has no criterion {', '.join(unknown)}.")
            criteria = [criterion for criterion in criteria if criterion.slug in wanted]
        text = write_document(export_criteria(criteria))
        if file == "-":
            self.stdout.write(text, ending="")
            return
        try:
            Path(file).write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stderr.write(f"{file}: {len(criteria)} criteria written.")

    def take_over(self, program, *, file, starter, update, dry_run, **options):
        try:
            content = write_document(starter_document()) if starter else self.read_file(file)
            items = read_document(content)
        except FileRefused as error:
            raise CommandError(str(error)) from error
        rows = compare(program, items)
        wanted = {Decision.ADD, Decision.UPDATE} if update else {Decision.ADD}
        decisions = {}
        for row in rows:
            state = row.state.value
            if state == "new":
                decisions[row.item.number] = Decision.ADD
            elif state == "differs" and Decision.UPDATE in wanted:
                decisions[row.item.number] = Decision.UPDATE
            does = decisions.get(row.item.number, Decision.SKIP).label
            self.stdout.write(f"{row.item.name}: {row.state.label} – {does}")
            for message in row.messages:
                self.stdout.write(f"    {message}")
        if dry_run:
            return
        try:
            added, updated = ImportCriteriaAction(program, items, decisions).execute()
        except (ActionRefused, ActionBusy) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(added)} added, {len(updated)} changed.")
        bad = [row for row in rows if row.state.value in ("invalid", "conflict")]
        if bad:
            raise CommandError(f"{len(bad)} left out: see above.")

    def read_file(self, file):
        try:
            return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
