"""Factories free of surprises: what is not said is the plainest valid thing."""

import datetime

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from factory.django import DjangoModelFactory

from wagtail_mentoring import (
    get_member_profile_model,
    get_mentee_profile_model,
    get_mentor_profile_model,
)
from wagtail_mentoring.enums import (
    ConcernAbout,
    ConcernRoute,
    CriterionKind,
    MatchRule,
    MembershipState,
    PairFeeling,
    ProfileStatus,
    RequestStatus,
    Role,
)
from wagtail_mentoring.models import (
    CodeOfConductAgreement,
    Concern,
    ConcernPerson,
    Conversation,
    Criterion,
    CriterionChoice,
    DeclineReason,
    EndReason,
    FAQEntry,
    Goal,
    GoalStep,
    MemberBlock,
    MenteeAnswer,
    MentorAnswer,
    MentoringProgram,
    Mentorship,
    MentorshipAgreement,
    MentorshipRequest,
    Message,
    PairMeeting,
    PairNote,
    PairSignal,
    ResourceTopic,
    SavedSearch,
    SocietyMeeting,
    Testimonial,
    pair_key,
)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda o: f"{o.username}@example.com")
    password = factory.django.Password("mentoring")


class ProgramFactory(DjangoModelFactory):
    class Meta:
        model = MentoringProgram
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Program {n}")
    slug = factory.Sequence(lambda n: f"program-{n}")
    office_name = "Program office"
    office_email = "office@society.example"
    #: What factories make is not counted; tests about that set it back.
    completeness_counted_at = datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)

    @factory.post_generation
    def ladder(self, create, extracted, **kwargs):
        """Keep the usual reminders with ``ladder=True``; those of requests stand on the program."""
        if create and not extracted:
            self.reminder_rules.all().delete()


class DeclineReasonFactory(DjangoModelFactory):
    class Meta:
        model = DeclineReason

    program = factory.SubFactory(ProgramFactory)
    text = factory.Sequence(lambda n: f"Reason to decline {n}")


class EndReasonFactory(DjangoModelFactory):
    class Meta:
        model = EndReason

    program = factory.SubFactory(ProgramFactory)
    text = factory.Sequence(lambda n: f"Reason to end {n}")


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = ResourceTopic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class FAQEntryFactory(DjangoModelFactory):
    """A published question with its answer."""

    class Meta:
        model = FAQEntry
        skip_postgeneration_save = True

    question = factory.Sequence(lambda n: f"What about matter {n}?")
    answer = factory.Sequence(lambda n: f"<p>It is settled under number {n}.</p>")

    @factory.post_generation
    def published(self, create, extracted, **kwargs):
        if create and self.live and extracted is not False:
            self.save_revision().publish()
            self.refresh_from_db()


class TestimonialFactory(DjangoModelFactory):
    """A published testimonial, with a consent."""

    class Meta:
        model = Testimonial
        skip_postgeneration_save = True

    quote = factory.Sequence(lambda n: f"It changed the way I work, {n} times.")
    name = factory.Sequence(lambda n: f"Grateful {n}")
    consent_given_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def published(self, create, extracted, **kwargs):
        if create and self.live and extracted is not False:
            self.save_revision().publish()
            self.refresh_from_db()


class MemberFactory(DjangoModelFactory):
    class Meta:
        model = get_member_profile_model()

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Person {n}")
    headline = "Statistician"
    membership_state = MembershipState.CURRENT


class BlockFactory(DjangoModelFactory):
    """``by`` has blocked ``of``."""

    class Meta:
        model = MemberBlock

    by = factory.SubFactory(MemberFactory)
    of = factory.SubFactory(MemberFactory)


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    program = factory.SubFactory(ProgramFactory)
    member = factory.SubFactory(MemberFactory)
    status = ProfileStatus.ACTIVE
    joined_at = factory.LazyFunction(timezone.now)


class MentorFactory(ParticipantFactory):
    class Meta:
        model = get_mentor_profile_model()

    capacity = 2


class MenteeFactory(ParticipantFactory):
    class Meta:
        model = get_mentee_profile_model()


def make_many(factory, program, number):
    """Make so many profiles, with their people and accounts, in a few statements."""
    users = [UserFactory.build(password="") for _one in range(number)]
    names = [user.username for user in users]
    get_user_model().objects.bulk_create(users)
    users = get_user_model().objects.filter(username__in=names)
    members = get_member_profile_model().objects
    members.bulk_create(MemberFactory.build(user=user) for user in users)
    model = factory._meta.model
    model.objects.bulk_create(
        factory.build(program=program, member=member) for member in members.filter(user__in=users)
    )
    return list(model.objects.filter(member__user__in=users).select_related("member"))


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = Criterion

    program = factory.SubFactory(ProgramFactory)
    label = factory.Sequence(lambda n: f"Criterion {n}")
    slug = factory.Sequence(lambda n: f"criterion-{n}")
    kind = CriterionKind.MULTIPLE
    match_rule = MatchRule.ANY_IN_COMMON
    sort_order = factory.Sequence(lambda n: n)


