"""A collection "Mentoring" for the recordings, captions and pictures of who edits the program's pages.

Not the root: a permission there would reach the files of the whole site, private collections among
them. A group that the site has given a place for files is left alone.

The permissions are those of Wagtail's own image and document; sites with models of their own are asked
for the same ones.
"""

from django.db import migrations
from django.utils.http import base36_to_int, int_to_base36

from ._permissions import COORDINATORS, DEPENDENCIES, EDITORS

NAME = "Mentoring"
#: app label -> model. Who may choose is asked apart from who may add.
FILES = {"wagtailimages": "image", "wagtaildocs": "document"}
ACTIONS = ("add", "change", "choose")
#: Characters of a step in the path of a tree.
STEP = 4


def get_collection(apps, using):
    """Return the collection below the root, made if there is none; a historical model knows no tree."""
    collections = apps.get_model("wagtailcore", "Collection").objects.using(using)
    root = collections.filter(depth=1).order_by("path").first()
    if root is None:
        return None
    below = collections.filter(depth=2, path__startswith=root.path)
    found = below.filter(name=NAME).first()
    if found is not None:
        return found
    last = below.order_by("path").last()
    number = base36_to_int(last.path[-STEP:].lower()) + 1 if last else 1
    step = int_to_base36(number).upper().zfill(STEP)
    made = collections.create(name=NAME, path=root.path + step, depth=2, numchild=0)
    collections.filter(pk=root.pk).update(numchild=below.count())
    return made


def get_permissions(apps, using):
    """Return the permissions; a fresh database has none of them yet, and Django finds these later."""
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    found = []
    for app, model in FILES.items():
        kind, _is_new = kinds.get_or_create(app_label=app, model=model)
        for action in ACTIONS:
            permission, _is_new = permissions.get_or_create(
                content_type=kind,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {model}"},
            )
            found.append(permission)
    return found


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    given = apps.get_model("wagtailcore", "GroupCollectionPermission").objects.using(using)
    permissions = get_permissions(apps, using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    new = [
        group
        for group in groups.filter(name__in=(COORDINATORS, EDITORS))
        if not given.filter(
            group=group, permission__in=[one for one in permissions if one.codename[:4] == "add_"]
        ).exists()
    ]
    collection = get_collection(apps, using) if new else None
    if collection is None:
        return
    for group in new:
        for permission in permissions:
            given.get_or_create(group=group, collection=collection, permission=permission)


def take(apps, schema_editor):
    """Take the permissions back. The collection stays: it may hold files by now."""
    using = schema_editor.connection.alias
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.using(using).filter(
        group__name__in=(COORDINATORS, EDITORS),
        collection__name=NAME,
        collection__depth=2,
        permission__in=get_permissions(apps, using),
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        *DEPENDENCIES,
        ("wagtailcore", "0026_group_collection_permission"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtail_mentoring", "0031_blocks_of_two_kinds"),
    ]

    operations = [migrations.RunPython(give, take)]
