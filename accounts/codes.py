"""Codes for signing in without a password.

Whether an address has an account or not, the page puts one job into the queue: neither the words nor the time that
the answer takes can tell. The worker writes the letter if there is a code to tell.
"""

from django_tasks import task

from accounts import mail
from accounts.models import User
from common.jobs import SOON


@task(priority=SOON)
def send(address, code, kind="login_code"):
    user = User.objects.active().filter(email__iexact=address).first()
    letter = code and mail.compose(address, kind, {"code": code}, language=getattr(user, "language", ""))
    if letter:
        letter.send()
