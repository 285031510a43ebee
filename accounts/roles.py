"""The four roles, as groups with permissions. Installed after every migration; safe to run again."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

ALL: list[str] = []  # told from an empty list by identity
EDITED = (
    "article keyfact fact answer articlesource source snapshot citation picture tag tagalias taggedarticle"
    " story frontpick"
).split()
DESK = (
    "lead leadgroup leadrule feed feedpoll watch passagechange suggestion override proposal previewlink approval note"
    " workingcopy"
).split()
CASES = "appeal sanction claim personnote reasontemplate queuealert".split()
READER = ["comments.add_comment", "comments.change_comment", "moderation.add_report"]
EDITOR = [
    *READER,
    *(f"articles.{verb}_{name}" for name in EDITED for verb in ("add", "change", "view")),
    *(
        f"articles.delete_{name}"
        for name in ("keyfact", "fact", "answer", "articlesource", "taggedarticle", "citation")
    ),
    "articles.delete_frontpick",
    "articles.publish_article",
    "articles.view_category",
    "articles.view_revision",
    *(f"curation.{verb}_{name}" for name in DESK for verb in ("add", "change", "view")),
]
MODERATOR = [
    *READER,
    "comments.view_comment",
    "moderation.add_decision",
    "moderation.view_decision",
    "moderation.view_report",
    "moderation.change_report",
    *(f"moderation.{verb}_{name}" for name in CASES for verb in ("add", "change", "view")),
    *(f"comments.{verb}_{name}" for name in ("phrase", "domain") for verb in ("add", "change", "delete", "view")),
]
ROLES = {"reader": READER, "editor": EDITOR, "moderator": MODERATOR, "administrator": ALL}


def install():
    """Give each role exactly its permissions."""
    if not apps.is_installed("django.contrib.auth"):
        return
    by_name = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
    for role, names in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set(by_name.values() if names is ALL else [by_name[n] for n in names if n in by_name])


def lock_administrators(*people):
    """Within a transaction, all and these, in one order: of two who go at once, the second sees that the first has."""
    found = get_user_model().objects.filter(Q(is_superuser=True) | Q(pk__in=people))
    list(found.select_for_update().order_by("pk").values_list("pk"))


def is_last_administrator(person):
    others = get_user_model().objects.active().filter(is_superuser=True).exclude(pk=person.pk)
    return person.is_superuser and not others.exists()


def appoint(user, *roles):
    """Give a person these roles and no others. Administrators and editors may open the admin."""
    user.groups.set(Group.objects.filter(name__in=roles))
    user.is_staff = bool({"editor", "administrator", "moderator"} & set(roles))
    user.is_superuser = "administrator" in roles
    user.save(update_fields=["is_staff", "is_superuser"])
