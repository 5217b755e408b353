"""The form of a resource in the page editor."""

from wagtail.admin.forms import WagtailAdminPageForm


class ResourcePageForm(WagtailAdminPageForm):
    """A draft may be unfinished; what is published, scheduled or sent for review may not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("topics")
        if field is not None and self.instance.locale_id:
            field.queryset = field.queryset.filter(locale=self.instance.locale_id)

    def _post_clean(self):
        super()._post_clean()
        # Only now the page has what was sent.
        if not self.is_deferred_validation:
            for field, error in self.instance.get_missing().items():
                self.add_error(field if field in self.fields else None, error)
