"""ModelAdmin's views, as strict as the app's own: exports are safe, histories ask for the permission."""

from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_modeladmin.views import HistoryView, IndexView, InspectView

from ...wagtail_admin.export import MAX_ROWS, NeutralCellsMixin, log_export
from ...wagtail_admin.permissions import EXPORT


class RecordIndexView(NeutralCellsMixin, IndexView):
    """A list whose export needs its own permission, is bounded and logged (S-25)."""

    def get_filters_params(self, params=None):
        """Return the parameters of the list's own filters, and no others.

        ModelAdmin hands the rest to the database as lookups: whoever sees the list could ask
        for a private note, an answer or a password, letter by letter (S-05, S-07).
        """
        known = set()
        for item in self.list_filter:
            name = item if isinstance(item, str) else item.parameter_name
            known |= {name, f"{name}__exact", f"{name}__isnull"}
        found = super().get_filters_params(params)
        return {name: values for name, values in found.items() if name in known}

    def as_spreadsheet(self, queryset, spreadsheet_format):
        user = self.request.user
        if not user.has_perm(EXPORT):
            raise PermissionDenied
        count = queryset.count()
        if count > MAX_ROWS:
            messages.error(
                self.request,
                _("These are %(count)d rows, more than a file may have. Filter the list first.")
                % {"count": count},
            )
            return HttpResponseRedirect(self.request.path)
        filters = {name: values for name, values in self.params.lists() if any(values)}
        log_export(user, self.get_page_title(), count, spreadsheet_format, filters)
        return super().as_spreadsheet(queryset, spreadsheet_format)


class RecordInspectView(InspectView):
    """Shows computed columns as well as fields."""

    def get_dict_for_field(self, field_name):
        label = label_for_field(field_name, model=self.model, model_admin=self.model_admin)
        computed = getattr(self.model_admin, field_name, None)
        if computed is None:
            value = self.get_field_display_value(field_name)
        else:
            value = computed(self.instance)
        empty = self.model_admin.get_empty_value_display(field_name)
        return {"label": capfirst(label), "value": empty if value in (None, "") else value}


class RecordHistoryView(HistoryView):
    def check_action_permitted(self, user):
        return self.permission_helper.user_can_inspect_obj(user, self.instance)