class ChoiceFactory(DjangoModelFactory):
    class Meta:
        model = CriterionChoice

    criterion = factory.SubFactory(CriterionFactory)
    label = factory.Sequence(lambda n: f"Choice {n}")
    sort_order = factory.Sequence(lambda n: n)


class SocietyMeetingFactory(DjangoModelFactory):
    """A meeting to come."""

    class Meta:
        model = SocietyMeeting

    name = factory.Sequence(lambda n: f"Annual meeting {n}")
    place = "Lisbon"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=100))
    ends_on = factory.LazyAttribute(lambda o: o.starts_on + datetime.timedelta(days=3))


def answer(profile, criterion, *choices, value="", level=None):
    """Store the answer of ``profile``: one row per choice, or one row with a value."""
    model = MentorAnswer if profile.role is Role.MENTOR else MenteeAnswer
    if not choices:
        return [model.objects.create(profile=profile, criterion=criterion, value=value)]
    return [
        model.objects.create(profile=profile, criterion=criterion, choice=choice, level=level)
        for choice in choices
    ]


class SavedSearchFactory(DjangoModelFactory):
    """A saved search of ``profile``, a mentor or mentee profile, that has shown nobody yet."""

    class Meta:
        model = SavedSearch
        exclude = ["profile"]

    profile = factory.SubFactory("tests.factories.MenteeFactory")
    program = factory.LazyAttribute(lambda o: o.profile.program)
    member = factory.LazyAttribute(lambda o: o.profile.member)
    role = factory.LazyAttribute(lambda o: o.profile.role.value)
    name = factory.Sequence(lambda n: f"Search {n}")
    query = "q=statistics"


class ConversationFactory(DjangoModelFactory):
    """A conversation about an open request, begun by the mentee; no message yet."""

    class Meta:
        model = Conversation

    request = factory.SubFactory("tests.factories.RequestFactory")
    started_by = Role.MENTEE


class MessageFactory(DjangoModelFactory):
    """An unread message of the mentee."""

    class Meta:
        model = Message

    conversation = factory.SubFactory(ConversationFactory)
    written_by = Role.MENTEE
    text = factory.Sequence(lambda n: f"Hello for the {n}th time.")


class RequestFactory(DjangoModelFactory):
    """An open request of a mentee to a mentor of the same program."""

    class Meta:
        model = MentorshipRequest

    mentor = factory.SubFactory(MentorFactory)
    mentee = factory.SubFactory(MenteeFactory, program=factory.SelfAttribute("..mentor.program"))
    program = factory.SelfAttribute("mentor.program")
    mentor_member = factory.SelfAttribute("mentor.member")
    mentee_member = factory.SelfAttribute("mentee.member")
    initiated_by = Role.MENTEE
    status = RequestStatus.PENDING
    message = "I would like to learn from you."
    open_pair = factory.LazyAttribute(
        lambda o: (
            pair_key(o.program.pk, o.mentor.member_id, o.mentee.member_id)
            if o.status == RequestStatus.PENDING
            else None
        )
    )
    decided_at = factory.LazyAttribute(
        lambda o: None if o.status == RequestStatus.PENDING else timezone.now()
    )


class MentorshipFactory(DjangoModelFactory):
    """An active mentorship, with the places it takes."""

    class Meta:
        model = Mentorship
        skip_postgeneration_save = True

    request = factory.SubFactory(RequestFactory, status=RequestStatus.ACCEPTED)
    mentor = factory.SelfAttribute("request.mentor")
    mentee = factory.SelfAttribute("request.mentee")
    program = factory.SelfAttribute("request.program")
    mentor_member = factory.SelfAttribute("request.mentor_member")
    mentee_member = factory.SelfAttribute("request.mentee_member")
    open_pair = factory.LazyAttribute(
        lambda o: pair_key(o.program.pk, o.mentor.member_id, o.mentee.member_id)
    )
    mentor_slot = factory.LazyAttribute(lambda o: o.mentor.open_mentorships + 1)
    mentee_slot = factory.LazyAttribute(lambda o: o.mentee.open_mentorships + 1)

    @factory.post_generation
    def counted(self, create, extracted, **kwargs):
        for profile in (self.mentor, self.mentee):
            profile.open_mentorships += 1
            profile.save(update_fields=["open_mentorships"])


