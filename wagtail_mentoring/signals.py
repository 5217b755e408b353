"""Signals. ``sender`` is always a class: the action's for ``before_action``, the model's for the others.

Signals in the past tense are sent after the transaction has been committed.
"""

from django.dispatch import Signal

#: Sent inside the transaction, with the rows locked, before an action writes.
#: Provides: action. Raise ``ActionVetoed`` to refuse; other exceptions are logged and ignored.
before_action = Signal()

#: Provides: instance (a mentor or mentee profile), actor (user or None)
profile_submitted = Signal()
profile_approved = Signal()
profile_returned = Signal()
profile_paused = Signal()
profile_resumed = Signal()
profile_left = Signal()
profile_suspended = Signal()
profile_reinstated = Signal()

#: Provides: instance (MentorshipRequest), actor (user or None)
request_made = Signal()
request_declined = Signal()
request_withdrawn = Signal()
request_expired = Signal()
request_closed = Signal()
request_promoted = Signal()
request_note_added = Signal()
#: Provides: instance (MentorshipRequest), mentorship, actor
request_accepted = Signal()

#: Provides: instance (Mentorship), actor (user or None)
first_conversation_held = Signal()
mentorship_held = Signal()
mentorship_resumed = Signal()
mentorship_ended = Signal()
mentorship_extended = Signal()

#: Provides: instance (MentorshipAgreement), actor
agreement_proposed = Signal()
agreement_confirmed = Signal()
agreement_withdrawn = Signal()

#: Provides: instance (Goal), actor
goal_added = Signal()
goal_changed = Signal()

#: Provides: instance (PairNote that both may read), actor
note_shared = Signal()

#: Provides: instance (PairMeeting), actor (user or None)
meeting_planned = Signal()
meeting_moved = Signal()
meeting_canceled = Signal()

#: Provides: instance (Message), actor
message_sent = Signal()

#: Provides: instance (PairSignal), actor
pair_feeling_told = Signal()
#: Provides: instance (CheckIn), actor
check_in_answered = Signal()
#: Provides: instance (Concern), actor. Whoever listens keeps the secret: see docs/explanation/privacy.md
concern_raised = Signal()
concern_closed = Signal()

#: Provides: instance (Testimonial), actor
testimonial_offered = Signal()
testimonial_withdrawn = Signal()

#: Provides: instance (interview page), member (the speaker whose link is gone), actor
interview_consent_withdrawn = Signal()

#: Provides: instance (CodeOfConductAgreement), actor
conduct_agreed = Signal()
#: Provides: instance (member profile), before, after (MembershipState)
membership_changed = Signal()

#: Provides: instance (Criterion), source_ids (choices that are gone), target (CriterionChoice), actor
choices_merged = Signal()
#: Provides: instance (MentoringProgram), added, updated (lists of Criterion), actor
criteria_imported = Signal()
