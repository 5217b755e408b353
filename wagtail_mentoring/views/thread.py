"""What two people have written, in one thread: the request, questions, the answer, and messages."""

from django.template.defaultfilters import filesizeformat
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import RequestNoteKind
from ..links import picture_url
from ..models import Message

#: Of a conversation that is shown on another page, only the latest.
LATEST = 3
#: So many are read for it, to count what is new among them.
RECENT = 50


class Thread:
    """The words of the two people of ``request``, as ``own`` (one of their profiles) reads them.

    ``visible`` says whether the reader may see the other's picture; ``notes`` are those of the request
    if they have been read already; ``mentorship`` is what came of it. Reads the messages with their
    files in two queries, with ``latest`` only so many.
    """

    def __init__(self, request, own, links, *, visible, mentorship=None, notes=None, latest=None):
        self.request, self.own, self.links = request, own, links
        self.mentorship, self.visible, self.notes = mentorship, visible, notes
        self.other = request.other_side(own)
        found = Message.objects.filter(conversation__request=request)
        found = found.order_by("-sent_at", "-pk").prefetch_related("attachments")
        self.messages = list(found[:latest] if latest else found)[::-1]

    @property
    def unread(self):
        """The messages of the other that wait to be read."""
        return [
            message
            for message in self.messages
            if message.written_by != self.own.role and message.read_at is None
        ]

    def bubbles(self):
        """Return all of it in order, as variables of ``elements/message_bubble.html``."""
        found = [*self.words_of_request(), *map(self.bubble_of, self.messages)]
        return sorted(found, key=lambda bubble: bubble["sent"])

    def words_of_request(self):
        """Return what came with the request, with questions about it, and with the answer (D9)."""
        request = self.request
        asker, asked = request.asker, request.asked
        said = [(asker, request.message, request.created_at)]
        for note in request.notes.all() if self.notes is None else self.notes:
            author = asker if note.kind == RequestNoteKind.ANSWER else asked
            said.append((author, note.body, note.created_at))
        said.append((asked, request.decision_message, request.decided_at))
        return [self.bubble(author, text, sent) for author, text, sent in said if text]

    @cached_property
    def last_own(self):
        """The reader's last message: the one that says whether it has been read."""
        return next((m for m in reversed(self.messages) if m.written_by == self.own.role), None)

    def bubble_of(self, message):
        bubble = self.bubble(self.request.side(message.written_by), message.text, message.sent_at)
        state = ""
        if message is self.last_own:
            state = _("Read") if message.read_at else _("Not read yet")
        return bubble | {
            "id": f"message-{message.uuid}",
            "state": state,
            "is_new": not bubble["own"] and message.read_at is None,
            "files": [
                {
                    "name": file.name,
                    "size": filesizeformat(file.size),
                    "url": self.links.url("desk_attachment", uuid=file.uuid),
                }
                for file in message.attachments.all()
            ],
        }

    def bubble(self, author, text, sent):
        own = author.role == self.own.role
        return {
            "author": author.member.name,
            "text": text,
            "sent": sent,
            "own": own,
            "portrait_url": picture_url(author.member) if own or self.visible else "",
        }

    def panel(self, rules):
        """Return what ``messages/panel.html`` shows on the page of the two."""
        unread = len(self.unread)
        few = len(self.messages) <= LATEST
        bubbles = self.bubbles() if few else [self.bubble_of(m) for m in self.messages[-LATEST:]]
        return {
            "url": self.links.url("desk_conversation", uuid=self.request.uuid),
            "latest": bubbles[-LATEST:],
            "has_earlier": not few or len(bubbles) > LATEST,
            "unread": ngettext("%(count)d new message", "%(count)d new messages", unread)
            % {"count": unread}
            if unread
            else "",
            "may_write": not self.refusals(rules),
            "name": self.other.member.name,
        }

    def refusals(self, rules):
        """Return why the reader cannot write; what the page has read already is not asked for again."""
        rules.remember(self.mentorship, "mentorship_of", self.request.pk)
        if self.request.is_open or (self.mentorship is not None and self.mentorship.is_open):
            # A block would have ended it; whoever sends is asked again.
            members = sorted((self.own.member_id, self.other.member_id))
            rules.remember(False, "blocked", *members)
        return rules.can_write(self.request, self.own)
