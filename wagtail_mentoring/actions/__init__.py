"""The write side: every change of state is one of these classes (design rule 1).

``SomeAction(..., actor=user).execute()`` does it or raises ``ActionRefused``
with reasons a member may read, or ``ActionBusy``; ``.check()`` only asks.
"""

from .agreements import (
    ConfirmAgreementAction,
    ExtendMentorshipAction,
    ProposeAgreementAction,
    WithdrawAgreementAction,
)
from .blocks import BlockAction, LiftBlockAction, UnblockAction
from .check_ins import SaveCheckInAction, SignalFeelingAction
from .concern_measures import (
    EndInCaseAction,
    HoldInCaseAction,
    KeepApartAction,
    LiftInCaseAction,
    PauseBothAction,
    ReadConversationAction,
    SuspendInCaseAction,
)
from .concerns import (
    AddCaseNoteAction,
    AssignConcernAction,
    CloseConcernAction,
    EmptyConcernAction,
    EscalateConcernAction,
    NamePersonAction,
    RaiseConcernAction,
    ReopenConcernAction,
    StartConcernAction,
    WaitConcernAction,
)
from .criteria import MergeChoicesAction, WeighCriteriaAction
from .criteria_import import ImportCriteriaAction
from .enrollment import (
    AgreeToConductAction,
    AnswerValue,
    EnrollAction,
    PreferenceValue,
    SaveAnswersAction,
)
from .erased_content import erase_from_content
from .faq_import import ImportFAQAction
from .goals import (
    AddGoalAction,
    AddNoteAction,
    ChangeGoalAction,
    ChangeNoteAction,
    MarkStepAction,
    RemoveGoalAction,
    RemoveNoteAction,
    SettleGoalAction,
)
from .interviews import WithdrawInterviewConsentAction
from .ladder_rules import SaveLadderAction
from .linkedin import ImportLinkedInAction
from .mail_settings import (
    ForgetBounceAction,
    RecordBounceAction,
    SetMailPreferencesAction,
    record_bounce,
)
from .meetings import SaveMeetingsAction
from .members import RefreshMembershipAction, release_removed_account
from .mentorships import (
    CompleteMentorshipAction,
    ContinueMentorshipAction,
    EndMentorshipAction,
    HoldMentorshipAction,
    MarkFirstConversationAction,
)
from .messages import MarkReadAction, SendMessageAction, SetMessageMailAction, TellOfMessagesAction
from .pair_meetings import (
    CancelMeetingAction,
    MoveMeetingAction,
    PlanMeetingAction,
    RenewCalendarFeedAction,
    StopCalendarFeedAction,
)
from .person import SaveHistoryAction, SavePersonAction, SaveRoleAction
from .pictures import CropPictureAction, SavePictureAction
from .profiles import (
    ApproveProfileAction,
    LeaveProfileAction,
    PauseProfileAction,
    ReinstateProfileAction,
    RejoinProfileAction,
    ResumeProfileAction,
    ReturnProfileAction,
    SubmitProfileAction,
    SuspendProfileAction,
)
from .programs import BindConductAction
from .requests import (
    AcceptRequestAction,
    AnswerInformationAction,
    AskInformationAction,
    DeclineRequestAction,
    ExpireRequestAction,
    MakeRequestAction,
    PromoteWaitingAction,
    WithdrawRequestAction,
)
from .responsiveness import CountResponsesAction
from .saved_searches import (
    DeleteSearchAction,
    RenameSearchAction,
    SaveSearchAction,
    SetSearchMailAction,
)
from .shortlists import (
    BringBackAction,
    DismissAction,
    RemoveFromShortlistAction,
    SaveShortlistNoteAction,
    ShortlistAction,
)
from .testimonials import OfferTestimonialAction, WithdrawTestimonialAction

__all__ = [
    "BlockAction",
    "SaveCheckInAction",
    "SignalFeelingAction",
    "EndInCaseAction",
    "HoldInCaseAction",
    "KeepApartAction",
    "LiftInCaseAction",
    "PauseBothAction",
    "ReadConversationAction",
    "SuspendInCaseAction",
    "AddCaseNoteAction",
    "AssignConcernAction",
    "CloseConcernAction",
    "EmptyConcernAction",
    "EscalateConcernAction",
    "NamePersonAction",
    "RaiseConcernAction",
    "ReopenConcernAction",
    "StartConcernAction",
    "WaitConcernAction",
    "CountResponsesAction",
    "LiftBlockAction",
    "UnblockAction",
    "ShortlistAction",
    "SaveShortlistNoteAction",
    "RemoveFromShortlistAction",
    "DismissAction",
    "BringBackAction",
    "AcceptRequestAction",
    "AgreeToConductAction",
    "AnswerInformationAction",
    "AnswerValue",
    "ApproveProfileAction",
    "BindConductAction",
    "AskInformationAction",
    "CompleteMentorshipAction",
    "ContinueMentorshipAction",
    "CropPictureAction",
    "DeclineRequestAction",
    "DeleteSearchAction",
    "EndMentorshipAction",
    "EnrollAction",
    "ExpireRequestAction",
    "HoldMentorshipAction",
    "ImportLinkedInAction",
    "ImportCriteriaAction",
    "ImportFAQAction",
    "LeaveProfileAction",
    "ForgetBounceAction",
    "RecordBounceAction",
    "SetMailPreferencesAction",
    "SaveLadderAction",
    "record_bounce",
    "MakeRequestAction",
    "MarkFirstConversationAction",
    "MarkReadAction",
    "MergeChoicesAction",
    "OfferTestimonialAction",
    "PauseProfileAction",
    "PreferenceValue",
    "PromoteWaitingAction",
    "RefreshMembershipAction",
    "ReinstateProfileAction",
    "RejoinProfileAction",
    "RenameSearchAction",
    "ResumeProfileAction",
    "ReturnProfileAction",
    "SaveAnswersAction",
    "SaveHistoryAction",
    "SaveMeetingsAction",
    "SavePersonAction",
    "SavePictureAction",
    "SaveRoleAction",
    "SaveSearchAction",
    "SendMessageAction",
    "SetMessageMailAction",
    "SetSearchMailAction",
    "SubmitProfileAction",
    "TellOfMessagesAction",
    "SuspendProfileAction",
    "WeighCriteriaAction",
    "WithdrawRequestAction",
    "WithdrawInterviewConsentAction",
    "WithdrawTestimonialAction",
    "erase_from_content",
    "release_removed_account",
    "AddGoalAction",
    "AddNoteAction",
    "CancelMeetingAction",
    "ChangeGoalAction",
    "ChangeNoteAction",
    "ConfirmAgreementAction",
    "ExtendMentorshipAction",
    "MarkStepAction",
    "MoveMeetingAction",
    "PlanMeetingAction",
    "ProposeAgreementAction",
    "RemoveGoalAction",
    "RemoveNoteAction",
    "RenewCalendarFeedAction",
    "SettleGoalAction",
    "StopCalendarFeedAction",
    "WithdrawAgreementAction",
]
