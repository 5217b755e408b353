"""An existing FAQ comes in: paste or upload, correct in a table, save as drafts (F53)."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from ..actions import ImportFAQAction
from ..content.faq_import import (
    JOIN,
    MOVE,
    QUESTION_LENGTH,
    SPLIT,
    apply,
    dump,
    existing_questions,
    findings,
    load,
    parts_of,
    rows_of,
)
from ..enums import Audience
from ..exceptions import ActionBusy, ActionRefused
from ..faq_documents import MOST_BYTES, UnreadableDocument, read_document
from ..models import FAQImport, MentoringProgram, ResourceTopic
from ..models.faq import ANSWER_FEATURES
from ..rich_text import plain_text
from ..rules import get_rules
from .faq_publishing import publish_button

#: Rows on one page: each brings an editor of its own.
PAGE_SIZE = 30
#: Imports that one editor may have under way; older ones go.
MOST_IMPORTS = 5


class DocumentForm(forms.Form):
    """A file or pasted text, and for which language and program it is."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("A Word file (.docx), a web page (.html) or plain text (.txt)."),
        widget=forms.FileInput(attrs={"accept": ".docx,.html,.htm,.txt"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    locale = forms.ModelChoiceField(
        label=gettext_lazy("Language"), queryset=Locale.objects.all(), empty_label=None
    )
    program = forms.ModelChoiceField(
        label=gettext_lazy("Program"),
        queryset=MentoringProgram.objects.all(),
        required=False,
        empty_label=gettext_lazy("Every program"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("locale", Locale.get_active())
        if Locale.objects.count() < 2:
            del self.fields["locale"]
        if MentoringProgram.objects.count() < 2:
            del self.fields["program"]

    def clean(self):
        data = super().clean()
        upload, text = data.get("file"), data.get("text", "")
        if upload is None and not text.strip():
            raise forms.ValidationError(_("Choose a file, or paste the text."))
        # One byte more than may be: who reads it says that it is too large.
        content, name = (upload.read(MOST_BYTES + 1), upload.name) if upload else (text, "")
        try:
            self.rows = rows_of(read_document(content, name))
        except UnreadableDocument as error:
            self.add_error("file" if upload else "text", str(error))
            return data
        if not any(row.question for row in self.rows):
            self.add_error(
                "file" if upload else "text",
                _(
                    "No question was found: a question is a short paragraph or heading that ends with a question mark."
                ),
            )
        return data


class ImportPage(WagtailAdminTemplateMixin, TemplateView):
    """Base of both pages; only for those who may add questions."""

    header_icon = "help"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if get_rules().can_import_faq(request.user):
            raise PermissionDenied

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtail_mentoring_faq:list"), "label": _("Questions and answers")},
            {"url": "", "label": self.page_title},
        ]


class StartImportView(ImportPage):
    template_name = "wagtail_mentoring/admin/faq_import_start.html"
    page_title = gettext_lazy("Import questions and answers")

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", DocumentForm())
        return super().get_context_data(open_imports=self.own_imports(), **kwargs)

    def own_imports(self):
        return FAQImport.objects.filter(owner=self.request.user)

    def post(self, request, *args, **kwargs):
        form = DocumentForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        upload = form.cleaned_data.get("file")
        made = FAQImport.objects.create(
            owner=request.user,
            name=upload.name[:255] if upload else _("Pasted text"),
            locale=form.cleaned_data.get("locale") or Locale.get_active(),
            program=form.cleaned_data.get("program"),
            rows=dump(form.rows),
        )
        kept = self.own_imports()[:MOST_IMPORTS].values_list("pk", flat=True)
        self.own_imports().exclude(pk__in=list(kept)).delete()
        return HttpResponseRedirect(reverse("wagtail_mentoring_faq_import_table", args=[made.uuid]))


class RowForm(forms.Form):
    """One question on the table."""

    keep = forms.BooleanField(label=gettext_lazy("Keep"), required=False)
    question = forms.CharField(
        label=gettext_lazy("Question"),
        required=False,
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    answer = forms.CharField(label=gettext_lazy("Answer"), required=False, strip=False)
    audience = forms.ChoiceField(label=gettext_lazy("For whom"), choices=Audience.choices)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    change = forms.ChoiceField(label=gettext_lazy("Change"), required=False)

    def __init__(self, *args, row, rows, topics, **kwargs):
        kwargs["initial"] = {
            "keep": row.keep,
            "question": row.question,
            "answer": row.answer,
            "audience": row.audience,
            "topic": row.topic,
        }
        super().__init__(*args, prefix=f"row-{row.id}", **kwargs)
        self.row = row
        self.fields["answer"].widget = get_rich_text_editor_widget(features=ANSWER_FEATURES)
        self.fields["topic"].choices = [("", _("None")), *topics]
        if row.section and row.section not in {label for _key, label in topics}:
            self.fields["topic"].choices.append(
                ("new", _("New topic: %(name)s") % {"name": Truncator(row.section).chars(60)})
            )
        self.fields["change"].choices = self.changes(rows)

    def changes(self, rows):
        """Return what can be done with the row beside correcting it."""
        choices = [("", _("Leave it as it is"))]
        others = [one for one in rows if one is not self.row and not one.is_text]
        place = rows.index(self.row)
        if any(not one.is_text for one in rows[:place]):
            choices.append((JOIN, _("It is a part of the answer above")))
        parts = parts_of(self.row.answer)
        if parts and not (self.row.is_text and len(parts) == 0):
            choices.append(
                (
                    _("A new question begins with"),
                    [
                        (f"{SPLIT}:{number}", Truncator(plain_text(part)).chars(60) or "–")
                        for number, part in enumerate(parts, start=1)
                    ],
                )
            )
        if others and self.row.has_answer:
            choices.append(
                (
                    _("The answer belongs to"),
                    [(f"{MOVE}:{one.id}", Truncator(one.question).chars(60)) for one in others],
                )
            )
        return choices

    def store(self):
        """Write what was corrected into the row; what is no valid choice stays as it was."""
        data = self.cleaned_data
        row = self.row
        row.keep = data.get("keep", row.keep)
        row.question = data.get("question", row.question)
        row.answer = data.get("answer", row.answer)
        row.audience = data.get("audience", row.audience)
        row.topic = data.get("topic", row.topic)
        return data.get("change", "")


class ImportTableView(ImportPage):
    """The table of one document: correct, join, split, re-pair, leave out; then save as drafts."""

    template_name = "wagtail_mentoring/admin/faq_import_table.html"
    page_title = gettext_lazy("Questions found")

    @cached_property
    def found(self):
        return get_object_or_404(
            FAQImport.objects.select_related("locale", "program"),
            owner=self.request.user,
            uuid=self.kwargs["uuid"],
        )

    @cached_property
    def rows(self):
        return load(self.found.rows)

    def get_page_subtitle(self):
        return self.found.name

    @cached_property
    def topics(self):
        topics = ResourceTopic.objects.filter(locale=self.found.locale)
        return [(str(topic.pk), topic.name) for topic in topics]

    def page_of(self, number):
        return Paginator(self.rows, PAGE_SIZE).get_page(number)

    def forms_of(self, page, data=None):
        return [
            RowForm(data, row=row, rows=self.rows, topics=self.topics) for row in page.object_list
        ]

    def get_context_data(self, **kwargs):
        page = kwargs.pop("page", None) or self.page_of(self.request.GET.get("p"))
        row_forms = kwargs.pop("row_forms", None) or self.forms_of(page)
        said = findings(self.rows, existing_questions(self.found.locale, self.found.program))
        media = forms.Media()
        for form in row_forms:
            media += form.media
        return super().get_context_data(
            found=self.found,
            page=page,
            row_forms=[(form, said.get(form.row.id, [])) for form in row_forms],
            media=media,
            kept=sum(row.becomes_entry for row in self.rows),
            empty=sum(row.becomes_entry and not row.has_answer for row in self.rows),
            pointed_out=len(said),
            pages=[
                {"number": number, "url": f"?p={number}", "current": number == page.number}
                for number in page.paginator.page_range
            ],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if "discard" in request.POST:
            self.found.delete()
            messages.success(request, _("Nothing was taken over."))
            return HttpResponseRedirect(reverse("wagtail_mentoring_faq:list"))
        page = self.page_of(request.POST.get("p"))
        row_forms = self.forms_of(page, request.POST)
        wrong = [form for form in row_forms if not form.is_valid()]
        changes = {form.row.id: form.store() for form in row_forms}
        if wrong:
            # What could be understood is kept; the rest stands in its field, with what is wrong.
            return self.render_to_response(
                self.get_context_data(page=page, row_forms=row_forms), status=422
            )
        self.found.rows = dump(apply(self.rows, changes))
        self.found.save(update_fields=["rows", "updated_at"])
        if "save" in request.POST:
            return self.save_drafts()
        wanted = request.POST.get("to", "") or page.number
        return HttpResponseRedirect(f"{request.path}?p={wanted}")

    def save_drafts(self):
        try:
            entries = ImportFAQAction(
                load(self.found.rows),
                locale=self.found.locale,
                program=self.found.program,
                finished=self.found,
                actor=self.request.user,
            ).execute()
        except ActionRefused as refused:
            for refusal in refused.refusals:
                messages.error(self.request, refusal.message)
        except ActionBusy as busy:
            messages.error(self.request, str(busy))
        else:
            button = publish_button(entries, self.request.user)
            messages.success(
                self.request,
                ngettext(
                    "%(count)d question is saved as a draft. Read it, then publish it.",
                    "%(count)d questions are saved as drafts. Read them, then publish them.",
                    len(entries),
                )
                % {"count": len(entries)},
                buttons=[button] if button else [],
            )
            return HttpResponseRedirect(reverse("wagtail_mentoring_faq:list"))
        return HttpResponseRedirect(self.request.path)
