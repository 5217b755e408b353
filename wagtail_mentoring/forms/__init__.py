"""The members' forms. A site replaces one in ``WAGTAIL_MENTORING["FORMS"]`` by its name.

Names: ``enroll``, ``person``, ``picture``, ``portrait``, ``education``, ``position``, ``meetings``,
``linkedin``, ``linkedin_choice``, ``mentor``, ``mentee``, ``wishes``, ``conduct``, ``submit``, ``request``,
``accept``, ``decline``, ``ask``, ``answer``, ``withdraw``, ``end``, ``pause``,
``leave``, ``shortlist_note``, ``save_search``, ``rename_search``,
``delete_search``, ``block``, ``agreement``, ``extend``, ``goal``, ``pair_note``, ``meeting``,
``cancel_meeting``, ``message``, ``message_mail``, ``mails``, ``feeling``,
``check_in``, ``concern``. The view that shows a form says what it is called with.
"""

from django.utils.module_loading import import_string

from ..conf import settings


def get_form_class(name, default):
    """Return the site's form for ``name``, or ``default``.

    Raises ``ImportError`` when the dotted path leads nowhere; a system check
    finds that first.
    """
    path = settings.FORMS.get(name)
    return import_string(path) if path else default
