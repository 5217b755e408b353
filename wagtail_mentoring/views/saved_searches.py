"""Saved searches: kept from the search, managed from the desk. Another's answers like a missing one (S-02)."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..actions import (
    DeleteSearchAction,
    RenameSearchAction,
    SaveSearchAction,
    SetSearchMailAction,
)
from ..enums import Role
from ..forms.base import NothingForm
from ..forms.saved_searches import QUERY_LENGTH, SaveSearchForm, SearchNameForm
from ..matching.meetings import load_meetings
from ..matching.news import params_of, query_of
from ..matching.params import MEETINGS, SearchParams
from ..matching.people import load_criteria
from ..models import SavedSearch
from ..models.saved_searches import NAME_LENGTH
from .acts import AskFirstFormView
from .base import ActionView, ProgramViewMixin
from .saved_search_words import asked_words, is_whole, suggested_name


def search_url(links, search):
    """Return the address of the search itself."""
    return f"{links.find(Role(search.role).other)}?{search.query}#results"


def saved_searches_of(view, role=None):
    """Return the reader's saved searches in the view's program, in the role ``role`` or in both."""
    if view.member is None:
        return []
    mine = SavedSearch.objects.for_user(view.request.user).filter(program=view.program)
    return list(mine.filter(role=role.value) if role else mine)


def saved_search_rows(view):
    """Return what ``desk/searches.html`` shows of each; two queries if there are any, else one."""
    searches = saved_searches_of(view)
    queries = [search.query for search in searches]
    criteria = with_meetings(view.criteria, *queries) if searches else []
    sends_mail = view.program.saved_search_mail_days is not None
    rows = []
    for search in searches:
        params = params_of(search.query)
        role = Role(search.role).other
        rows.append(
            {
                "name": search.name,
                "url": search_url(view.links, search),
                "asked": asked_words(params, criteria),
                "role": view.program.word(role, plural=True),
                "is_whole": is_whole(params, criteria, role),
                "sends_mail": sends_mail,
                "wants_mail": search.wants_mail,
                "edit_url": view.links.url("desk_search", uuid=search.uuid),
                "mail_url": view.links.url("desk_search_mail", uuid=search.uuid),
                "delete_url": view.links.url("desk_search_delete", uuid=search.uuid),
            }
        )
    return rows


def with_meetings(criteria, *queries):
    """Return the ``criteria``, and the society's meetings where one of these questions asks for them."""
    if not any(MEETINGS in params_of(query).chosen for query in queries):
        return criteria
    meetings = load_meetings(timezone.localdate())
    return [*criteria, (meetings, meetings)]


def find_context(view, own, found, chosen):
    """Return what the search page shows of saved searches: those there are, and the form for one more."""
    query = query_of(found.params)
    searches = saved_searches_of(view, own.role)
    current = next((search for search in searches if search.query == query), None)
    form = None
    if query and current is None and len(query) <= QUERY_LENGTH:
        name = suggested_name(chosen)[:NAME_LENGTH]
        form = SaveSearchForm(
            program=view.program,
            initial={"name": name, "query": query, "wants_mail": True},
            auto_id="save_%s",
        )
    return {
        "saved_searches": [
            {
                "label": search.name,
                "url": search_url(view.links, search),
                "current": search is current,
            }
            for search in searches
        ],
        "saved_current": current,
        "searches_url": f"{view.links.url('desk')}#searches",
        "save_form": form,
        "save_url": view.links.url(f"find_{Role(view.role).value}_save"),
    }


