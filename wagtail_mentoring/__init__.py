"""A mentoring program inside a learned society's own Wagtail site."""

__version__ = "0.1.0"


def get_member_profile_model():
    """Return the model that holds a person (the site may have swapped it)."""
    return _load("MemberProfile")


def get_mentor_profile_model():
    """Return the model that holds a person's mentor role in one program."""
    return _load("MentorProfile")


def get_mentee_profile_model():
    """Return the model that holds a person's mentee role in one program."""
    return _load("MenteeProfile")


def get_participant_model(role):
    """Return the profile model of ``role`` (a ``Role`` or its value)."""
    return _load("MentorProfile" if role == "mentor" else "MenteeProfile")


def _load(name):
    # Imported here because swapper needs the app registry, which is not ready
    # when Django first imports this package.
    import swapper

    return swapper.load_model("wagtail_mentoring", name)
