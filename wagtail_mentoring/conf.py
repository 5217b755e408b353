"""Settings: one dictionary, ``WAGTAIL_MENTORING``, read lazily.

``from wagtail_mentoring.conf import settings`` and use attributes. A name that
is not in ``DEFAULTS`` raises ``AttributeError``; ``checks.py`` reports unknown
keys and dotted paths that do not resolve.
"""

from django.conf import settings as django_settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

SETTING_NAME = "WAGTAIL_MENTORING"

DEFAULTS = {
    # Who is a current member (docs/how-to/membership-backend.md)
    "MEMBERSHIP_BACKEND": "wagtail_mentoring.membership.ActiveAccountBackend",
    # Group name for membership.GroupBackend
    "MEMBERSHIP_GROUP": "",
    # Every "may X do Y?" (docs/reference/rules.md)
    "RULES_CLASS": "wagtail_mentoring.rules.MentoringRules",
    # Template of the site that the members' pages extend
    "BASE_TEMPLATE": "base.html",
    # Sender of all mails; empty means DEFAULT_FROM_EMAIL
    "FROM_EMAIL": "",
    # Where replies go when a program has no office address; empty means FROM_EMAIL
    "REPLY_TO": "",
    # Scheme and host for links in mails, such as "https://society.example"; empty means the Wagtail site's root URL
    "BASE_URL": "",
    # What sends a mail once it is queued: "auto" (a background worker if the site has one, else a
    # thread of the web process), "task", "thread", or "off" (mentoring_send_mail alone)
    "MAIL_WAKE": "auto",
    # Seconds a sender may hold a mail before another takes it over
    "MAIL_LEASE_SECONDS": 300,
    # Hours after which a mail that cannot be delivered is given up
    "MAIL_RETRY_HOURS": 72,
    # Seconds to wait for one answer of the mail server
    "MAIL_TIMEOUT_SECONDS": 30,
    # Mails taken from the outbox at a time
    "MAIL_BATCH_SIZE": 50,
    # Minutes after which a queued mail makes `mentoring_check` fail
    "MAIL_ALERT_MINUTES": 15,
    # Hours without any sender after which mails that waited are held back for somebody to look at
    "MAIL_HOLD_HOURS": 24,
    # Days after its day a reminder still goes out; one that is later than that is left out
    "REMINDER_CATCH_UP_DAYS": 14,
    # Days a sent mail's body is kept
    "MAIL_BODY_DAYS": 30,
    # Seconds an action waits for rows another holds
    "LOCK_TIMEOUT_SECONDS": 5,
    # Pictures: largest upload in bytes, largest width times height, longest stored side
    "PICTURE_MAX_BYTES": 5 * 1024 * 1024,
    "PICTURE_MAX_PIXELS": 24_000_000,
    "PICTURE_MAX_SIDE": 800,
    # Alias of the storage for members' pictures; it should not be publicly served
    "PICTURE_STORAGE": "default",
    # Files that go with a message: how many, the largest in bytes, and the kinds that are taken by their endings
    # (attachments.py knows how each begins)
    "ATTACHMENT_MAX_FILES": 5,
    "ATTACHMENT_MAX_BYTES": 5 * 1024 * 1024,
    "ATTACHMENT_TYPES": ("pdf", "png", "jpg", "webp", "docx", "odt", "txt"),
    # Alias of the storage for them; empty means PICTURE_STORAGE. It should not be publicly served
    "ATTACHMENT_STORAGE": "",
    # Where members' replies to mails about messages arrive, such as "mentoring+{token}@society.example"
    # (docs/how-to/inbound-mail.md); empty: replies by mail are off
    "INBOUND_ADDRESS": "",
    # What fetches them for mentoring_fetch_mail, and its options
    "INBOUND_BACKEND": "wagtail_mentoring.inbound.backends.MaildirBackend",
    "INBOUND_OPTIONS": {},
    # Shared secret of the address that takes a mail by POST; empty: there is no such address
    "INBOUND_WEBHOOK_SECRET": "",
    # Largest mail that is read, in bytes, files included
    "INBOUND_MAX_BYTES": 25 * 1024 * 1024,
    # Name by which your mail server signs Authentication-Results; when set, a mail must have passed DMARC there
    "INBOUND_AUTHSERV_ID": "",
    # Largest LinkedIn archive a member may upload, in bytes; nothing of the file is kept
    "LINKEDIN_MAX_BYTES": 25 * 1024 * 1024,
    # Results on a page of a search
    "SEARCH_PAGE_SIZE": 12,
    # People each process keeps in memory for searches, of all programs together
    "SEARCH_PEOPLE_IN_MEMORY": 500_000,
    # Answers to “Was this helpful?” that are counted for one question within a minute
    "FAQ_VOTES_PER_MINUTE": 30,
    # What a recorded interview without captions, transcript or description of what is only seen meets:
    # "refuse" (it is not published), or "advise" (the editor is told, and decides)
    "INTERVIEW_ACCESSIBILITY": "refuse",
    # Interviews in a podcast feed, the newest
    "PODCAST_LENGTH": 100,
    # Apple's category of the podcast, such as "Education" or "Science > Mathematics"
    "PODCAST_CATEGORY": "Education",
    # People named for each saved search in a mail; it says how many there are
    "SAVED_SEARCH_MAIL_PEOPLE": 3,
    # Concerns a member may raise within a day (S-27)
    "CONCERNS_PER_DAY": 5,
    # Member forms by name, to replace by a dotted path (docs/reference/settings.md)
    "FORMS": {},
    # Names of hosts in a private network, such as the society's own wiki, that `mentoring_check_links` may ask
    "LINK_CHECK_PRIVATE_HOSTS": (),
}

#: Settings whose value is a dotted path to a class.
DOTTED_PATHS = ("MEMBERSHIP_BACKEND", "RULES_CLASS")


#: Settings with a fixed list of values.
CHOICES = {
    "MAIL_WAKE": ("auto", "task", "thread", "off"),
    "INTERVIEW_ACCESSIBILITY": ("refuse", "advise"),
}


class MentoringSettings:
    """Attribute access to ``WAGTAIL_MENTORING`` over ``DEFAULTS``."""

    def __init__(self):
        self._classes = {}

    def __getattr__(self, name):
        if name not in DEFAULTS:
            raise AttributeError(f"{SETTING_NAME} has no setting {name!r}.")
        return getattr(django_settings, SETTING_NAME, {}).get(name, DEFAULTS[name])

    def load(self, name):
        """Return the class that the dotted path in setting ``name`` stands for.

        Raises ``ImportError`` with the path when there is none.
        """
        if name not in self._classes:
            self._classes[name] = import_string(getattr(self, name))
        return self._classes[name]

    def reload(self, **kwargs):
        if kwargs.get("setting", SETTING_NAME) == SETTING_NAME:
            self._classes.clear()


settings = MentoringSettings()
setting_changed.connect(settings.reload, dispatch_uid="wagtail_mentoring.conf.reload")
