"""Roles within categories: whose clips and comments somebody of the team may work on."""

from django.db import transaction

from accounts.models import audit
from articles.models import CategoryRole

EDITOR, MODERATOR = "editor", "moderator"


def categories_of(user, role):
    """The numbers of the categories that a role of theirs is limited to; None: all of them.

    Without a row the role is for the whole site. An administrator is limited by nothing.
    """
    if not user.is_authenticated or user.is_superuser:
        return None
    found = set(CategoryRole.objects.filter(user=user, role=role).values_list("category", flat=True))
    return found or None


@transaction.atomic
def limit(user, category, role, *, by):
    """From here on their role holds in this category, and in others that were named so; given twice, it is one."""
    row, new = CategoryRole.objects.get_or_create(user=user, category=category, role=role)
    if new:
        audit(user, "limit role", by=by, role=role, category=category.name)
    return row


@transaction.atomic
def lift(row, *, by):
    """No longer in this category. With the last row gone the role is for the whole site again."""
    if CategoryRole.objects.filter(pk=row.pk).delete()[0]:
        audit(row.user, "lift limit of role", by=by, role=row.role, category=row.category.name)