class SaveSearchView(AskFirstFormView):
    """Keep the search that is in the address, or in the form, under a name."""

    form_name = "save_search"
    form_class = SaveSearchForm
    role = None

    @cached_property
    def own(self):
        return self.profiles.get(Role(self.role).other)

    @cached_property
    def query(self):
        """The question, as far as it has the shape of one."""
        if self.request.method == "POST":
            typed = self.request.POST.get("query", "")[:QUERY_LENGTH]
            return query_of(params_of(typed))
        return query_of(SearchParams.parse(self.request.GET))

    def dispatch_in_own_zone(self, request, *args, **kwargs):
        if self.own is None:
            raise Http404
        return super().dispatch_in_own_zone(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if not self.query:
            return HttpResponseRedirect(self.links.find(self.role))
        return super().get(request, *args, **kwargs)

    def get_refusals(self):
        return self.rules.can_search(self.own)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "program": self.program}

    def get_initial(self):
        return {"query": self.query, "wants_mail": True, **super().get_initial()}

    def get_action(self, form=None):
        return SaveSearchAction(
            self.own,
            name=form.cleaned_data["name"],
            query=form.cleaned_data["query"],
            wants_mail=form.cleaned_data.get("wants_mail", False),
            actor=self.request.user,
        )

    def find_url(self, query=None):
        query = self.query if query is None else query
        return f"{self.links.find(self.role)}?{query}#results"

    def get_success_url(self):
        return self.find_url(self.result.query)

    def get_success_message(self):
        return _("The search “%(name)s” is saved. You find it on My mentoring.") % {
            "name": self.result.name
        }

    def get_page_context(self):
        find = _("Find %(role)s") % {"role": self.program.word(self.role, plural=True)}
        title = _("Save this search")
        criteria = with_meetings(load_criteria(self.program), self.query)
        words = asked_words(params_of(self.query), criteria)
        return {
            "mentoring_title": title,
            "mentoring_breadcrumb": [
                {"label": _("My mentoring"), "url": self.links.url("desk")},
                {"label": find, "url": self.find_url()},
                {"label": title},
            ],
            "act_lead": words,
            "submit_label": _("Save this search"),
            "cancel_url": self.find_url(),
            "item_url": self.find_url(),
            "back_label": _("Back to the search"),
        }


class OwnSearchMixin(ProgramViewMixin):
    """Finds the reader's own saved search."""

    read_again = ("search",)

    @cached_property
    def search(self):
        return get_object_or_404(
            SavedSearch.objects.for_user(self.request.user).filter(program=self.program),
            uuid=self.kwargs["uuid"],
        )

    def dispatch_in_own_zone(self, request, *args, **kwargs):
        self.search  # noqa: B018 -- first of all, so that another's answers like a missing one
        return super().dispatch_in_own_zone(request, *args, **kwargs)

    def get_success_url(self):
        return f"{self.links.url('desk')}#searches"

    def get_page_context(self):
        desk = self.get_success_url()
        return {
            "mentoring_title": self.get_title(),
            "mentoring_breadcrumb": [
                {"label": _("My mentoring"), "url": self.links.url("desk")},
                {"label": self.get_title()},
            ],
            "cancel_url": desk,
            "item_url": desk,
            "back_label": _("Go to my mentoring"),
        }


class RenameSearchView(OwnSearchMixin, AskFirstFormView):
    """Give a saved search another name."""

    form_name = "rename_search"
    form_class = SearchNameForm
    success_message = ""

    def get_refusals(self):
        return []

    def get_initial(self):
        return {"name": self.search.name, **super().get_initial()}

    def get_action(self, form=None):
        return RenameSearchAction(
            self.search, name=form.cleaned_data["name"], actor=self.request.user
        )

    def get_title(self):
        return _("Rename the search “%(name)s”") % {"name": self.search.name}

    def get_success_message(self):
        return _("The search is now called “%(name)s”.") % {"name": self.result.name}


class SearchMailView(OwnSearchMixin, ActionView):
    """Switch the mail about new people on (``wants_mail=on``) or off."""

    @property
    def wants_mail(self):
        return self.request.POST.get("wants_mail") == "on"

    @property
    def success_message(self):
        if self.wants_mail:
            return _("You get a mail when somebody new fits.")
        return _("You get no more mails about this search.")

    def get_action(self):
        return SetSearchMailAction(self.search, self.wants_mail, actor=self.request.user)


class DeleteSearchView(OwnSearchMixin, AskFirstFormView):
    """Forget a saved search, after having asked."""

    form_name = "delete_search"
    form_class = NothingForm
    submit_variant = "danger"

    def get_refusals(self):
        return []

    def get_action(self, form=None):
        return DeleteSearchAction(self.search, actor=self.request.user)

    def get_title(self):
        return _("Delete the search “%(name)s”?") % {"name": self.search.name}

    def get_success_message(self):
        return _("The search has been deleted.")

    def get_page_context(self):
        return {
            **super().get_page_context(),
            "submit_label": _("Delete the search"),
            "cancel_label": _("Keep it"),
            "act_lead": _("You get no more mails about it. Nobody else notices."),
        }
