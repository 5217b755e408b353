"""What editors' content says of somebody who is erased (P-05)."""

import html
import json
import re

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, Revision

from ..models import Testimonial
from .speakers import forget_speaker, interviews_with

#: A shorter name is part of too many words.
SHORTEST_NAME = 4
#: Where a page stands; Wagtail makes both.
PLACE = ("path", "url_path")


def erase_from_content(member, now):
    """Remove the person from interviews and testimonials, from all that is saved of these, and from the log.

    The testimonials go. An interview stays, unpublished and without the name,
    for editors to decide: its recording is a file of the society's library.
    """
    _erase_testimonials(member)
    for page in interviews_with(member):
        names = forget_speaker(page, member, now)
        _erase_names(page, _Names(names))


def _erase_testimonials(member):
    keys = [str(key) for key in member.testimonials.values_list("pk", flat=True)]
    member.testimonials.all().delete()
    # Wagtail keeps the name as the label of what was done.
    ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Testimonial), object_id__in=keys
    ).update(label=_("Former member"))


class _Names:
    """Puts “Former member” where a name stands, in texts and in what is made of texts."""

    def __init__(self, names):
        self.slugs = {slugify(name) for name in names} - {""}
        names = [name for name in names if len(name) >= SHORTEST_NAME]
        spelled = {spelling for name in names for spelling in (name, html.escape(name))}
        longest_first = sorted(spelled, key=len, reverse=True)
        words = "|".join(re.escape(name) for name in longest_first)
        self.pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def out_of(self, value):
        if isinstance(value, str):
            return self.pattern.sub(_("Former member"), value) if self.pattern else value
        if isinstance(value, dict):
            return {key: self.out_of(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.out_of(one) for one in value]
        return value

    def out_of_fields(self, model, content):
        """Return ``content``, the fields of a ``model`` as a revision holds them; streams are JSON in JSON."""
        content = dict(content)
        for field in model._meta.concrete_fields:
            value = content.get(field.name)
            if isinstance(field, StreamField) and isinstance(value, str) and value:
                content[field.name] = json.dumps(self.out_of(json.loads(value)))
            elif _is_text(field) and isinstance(value, str):
                content[field.name] = self.out_of(value)[: field.max_length]
        return content

    def out_of_slug(self, slug, instead):
        return instead if any(one in slug for one in self.slugs) else slug


def _is_text(field):
    """Whether people write what they like into this field."""
    if not isinstance(field, models.CharField | models.TextField) or field.choices:
        return False
    return field.name not in PLACE and not isinstance(field, models.SlugField | models.URLField)


def _erase_names(page, names):
    """Take the names out of title, address and texts of ``page``, of all its versions, and of its log."""
    model, address = type(page), f"interview-{page.translation_key.hex[:8]}"
    for field in model._meta.concrete_fields:
        if isinstance(field, StreamField):
            stream = json.loads(field.value_to_string(page) or "[]")
            setattr(page, field.attname, field.to_python(json.dumps(names.out_of(stream))))
        elif _is_text(field):
            text = names.out_of(getattr(page, field.attname))
            setattr(page, field.attname, text and text[: field.max_length])
    page.slug = names.out_of_slug(page.slug, address)
    page.save(clean=False)
    for version in page.revisions.all():
        content = names.out_of_fields(model, version.content)
        content["slug"] = names.out_of_slug(content["slug"], address)
        content["url_path"] = page.url_path
        Revision.objects.filter(pk=version.pk).update(
            content=content, object_str=names.out_of(version.object_str)
        )
    for entry in registry.get_logs_for_instance(page):
        entry.label, entry.data = names.out_of(entry.label), names.out_of(entry.data)
        entry.save(update_fields=["label", "data"])
