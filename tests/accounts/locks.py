"""Second factors for tests: an app whose codes we can tell."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.urls import reverse

from tests.factories import make_user

PASSWORD = "tide-and-time"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def member(username="maud", **fields):
    user = make_user(username, password=PASSWORD, **fields)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def give_app(user):
    auth.TOTP.activate(user, KEY)
    RecoveryCodes.activate(user)
    return user


def code(key=KEY):
    return auth.format_hotp_value(auth.hotp_value(key.replace(" ", ""), int(time.time()) // 30))


def recovery_codes(user):
    return user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()


def sign_in(client, login="maud", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": login, "password": password, **more})
