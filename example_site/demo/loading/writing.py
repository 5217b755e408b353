"""What editors write: topics, questions, testimonials, and the sections of the front page."""

from wagtail_mentoring import actions, models
from wagtail_mentoring.enums import Role
from wagtail_mentoring.pages import models as pages

from .. import faq, testimonials
from .people import stable_uuid
from .site import publish


def make_faq(landing, program):
    """Make the topics, the questions with their answers, and the pages: for all, for mentees, for mentors (R75)."""
    topics = {
        slug: models.ResourceTopic.objects.create(slug=slug, name=name, description=description)
        for slug, (name, description) in faq.TOPICS.items()
    }
    for one in faq.ENTRIES:
        entry = models.FAQEntry(
            topic=topics[one.topic],
            audience=one.audience,
            question=one.question,
            answer=one.answer,
            live=False,
        )
        entry.full_clean(exclude=["locale"])
        entry.save()
        entry.save_revision().publish()
    parent = landing
    for title, slug, audience, introduction, sections in faq.PAGES:
        page = publish(
            parent,
            pages.FAQPage(
                title=title,
                slug=slug,
                program=program,
                audience=audience,
                introduction=introduction,
                contact=faq.CONTACT,
                sections=[
                    (
                        "topic",
                        {"topic": topics.get(topic), "heading": heading, "only_for": only_for},
                    )
                    for topic, heading, only_for in sections
                ],
                show_in_menus=not audience,
            ),
        )
        if parent == landing:
            parent = page


class Voices:
    """Lets members offer testimonials, and an editor publish some of them (R78)."""

    def __init__(self, program, past, editor):
        self.program, self.past, self.editor = program, past, editor

    def speak(self):
        clock = self.past.clock
        for one in sorted(testimonials.OFFERED, key=lambda one: -one.day):
            with clock.at(clock.moment(one.day, one.mentor)):
                offered = self._offer(one)
            if one.is_published or one.is_withdrawn:
                with clock.at(clock.moment(one.day - 3, one.mentor)):
                    offered.latest_revision.publish(user=self.editor)
            if one.is_withdrawn:
                with clock.at(clock.moment(one.day - 30, one.mentor)):
                    actions.WithdrawTestimonialAction(offered, actor=offered.member.user).execute()
        with clock.at(clock.moment(100)):
            for quote, name, role, means in testimonials.GATHERED:
                self._gather(quote, name, role, means, clock.moment(101))

    def _offer(self, one):
        mentorship = self.past.mentorship_of(one.mentor, one.mentee)
        profile = mentorship.side(Role(one.side))
        testimonial = actions.OfferTestimonialAction(
            mentorship,
            profile,
            quote=one.quote,
            name=profile.member.name,
            role=one.role,
            actor=profile.member.user,
        ).execute()
        models.Testimonial.objects.filter(pk=testimonial.pk).update(
            uuid=stable_uuid("testimonial", one.mentor, one.mentee, one.side)
        )
        testimonial.refresh_from_db()
        return testimonial

    def _gather(self, quote, name, role, means, moment):
        testimonial = models.Testimonial(
            uuid=stable_uuid("testimonial", name),
            quote=quote,
            name=name,
            role=role,
            program=self.program,
            consent_given_at=moment,
            consent_means=means,
            live=False,
        )
        testimonial.full_clean(exclude=["locale"])
        testimonial.save()
        testimonial.save_revision(user=self.editor).publish(user=self.editor)


def compose_landing(landing):
    """Give the front page its sections, once there is something to show in each."""
    landing = type(landing).objects.get(pk=landing.pk)
    landing.sections = [
        ("call_to_action", {}),
        ("steps", {"heading": "", "steps": []}),
        ("numbers", {"heading": "The program in numbers", "smallest": 5}),
        (
            "testimonials",
            {"heading": "What members say", "chosen": [], "order": "chosen", "count": 2},
        ),
        ("resources", {"heading": "", "topic": None, "count": 3}),
        ("questions", {"heading": "", "entries": chosen_questions(), "count": 4}),
        ("good_to_know", {"heading": ""}),
        ("contact", {"heading": "", "text": "<p>The {office} answers within a few days.</p>"}),
    ]
    landing.save_revision().publish()


def chosen_questions():
    """The questions somebody has who has never heard of the program."""
    wanted = (
        "What is {program} for?",
        "Does it cost anything?",
        "How do two people find each other?",
    )
    wanted += ("For how long do we work together?",)
    by_question = {entry.question: entry for entry in models.FAQEntry.objects.all()}
    return [by_question[question] for question in wanted]
