"""Roles within categories: whose clips and comments somebody of the team may work on.

A role without a row is for the whole site. So the last row never goes by the way: neither with its category (which
stays while roles are limited to it; merged into another, it takes them along) nor when one limit after the other is
lifted. The whole site is given back by a verb of its own, `widen`.
"""

from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from accounts.models import User, audit
from articles.models import Article, CategoryRole

EDITOR, MODERATOR = "editor", "moderator"


class LastCategory(Exception):
    """Without it the role would be for the whole site."""


def categories_of(user, role):
    """The numbers of the categories that a role of theirs is limited to; None: all of them.

    Without a row the role is for the whole site. An administrator is limited by nothing.
    """
    if not user.is_authenticated or user.is_superuser:
        return None
    found = set(CategoryRole.objects.filter(user=user, role=role).values_list("category", flat=True))
    return found or None


def within(rows, user, role, *paths):
    """Of rows about clips those about clips of their categories, and those about no clip.

    Each path leads from a row to its clip or clips: such as `comment__article`; `pk` for clips themselves.
    """
    return about(rows, categories_of(user, role), *paths)


def about(rows, categories, *paths):
    """The same for these categories (None: all)."""
    if categories is None:
        return rows
    theirs = Article.objects.filter(category__in=categories).order_by().values("pk")
    of_none = Q(**{f"{path}__isnull": True for path in paths})
    found = reduce(or_, (Q(**{f"{path}__in": theirs}) for path in paths), of_none)
    return rows.filter(pk__in=rows.model._default_manager.filter(found).order_by().values("pk"))


@transaction.atomic
def limit(user, category, role, *, by):
    """From here on their role holds in this category, and in others that were named so; given twice, it is one."""
    row, new = CategoryRole.objects.get_or_create(user=user, category=category, role=role)
    if new:
        audit(user, "limit role", by=by, role=role, category=category.name)
    return row


@transaction.atomic
def lift(row, *, by):
    """No longer in this category. Raises LastCategory where it is their only one."""
    rows = _held(row.user, row.role)
    if row.pk not in rows:
        return
    if len(rows) == 1:
        raise LastCategory(row)
    CategoryRole.objects.filter(pk=row.pk).delete()
    audit(row.user, "lift limit of role", by=by, role=row.role, category=row.category.name)


@transaction.atomic
def widen(user, role, *, by):
    """Their role is for the whole site again. Whether it was limited."""
    rows = _held(user, role)
    before = sorted(CategoryRole.objects.filter(pk__in=rows).values_list("category__name", flat=True))
    if CategoryRole.objects.filter(pk__in=rows).delete()[0]:
        audit(user, "widen role", by=by, role=role, before=before)
    return bool(rows)


def _held(user, role):
    """The numbers of their rows, to be changed by nobody else meanwhile."""
    list(User.objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))
    return set(CategoryRole.objects.filter(user=user, role=role).values_list("pk", flat=True))
