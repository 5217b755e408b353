"""Several questions are published at once, as after an import; what is not ready stays a draft (F53)."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import CharField, Exists, OuterRef, Prefetch
from django.db.models.functions import Cast
from django.http import Http404
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.models import Revision, WorkflowState
from wagtail.permission_policies import ModelPermissionPolicy

from ..models import FAQEntry
from .bulk_acts import ListedBulkAction
from .permissions import valid_keys

#: Longest address that every server takes: a link to more entries than fit is not offered.
LONGEST_ADDRESS = 3_500


class PublishFAQBulkAction(ListedBulkAction):
    """Publishes the newest draft of each, by the rules of the editor's own button."""

    display_name = gettext_lazy("Publish")
    action_type = "publish"
    aria_label = gettext_lazy("Publish the selected questions")
    action_priority = 10
    template_name = "wagtail_mentoring/admin/faq_publish.html"

    @classproperty
    def models(cls):
        return [FAQEntry]

    @classmethod
    def is_allowed_for(cls, user):
        return ModelPermissionPolicy(FAQEntry).user_has_permission(user, "publish")

    @classmethod
    def get_queryset(cls, model, object_ids):
        # As Wagtail's own lists of pages load them: asking for a lock costs a query otherwise.
        reviews = Prefetch(
            "workflow_states",
            WorkflowState.objects.active().select_related("current_task_state__task"),
            to_attr="_current_workflow_states",
        )
        scheduled = Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(model),
            object_id=Cast(OuterRef("pk"), CharField()),
            approved_go_live_at__isnull=False,
        )
        found = list(
            model.objects.filter(pk__in=valid_keys(model, object_ids))
            .annotate(is_scheduled=Exists(scheduled))
            .select_related("latest_revision", "locked_by")
            .prefetch_related(reviews)
        )
        if not found:
            raise Http404
        return found

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.update(ready=[], refused=[], done=[])
        for row in context["items"]:
            entry = row["item"]
            if is_published(entry):
                context["done"].append(entry)
            elif reason := why_not(entry, self.request.user):
                context["refused"].append((entry, reason))
            else:
                context["ready"].append(entry)
        return context

    def object_context(self, snippet):
        return {"item": snippet}

    @classmethod
    def execute_action(cls, objects, self=None, **kwargs):
        published = 0
        refused = []
        # Whoever saves one of them at the same moment waits.
        keys = [entry.pk for entry in objects]
        for entry in FAQEntry.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
            if is_published(entry):
                continue
            reason = why_not(entry, self.request.user)
            if reason:
                refused.append(f"{entry} ({reason})")
                continue
            (entry.latest_revision or entry.save_revision()).publish(user=self.request.user)
            published += 1
        if refused:
            messages.warning(
                self.request, _("Still drafts: %(questions)s") % {"questions": "; ".join(refused)}
            )
        return published, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        if not num_parent_objects:
            return None
        return ngettext(
            "%(count)d question is published.",
            "%(count)d questions are published.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


def is_published(entry):
    """Return whether readers see the newest draft."""
    return entry.live and not entry.has_unpublished_changes


def why_not(entry, user):
    """Return in a sentence why the newest draft of ``entry`` cannot be published now, or an empty text."""
    revision = entry.latest_revision
    draft = entry.with_content_json(revision.content) if revision else entry
    may_be_locked = (
        entry.locked or entry.current_workflow_state or getattr(entry, "is_scheduled", True)
    )
    lock = entry.get_lock() if may_be_locked else None
    if lock and lock.for_user(user):
        return _("It is locked, or somebody is reviewing it.")
    if draft.go_live_at:
        return _("It has a date of its own: publish it on its page.")
    if draft.publication_error():
        return _("It has no answer.")
    try:
        # What the editor's form asks before it publishes; keys of other rows cannot be wrong here.
        draft.clean_fields(
            exclude=[field.name for field in draft._meta.fields if field.is_relation]
        )
        draft.clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def publish_button(entries, user):
    """Return the button of a message that leads to publishing ``entries``; ``None`` if there is nothing to offer."""
    if not any(entry.has_answer for entry in entries) or not PublishFAQBulkAction.is_allowed_for(
        user
    ):
        return None
    meta = FAQEntry._meta
    url = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "publish"])
    query = [("id", entry.pk) for entry in entries] + [
        ("next", reverse("wagtail_mentoring_faq:list"))
    ]
    url = f"{url}?{urlencode(query)}"
    if len(url) > LONGEST_ADDRESS:
        return None
    return messages.button(url, _("Publish all that are complete"))
