"""Signing in with an account elsewhere: which providers this site trusts, by the environment.

    SOCIAL_SIGN_IN=google,openid_connect

names providers of allauth. Each needs SOCIAL_<NAME>_ID and SOCIAL_<NAME>_SECRET, which its owner gives out for the
address /accounts/<name>/login/callback/; openid_connect needs its address too (SOCIAL_OPENID_CONNECT_URL).
"""

from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

from newsclip import profile

PACKAGE = "allauth.socialaccount.providers"
SCOPES = {"github": ["user:email"], "google": ["profile", "email"]}


def apps(names) -> list[str]:
    unknown = [name for name in names if not name.isidentifier() or not find_spec(f"{PACKAGE}.{name}")]
    if unknown:
        raise ImproperlyConfigured(f"SOCIAL_SIGN_IN names {unknown[0]!r}, which is no provider of django-allauth.")
    return [f"{PACKAGE}.{name}" for name in names]


def providers(env, names) -> dict:
    return {name: _provider(env, name) for name in names}


def _provider(env, name):
    app = {"client_id": _needed(env, name, "ID"), "secret": _needed(env, name, "SECRET"), "key": ""}
    if name == "openid_connect":
        app["provider_id"] = "own"
        app["name"] = env("SOCIAL_OPENID_CONNECT_NAME", default="OpenID")
        app["settings"] = {"server_url": _needed(env, name, "URL")}
    scope = {"SCOPE": SCOPES[name]} if name in SCOPES else {}
    return {"APPS": [app], "OAUTH_PKCE_ENABLED": True, **scope}


def _needed(env, name, what):
    key = f"SOCIAL_{name.upper()}_{what}"
    value = profile.from_file(env, key)
    if not value:
        raise ImproperlyConfigured(f"SOCIAL_SIGN_IN names {name}, so {key} is needed.")
    return value
