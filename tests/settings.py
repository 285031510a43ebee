"""The settings of production, with a state folder per test process and nothing of this machine's environment."""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent

# What a developer's shell or .env says about their own site says nothing about the tests.
for name in re.findall(r"^#(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE):
    os.environ.pop(name, None)
    os.environ.pop(f"{name}_FILE", None)
environ.Env.read_env = lambda *args, **kwargs: None

if "NEWSCLIP_TEST_FOLDER" not in os.environ:  # the first process makes it for all that it starts
    os.environ["NEWSCLIP_TEST_FOLDER"] = tempfile.mkdtemp(prefix="newsclip-tests-")
    atexit.register(shutil.rmtree, os.environ["NEWSCLIP_TEST_FOLDER"], ignore_errors=True)
process = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["NEWSCLIP_VAR"] = str(Path(os.environ["NEWSCLIP_TEST_FOLDER"]) / process)
for given, wanted in [("TEST_DATABASE_URL", "DATABASE_URL"), ("TEST_REDIS_URL", "REDIS_URL")]:
    if value := os.environ.get(given):
        os.environ[wanted] = value
if "REDIS_URL" in os.environ:  # a database of its own for each test process, since emptying one empties all of it
    os.environ["REDIS_URL"] += "/" + (re.sub(r"\D", "", process) or "63")

from newsclip.settings import *  # noqa: E402, F403  (only now is the environment as it should be)
from newsclip.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES, TEMPLATES, VAR  # noqa: E402
from tests.strict_templates import Strict  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file with the pragmas of production, and no wait for the disk: a test need not survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
DATABASES["default"]["CONN_MAX_AGE"] = 0
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Strict("not empty")

# A page that asks the database the same question once a row fails its test.
INSTALLED_APPS += ["zeal"]
INSTALLED_APPS += ["allauth.socialaccount.providers.openid_connect"]  # its provider is named by the tests that need one
MIDDLEWARE.insert(0, "zeal.middleware.zeal_middleware")
# allauth asks for one person's address in steps, and for a passkey once more to take it away; Django does so with a
# session to end it.
ZEAL_ALLOWLIST = [
    {"model": "account.EmailAddress"},
    {"model": "mfa.Authenticator", "field": "get()"},
    {"model": "accounts.Session", "field": "get()"},
]
