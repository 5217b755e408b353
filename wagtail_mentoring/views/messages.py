"""Conversations: all of one's own, one of them with a place to write, and the files that came with it."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..actions import MarkReadAction, SendMessageAction, SetMessageMailAction
from ..enums import OPEN_MENTORSHIP_STATUSES, RequestStatus
from ..exceptions import ActionBusy, ActionRefused
from ..forms import get_form_class
from ..forms.messages import MessageForm, MessageMailForm
from ..models import MentorshipRequest, Message, MessageAttachment
from .base import ActionFormView, ActionView, ProgramTemplateView, ProgramView
from .files import private_download
from .people import person
from .requests import OneRequestMixin

#: Messages on one page of a conversation, and conversations on one page of the list.
PAGE_SIZE = 50
LIST_SIZE = 20


def unread_counts(user, program):
    """Return ``{request id: number of messages that wait to be read by user}`` in a query."""
    rows = (
        Message.objects.unread_by(user)
        .filter(conversation__request__program=program)
        .order_by()
        .values_list("conversation__request")
        .annotate(count=Count("pk"))
    )
    return dict(rows)


def new_messages(count):
    return ngettext("%(count)d new message", "%(count)d new messages", count) % {"count": count}


class MessagesView(ProgramTemplateView):
    """The reader's conversations, the latest first, and those that could begin."""

    template_name = "wagtail_mentoring/messages/messages.html"
    #: What was chosen and could not be stored.
    bound = None

    def get_context_data(self, **kwargs):
        title = _("My messages")
        page = Paginator(self.conversations(), LIST_SIZE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            mentoring_title=title,
            mentoring_breadcrumb=[
                {"label": _("My mentoring"), "url": self.links.url("desk")},
                {"label": title},
            ],
            rows=[self.row(item) for item in page],
            list_page=page,
            mail_form=self.mail_form() if self.member is not None else None,
            mail_url=self.links.url("desk_message_mail"),
            desk_url=self.links.url("desk"),
            **kwargs,
        )

    def conversations(self):
        """Return the requests whose people wrote to each other or may do so."""
        return (
            MentorshipRequest.objects.for_user(self.request.user)
            .filter(program=self.program)
            .filter(
                Q(conversation__isnull=False)
                | Q(status=RequestStatus.PENDING)
                | Q(mentorship__status__in=OPEN_MENTORSHIP_STATUSES)
            )
            .annotate(
                latest=F("conversation__last_message_at"),
                moved_at=Coalesce("conversation__last_message_at", "created_at"),
                last_words=Subquery(
                    Message.objects.filter(conversation__request=OuterRef("pk"))
                    .order_by("-sent_at", "-pk")
                    .values("text")[:1]
                ),
                last_writer=Subquery(
                    Message.objects.filter(conversation__request=OuterRef("pk"))
                    .order_by("-sent_at", "-pk")
                    .values("written_by")[:1]
                ),
            )
            .with_people()
            .order_by("-moved_at", "-pk")
        )

    @cached_property
    def unread(self):
        return unread_counts(self.request.user, self.program)

    def row(self, item):
        own = item.profile_of(self.request.user)
        other = item.other_side(own)
        count = self.unread.get(item.pk, 0)
        return {
            **person(other, self.links),
            "url": self.links.url("desk_conversation", uuid=item.uuid),
            "unread": new_messages(count) if count else "",
            "sent": item.latest,
            "words": self.words(item, own),
            "about": _("About a request")
            if item.is_open
            else self.program.mentorship_name.capitalize(),
        }

    def words(self, item, own):
        """Return what was said last; before the first message that is what came with the request."""
        text, writer = item.last_words, item.last_writer
        if writer is None:
            text, writer = item.message, item.initiated_by
            if not text:
                return _("Nothing written here yet.")
        text = Truncator(text).chars(120) or _("A file")
        return _("You: %(text)s") % {"text": text} if writer == own.role else text

    def mail_form(self):
        form = get_form_class("message_mail", MessageMailForm)
        return self.bound or form(initial={"message_mail": self.member.message_mail})