class AgreementFactory(DjangoModelFactory):
    """What the mentee has proposed to agree on."""

    class Meta:
        model = MentorshipAgreement

    mentorship = factory.SubFactory(MentorshipFactory)
    version = factory.LazyAttribute(lambda o: o.mentorship.agreements.count() + 1)
    proposed_by = Role.MENTEE
    goals = "To give a first talk."
    confirmed_at = factory.LazyAttribute(
        lambda o: timezone.now() if getattr(o, "standing", "") == "confirmed" else None
    )


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    mentorship = factory.SubFactory(MentorshipFactory)
    title = factory.Sequence(lambda n: f"Goal {n}")
    settled_at = factory.LazyAttribute(
        lambda o: timezone.now() if getattr(o, "status", "open") != "open" else None
    )


class GoalStepFactory(DjangoModelFactory):
    class Meta:
        model = GoalStep

    goal = factory.SubFactory(GoalFactory)
    text = factory.Sequence(lambda n: f"Step {n}")


class PairNoteFactory(DjangoModelFactory):
    """A private note of the mentee."""

    class Meta:
        model = PairNote

    mentorship = factory.SubFactory(MentorshipFactory)
    author = Role.MENTEE
    text = factory.Sequence(lambda n: f"Note {n}")


class PairMeetingFactory(DjangoModelFactory):
    """A meeting the mentee has planned for a week from now."""

    class Meta:
        model = PairMeeting

    mentorship = factory.SubFactory(MentorshipFactory)
    planned_by = Role.MENTEE
    starts_at = factory.LazyFunction(
        lambda: (timezone.now() + datetime.timedelta(days=7)).replace(second=0, microsecond=0)
    )
    time_zone = "UTC"


class SignalFactory(DjangoModelFactory):
    """The mentee of a mentorship says that it does not fit."""

    class Meta:
        model = PairSignal

    mentorship = factory.SubFactory(MentorshipFactory)
    role = Role.MENTEE
    member = factory.LazyAttribute(lambda o: o.mentorship.side(o.role).member)
    value = PairFeeling.NOT_A_FIT


class ConcernFactory(DjangoModelFactory):
    """An open concern of a mentee, for the office; ``named`` are members or users."""

    class Meta:
        model = Concern
        skip_postgeneration_save = True

    program = factory.SubFactory(ProgramFactory)
    reporter = factory.SubFactory(MemberFactory)
    route = ConcernRoute.OFFICE
    about = ConcernAbout.PERSON
    category = "Something else"
    what_happened = "They shouted at me."

    @factory.post_generation
    def named(self, create, extracted, **kwargs):
        for one in extracted or ():
            field = "member" if isinstance(one, get_member_profile_model()) else "user"
            ConcernPerson.objects.create(concern=self, **{field: one})


def show_contact(member, audience):
    """Let ``audience`` see every contact detail of ``member``."""
    for name in member.contact_fields:
        setattr(member, f"{name}_visibility", audience)
    member.save()


def publish_code_of_conduct(program, body="<p>Be kind.</p>"):
    """Give ``program`` a published Code of Conduct and return its page."""
    from wagtail_mentoring.pages.models import CodeOfConductPage

    root = CodeOfConductPage._meta.get_field("page_ptr").related_model.objects.get(depth=1)
    page = CodeOfConductPage(
        title="Code of Conduct",
        slug=f"conduct-{program.pk}",
        program=program,
        body=body,
        live=False,
    )
    root.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    program.code_of_conduct_id = page.pk
    program.save(update_fields=["code_of_conduct"])
    program.refresh_from_db()
    return page


def agree(*profiles):
    """Let each profile agree to the binding text of its program's Code of Conduct."""
    for profile in profiles:
        revision = profile.program.conduct_revision()
        CodeOfConductAgreement.objects.create(
            member=profile.member,
            program=profile.program,
            role=profile.role,
            page_title="Code of Conduct",
            revision=revision,
            revision_ref=revision.pk,
            revision_created_at=revision.created_at,
            text_hash="0" * 64,
            language="en",
        )


def make_resource(parent, program, kind="article", *, topics=(), **kwargs):
    """Publish a resource below ``parent``: ``article``, ``link`` or ``document``; return its page."""
    from wagtail_mentoring.pages.models import ArticlePage, DocumentPage

    model = DocumentPage if kind == "document" else ArticlePage
    fields = {
        "article": {"body": "<p>Listen first.</p>"},
        "link": {"link": "https://journal.example/article", "source": "The Journal"},
        "document": {},
    }[kind] | kwargs
    number = parent.get_children().count()
    fields.setdefault("title", f"Resource {number}")
    page = parent.add_child(
        instance=model(slug=f"{kind}-{number}", program=program, topics=list(topics), **fields)
    )
    page.refresh_from_db()
    return page


class Cast:
    """A program with its Code of Conduct, and people who agreed to it."""

    def __init__(self, **rules):
        self.program = ProgramFactory(**rules)
        publish_code_of_conduct(self.program)

    def mentor(self, **kwargs):
        profile = MentorFactory(program=self.program, **kwargs)
        agree(profile)
        return profile

    def mentee(self, **kwargs):
        profile = MenteeFactory(program=self.program, **kwargs)
        agree(profile)
        return profile
