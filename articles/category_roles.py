"""Roles within categories: whose clips and comments somebody of the team may work on."""

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
