"""Forgotten passwords.

The page answers before anybody has looked whether there is such a person: the worker looks, so neither the words nor
the time that the answer takes can tell. The link is made there too, and is never kept in the queue.
"""

from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django_tasks import task

from accounts import mail
from common.jobs import SOON


@task(priority=SOON)
def send_link(address):
    """To the address that we have on record, however the one that was typed is spelled."""
    for user in filter_users_by_email(address, is_active=True, prefer_verified=True, for_login=True):
        letter = mail.compose(user, "password_reset_key", {"link": link_for(user), "username": user.username})
        if letter:
            letter.send()


def link_for(user):
    """It works once, for three days, until the password or the address changes."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=key)
