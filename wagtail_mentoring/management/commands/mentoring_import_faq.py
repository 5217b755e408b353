import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from wagtail_mentoring.actions import ImportFAQAction
from wagtail_mentoring.content.faq_import import existing_questions, findings, rows_of
from wagtail_mentoring.exceptions import ActionBusy, ActionRefused
from wagtail_mentoring.faq_documents import MOST_BYTES, UnreadableDocument, read_document
from wagtail_mentoring.models import MentoringProgram
from wagtail_mentoring.rich_text import plain_text


class Command(BaseCommand):
    help = "Finds the questions and answers in a document (.docx, .html, .txt) and saves them as drafts."

    def add_arguments(self, parser):
        parser.add_argument("file", help="The document.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what was found, and save nothing."
        )
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="How to say it."
        )
        parser.add_argument("--program", default="", help="The program; else every program.")
        parser.add_argument(
            "--language", default="", help="The language; else the site's main one."
        )

    def handle(self, *, file, dry_run, program, language, **options):
        locale = self.find_locale(language)
        program = self.find_program(program) if program else None
        rows = self.read(file)
        said = findings(rows, existing_questions(locale, program))
        saved = 0
        if not dry_run:
            try:
                saved = len(ImportFAQAction(rows, locale=locale, program=program).execute())
            except (ActionRefused, ActionBusy) as error:
                raise CommandError(str(error)) from error
        write = self.write_json if options["format"] == "json" else self.write_text
        write(rows, said, saved)

    def read(self, file):
        path = Path(file)
        try:
            if path.stat().st_size > MOST_BYTES:
                raise CommandError(f"{file} is larger than {MOST_BYTES // 1024**2} MB.")
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        try:
            return rows_of(read_document(content, path.name))
        except UnreadableDocument as error:
            raise CommandError(f"{file}: {error}") from error

    def find_locale(self, code):
        locale = Locale.objects.filter(language_code=code).first() if code else Locale.get_default()
        if locale is None:
            codes = ", ".join(Locale.objects.values_list("language_code", flat=True))
            raise CommandError(f"The site has no language {code!r}. There are: {codes}.")
        return locale

    def find_program(self, slug):
        program = MentoringProgram.objects.filter(slug=slug).first()
        if program is None:
            slugs = ", ".join(MentoringProgram.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no program {slug!r}. There are: {slugs}.")
        return program

    def write_text(self, rows, said, saved):
        for row in rows:
            if row.is_text:
                words = plain_text(row.answer)
                self.stdout.write(f"  (no question) {words[:70]}")
                continue
            self.stdout.write(f"{row.question} [{row.audience}]")
            self.stdout.write(f"    {plain_text(row.answer)[:90] or '(no answer)'}")
            for sentence in said.get(row.id, []):
                self.stdout.write(self.style.WARNING(f"    ! {sentence}"))
        questions = sum(row.becomes_entry for row in rows)
        texts = sum(row.is_text for row in rows)
        self.stdout.write(
            f"{questions} questions, {texts} texts that belong to none, {len(said)} to look at; "
            + (f"{saved} saved as drafts." if saved else "nothing saved.")
        )

    def write_json(self, rows, said, saved):
        self.stdout.write(
            json.dumps(
                {
                    "questions": [
                        {
                            "question": row.question,
                            "answer": row.answer,
                            "audience": row.audience,
                            "section": row.section,
                            "findings": said.get(row.id, []),
                        }
                        for row in rows
                        if not row.is_text
                    ],
                    "texts": [
                        {"section": row.section, "text": row.answer} for row in rows if row.is_text
                    ],
                    "saved": saved,
                },
                ensure_ascii=False,
                indent=2,
            )
        )
