"""A setting with a value that will not do: one sentence that names it and what to write, and exit status 2."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from newsclip import environment
from newsclip.environment import RULES, what_is_wrong

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = (ROOT / ".env.example").read_text()
# Names, lists of names, and what system checks look at.
FREE = set(
    "SITE_NAME SECRET_KEY_FALLBACKS ALLOWED_HOSTS HOST NEWSCLIP_VAR DEFAULT_FROM_EMAIL MODEL_KIND MODEL_NAME MODEL_URL"
    " SOCIAL_SIGN_IN SOCIAL_GOOGLE_ID SOCIAL_GOOGLE_SECRET SOCIAL_OPENID_CONNECT_URL SOCIAL_OPENID_CONNECT_NAME"
    " SCORER_URL FETCH_ALLOW_PRIVATE_HOSTS".split()
)
WRONG = [
    ("PORT", "abc", "PORT=abc is not a port. Give a number from 1 to 65535, for example: PORT=8080"),
    ("PORT", "65536", "is not a port"),
    ("SITE_URL", "news.example.org", "use https://your.host"),
    ("SITE_URL", "http://127.0.0.1:port", "use https://your.host"),
    ("WEB_WORKERS", "many", "WEB_WORKERS=many is not a whole number. Give a number from 1 up"),
    ("WEB_THREADS", "0", "for example: WEB_THREADS=4"),
    ("WORKERS", "-1", "for example: WORKERS=2"),
    ("DATABASE_URL", "mysql://me:hunter2@localhost/news", "Write it like postgres://"),
    ("DATABASE_URL", "postgres://me:hunter2@localhost", "names no database"),
    ("DATABASE_URL", "postgres://me:hunter2@localhost:word/news", "Write it like postgres://"),
    ("DATABASE_URL", "sqlite:////no/such/folder/news.sqlite3", "/no/such/folder, which is no folder"),
    ("REDIS_URL", "localhost:6379", "Write it like: redis://localhost:6379/0"),
    ("EMAIL_URL", "mail.example.org", "Write it like: smtp+tls://"),
    ("LANGUAGE_CODE", "klingon", "Write one of: en, de, fr"),
    ("TIME_ZONE", "Europe/Berln", "for example: TIME_ZONE=Europe/Berlin"),
    ("TIME_ZONE", "../../etc/passwd", "is not a time zone"),
    ("TRUSTED_PROXIES", "yes", "for example: TRUSTED_PROXIES=1"),
    ("PAGE_STORE_BYTES", "64M", "for example: PAGE_STORE_BYTES=67108864"),
    ("COMMENTS_IN_TEN_MINUTES", "1.5", "Give a number from 0 up"),
    ("STAFF_MFA", "maybe", "Write one of: required, offered"),
    ("MODEL_SECONDS", "soon", "for example: MODEL_SECONDS=2.5"),
    ("SCORER_TIMEOUT", "1s", "for example: SCORER_TIMEOUT=2.5"),
    ("HSTS_SECONDS", "1y", "for example: HSTS_SECONDS=3600"),
    ("HSTS_SUBDOMAINS", "ja", "Write HSTS_SUBDOMAINS=true or HSTS_SUBDOMAINS=false"),
    ("HSTS_PRELOAD", "ture", "Write HSTS_PRELOAD=true"),
    ("DEBUG", "ture", "Write DEBUG=true"),
    ("STAGING", "2", "Write STAGING=true"),
    ("FETCH_ALLOW_PRIVATE", "all", "Write FETCH_ALLOW_PRIVATE=true"),
    ("LOG_LEVEL", "loud", "Write one of: DEBUG, INFO"),
]


@pytest.mark.parametrize(("setting", "value", "words"), WRONG)
def test_a_value_that_will_not_do_is_told_in_one_line(setting, value, words):
    said = what_is_wrong({setting: value})

    assert said.startswith(setting)
    assert words in said
    assert "\n" not in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    "secret", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "MODEL_KEY", "SCORER_SECRET"]
)
def test_a_file_of_a_secret_that_cannot_be_read_is_named(secret, tmp_path):
    said = what_is_wrong({f"{secret}_FILE": str(tmp_path / "secret")})

    assert said.startswith(f"{secret}_FILE={tmp_path}/secret cannot be read")


def test_what_a_file_says_is_looked_at_too(tmp_path):
    (tmp_path / "address").write_text("mysql://me:hunter2@localhost/news\n")

    assert "PostgreSQL" in what_is_wrong({"DATABASE_URL_FILE": str(tmp_path / "address")})


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DATABASE_URL", "postgres://me:p#x@localhost/news"),
        ("DATABASE_URL", "postgres://me:p[x@localhost/news"),
        ("DATABASE_URL", "postgres:///news"),
        ("DATABASE_URL", "postgres://me@%2Fvar%2Frun%2Fpostgresql/news?sslmode=require"),
        ("DATABASE_URL", "postgres://me:word@one:5432,two:5432/news"),
        ("REDIS_URL", "rediss://:p#x@cache.example.org:6380/1"),
        ("LANGUAGE_CODE", "en-us"),
        ("LOG_LEVEL", "WARN"),
        ("WEB_THREADS", " 4"),
        ("PAGE_STORE_BYTES", "64_000_000"),
        ("PORT", "$WEB_PORT"),
    ],
)
def test_what_settings_take_is_let_through(setting, value):
    assert what_is_wrong({setting: value, "WEB_PORT": "8080"}) == ""


def test_a_file_in_a_folder_with_a_space_is_found(tmp_path):
    (tmp_path / "my news").mkdir()

    assert what_is_wrong({"DATABASE_URL": f"sqlite:///{tmp_path}/my%20news/a.sqlite3"}) == ""


def test_only_secrets_and_addresses_are_read_from_files():
    assert what_is_wrong({"DEBUG_FILE": "/no/such/file"}) == ""


@pytest.mark.parametrize("seconds", ["nan", "inf", "-1", "0"])
def test_seconds_are_some(seconds):
    assert "is not a number above 0" in what_is_wrong({"MODEL_SECONDS": seconds})


def test_what_will_do_is_let_through(tmp_path):
    good = {
        "PORT": "8080",
        "SITE_URL": "http://[::1]:8080",
        "DATABASE_URL": f"sqlite:///{tmp_path}/news.sqlite3",
        "REDIS_URL": "unix:///run/redis.sock",
        "EMAIL_URL": "smtp+tls://me:word@mail.example.org:587",
        "LANGUAGE_CODE": "de",
        "TIME_ZONE": "Pacific/Chatham",
        "SCORER_TIMEOUT": ".5",
        "DEBUG": "Off",
        "TRUSTED_PROXIES": "0",
    }

    assert what_is_wrong(good) == ""
    assert what_is_wrong({"DATABASE_URL": "postgres://me:word@one:5432,two:5432/news"}) == ""


def test_what_is_empty_counts_as_left_out():
    environ = {"PORT": "", "TIME_ZONE": "", "SITE_NAME": "", "WORKERS": "3"}

    assert what_is_wrong(environ) == ""
    environment.leave_out_empty(environ)
    assert environ == {"SITE_NAME": "", "WORKERS": "3"}


def test_every_setting_of_the_example_has_a_rule_or_takes_any_value():
    named = set(re.findall(r"^#(\w+)=", EXAMPLE, re.MULTILINE))

    assert named == set(RULES) | FREE
    assert not set(RULES) & FREE
    assert {setting for setting, _value, _words in WRONG} == set(RULES) - {"SECRET_KEY", "MODEL_KEY", "SCORER_SECRET"}


def test_the_examples_will_do_themselves():
    shown = {name: value for name, value in re.findall(r"^#(\w+)=(.*)$", EXAMPLE, re.MULTILINE) if value}

    assert what_is_wrong(shown) == ""


def test_the_languages_are_those_of_the_site():
    assert [code for code, _name in settings.LANGUAGES] == list(environment.LANGUAGES)


@pytest.mark.parametrize("words", [["manage.py", "check"], ["-m", "newsclip", "check"], ["-m", "newsclip", "run"]])
@pytest.mark.parametrize(
    ("setting", "value"), [("LANGUAGE_CODE", "klingon"), ("TIME_ZONE", "Mars/Base"), ("PORT", "abc"), ("VAR", "file")]
)
def test_every_way_in_ends_with_that_sentence_and_status_2(tmp_path, words, setting, value):
    (tmp_path / "file").touch()
    given = {setting: value, "NEWSCLIP_VAR": str(tmp_path)}
    if setting == "VAR":
        given = {"NEWSCLIP_VAR": str(tmp_path / "file" / "var")}

    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | given,
        capture_output=True,
        text=True,
    )

    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    if setting == "VAR":
        assert "NEWSCLIP_VAR=" in done.stderr
        assert done.returncode in (1, 2)
    else:
        assert f"{setting}={value}" in done.stderr
        assert done.returncode == 2