class MessageMailView(MessagesView):
    """Stores what mails about messages say. GET leads to the list."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.links.url("desk_messages"))

    def post(self, request, *args, **kwargs):
        if self.member is None:
            raise Http404
        form = get_form_class("message_mail", MessageMailForm)(request.POST)
        if not form.is_valid():
            self.bound = form
            return self.render_to_response(self.get_context_data(form=form))
        try:
            SetMessageMailAction(
                self.member, form.cleaned_data["message_mail"], actor=request.user
            ).execute()
        except (ActionRefused, ActionBusy) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Saved. It counts from the next message on."))
        return HttpResponseRedirect(self.links.url("desk_messages"))


class OneConversationMixin(OneRequestMixin):
    """Finds the request whose conversation it is; the address exists before the first message."""

    def conversation_url(self):
        return self.links.url("desk_conversation", uuid=self.item.uuid)


class ConversationView(OneConversationMixin, ActionFormView):
    """What the two have written, and a place to write. Opening it changes nothing (design rule 4)."""

    template_name = "wagtail_mentoring/messages/conversation.html"

    def get_form_class(self):
        return get_form_class("message", MessageForm)

    def get_initial(self):
        return {"form_token": uuid.uuid4(), **super().get_initial()}

    def get_refusals(self):
        return self.thread.refusals(self.rules)

    def get_action(self, form=None):
        data = form.cleaned_data
        return SendMessageAction(
            self.item,
            self.own,
            text=data["message"],
            files=data.get("files", ()),
            form_token=data["form_token"],
            actor=self.request.user,
        )

    def get_success_message(self):
        return self.named(_("Sent to %(name)s."))

    def get_success_url(self):
        return self.conversation_url() + "#latest"

    def get_context_data(self, **kwargs):
        thread = self.thread
        bubbles = thread.bubbles()
        pages = Paginator(bubbles[::-1], PAGE_SIZE)
        page = pages.get_page(self.request.GET.get("page"))
        unread = thread.unread
        title = self.named(_("Messages with %(name)s"))
        context = super().get_context_data(
            mentoring_title=title,
            mentoring_breadcrumb=self.get_breadcrumb(
                {"label": _("My messages"), "url": self.links.url("desk_messages")},
                {"label": title},
            ),
            other=person(self.other, self.links, visible=self.other_is_visible),
            bubbles=page.object_list[::-1],
            list_page=page,
            unread=new_messages(len(unread)) if unread else "",
            unread_until=unread[-1].uuid if unread else "",
            read_url=self.links.url("desk_conversation_read", uuid=self.item.uuid),
            about=self.about(),
            keep=f"message-{self.item.uuid}",
            **kwargs,
        )
        context.setdefault("refusals", [])
        return context

    def about(self):
        """Return ``{label, url}`` of the page of the two."""
        mentorship = getattr(self.item, "mentorship", None)
        if mentorship is not None:
            return {
                "label": _("Go to your %(mentorship)s")
                % {"mentorship": self.program.mentorship_name},
                "url": self.links.url("desk_mentorship", uuid=mentorship.uuid),
            }
        return {"label": _("See the request"), "url": self.item_url()}


class MarkReadView(OneConversationMixin, ActionView):
    """Notes that the reader has seen what was written up to ``until``. A script posts here on opening."""

    def get_success_url(self):
        return self.conversation_url()

    def get_action(self):
        return MarkReadAction(self.item, self.own, until=self.until(), actor=self.request.user)

    def until(self):
        """Return the last message that was on the page: what came since has not been seen."""
        try:
            named = uuid.UUID(self.request.POST.get("until", ""))
        except ValueError:
            return None
        return Message.objects.filter(uuid=named, conversation__request=self.item).first()

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if request.headers.get("X-Requested-With") == "fetch":
            return HttpResponse(status=204)
        return response


class AttachmentView(ProgramView):
    """A file, to be downloaded by the two people alone (S-12, S-24)."""

    def get(self, request, *args, **kwargs):
        attached = get_object_or_404(
            MessageAttachment.objects.filter(
                message__in=Message.objects.in_conversations_of(request.user),
                message__conversation__request__program=self.program,
            ),
            uuid=self.kwargs["uuid"],
        )
        return private_download(attached)
