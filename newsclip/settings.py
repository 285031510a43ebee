"""Newsclip's one settings file. All that an installation may decide comes from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from newsclip import elsewhere, profile

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")
profile.demand_sense(env.ENVIRON)

VAR = Path(env("NEWSCLIP_VAR", default=str(BASE_DIR / "var"))).resolve()
PORT = env.int("PORT", default=8000)
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
SITE_NAME = env("SITE_NAME", default="Newsclip")
SITE_HOST = urlsplit(SITE_URL).hostname
HTTPS = profile.is_https(SITE_URL)
SECRET_KEY = profile.secret_key(profile.from_file(env, "SECRET_KEY"), https=HTTPS, var=VAR)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # former keys, while what they signed still counts
DEBUG = env.bool("DEBUG", default=False)
STAGING = env.bool("STAGING", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if HTTPS else ["127.0.0.1", "localhost", "[::1]"])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(f"ALLOWED_HOSTS is missing. Set it to the host of SITE_URL: {SITE_HOST}")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

SOCIAL_SIGN_IN = env.list("SOCIAL_SIGN_IN", default=[])  # accounts elsewhere; none unless the operator names them

INSTALLED_APPS = [
    "accounts",
    "articles",
    "comments",
    "moderation",
    "curation",
    "discovery",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *elsewhere.apps(SOCIAL_SIGN_IN),
    "django_htmx",
    "django_tasks_db",
    "template_partials",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # the templates of its fields, which ours stand beside
    "newsclip.apps.NewsclipConfig",  # last: its roles need the permissions of all others
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "common.middleware.ContentSecurityPolicy",
    "common.middleware.NoNulInAddresses",
    "common.waiting.SaysWhen",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ReaderPreferences",
    "accounts.middleware.SecondFactorFirst",
    "accounts.middleware.LastSeen",
    "accounts.middleware.GoneMeanwhile",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SuspendsForms",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "newsclip.urls"
WSGI_APPLICATION = "newsclip.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsclip.context.site",
            ],
        },
    }
]

# Data. SQLite by default; DATABASE_URL=postgres://… grows it.
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(VAR / "newsclip.sqlite3"),
    "CONN_MAX_AGE": None,  # reopening costs 73 µs a request
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",  # a writer waits for its turn instead of failing halfway
        "timeout": 5,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
            "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=16777216;"
        ),
    },
}
DATABASE_URL = profile.from_file(env, "DATABASE_URL")
DATABASES = {"default": profile.database(env.db_url_config(DATABASE_URL), SQLITE) if DATABASE_URL else SQLITE}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 2
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = profile.from_file(env, "REDIS_URL")
REDIS = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": REDIS_URL,
    "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},  # seconds: one that hangs must not hang us
}
CACHES = {
    "default": REDIS
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # more are culled at random: rate limits, turns at hosts, robots rules
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# The page store.
STAMPS_PATH = VAR / "stamps"
VIEWS_PATH = VAR / "views"
PAGE_STORE_BYTES = env.int("PAGE_STORE_BYTES", default=64 * 1024 * 1024)

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What people asked for of their data: given out to themselves alone, never by an address.
    "exports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR / "exports",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# Mail: files under var/mail until EMAIL_URL says where to send it.
EMAIL_URL = profile.from_file(env, "EMAIL_URL")
if EMAIL_URL:
    vars().update(environ.Env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR / "mail")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"{SITE_NAME} <newsclip@{SITE_HOST}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""

# People.
AUTH_USER_MODEL = "accounts.User"
# Only one: with Django's beside it, a wrong password takes twice as long where there is an account.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1"]  # who has no password signs in by code
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # no letter goes there: accounts/codes.py has both cases cost the same
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_REAUTHENTICATION_REQUIRED = ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "homepage"
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/15m/key",
    "reset_password": "20/m/ip,5/15m/key",
    "invitation": "20/10m/ip",  # codes that lead nowhere
}
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.joining.SignupForm",
    "add_email": "accounts.forms.AddEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "request_login_code": "accounts.forms.RequestCodeForm",
    "confirm_login_code": "accounts.forms.ConfirmCodeForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
SIGN_UP_SECONDS = 1  # quicker is a program
# Second factors. The strict profile asks the team for one; elsewhere everybody may have one.
STAFF_MFA = env("STAFF_MFA", default="required" if HTTPS else "offered")
MFA_ADAPTER = "accounts.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # one to change to: nobody is in without a confirmed one
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # http://localhost; any other http refuses to start
MFA_TOTP_TOLERANCE = 1  # half a minute of a wrong clock
MFA_FORMS = {
    "authenticate": "accounts.mfa_forms.CodeForm",
    "reauthenticate": "accounts.mfa_forms.CodeAgainForm",
    "activate_totp": "accounts.mfa_forms.AddAppForm",
    "authenticate_webauthn": "accounts.mfa_forms.PasskeyForm",
    "reauthenticate_webauthn": "accounts.mfa_forms.PasskeyAgainForm",
    "login_webauthn": "accounts.mfa_forms.PasskeyAloneForm",
    "add_webauthn": "accounts.mfa_forms.AddPasskeyForm",
    "edit_webauthn": "accounts.mfa_forms.NamePasskeyForm",
}
SOCIALACCOUNT_PROVIDERS = elsewhere.providers(env, SOCIAL_SIGN_IN)
SOCIALACCOUNT_ADAPTER = "accounts.adapter.ElsewhereAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.joining.SignupFromElsewhereForm"}
SOCIALACCOUNT_AUTO_SIGNUP = SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_STORE_TOKENS = False
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SESSION_ENGINE = "accounts.sessions"  # signed keys: the page store knows a forged one by itself
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "newsclip.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Safety.
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FETCH_ALLOW_PRIVATE = env.bool("FETCH_ALLOW_PRIVATE", default=False)
FETCH_ALLOW_PRIVATE_HOSTS = env.list("FETCH_ALLOW_PRIVATE_HOSTS", default=[])

# A language model that helps drafting; none unless the operator names one. curation/checks.py says what is amiss.
MODEL_KIND = env("MODEL_KIND", default="").strip().lower()  # openai (any endpoint that speaks so) or anthropic
MODEL_URL = env("MODEL_URL", default="")
MODEL_KEY = profile.from_file(env, "MODEL_KEY")
MODEL_NAME = env("MODEL_NAME", default="").strip()
MODEL_SECONDS = env.float("MODEL_SECONDS", default=60)

# A program elsewhere that is asked about each new comment; none unless the operator names one. comments/checks.py.
SCORER_URL = env("SCORER_URL", default="").strip()
SCORER_SECRET = profile.from_file(env, "SCORER_SECRET")
SCORER_TIMEOUT = env.float("SCORER_TIMEOUT", default=1)  # seconds, which the author waits at most

# Words and times.
LANGUAGE_CODE = env("LANGUAGE_CODE", default="en")
LANGUAGES = [("en", _("English")), ("de", _("German")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["newsclip.formats"]

# Sizes that people meet.
COMMENT_MAX_LENGTH = 4000
COMMENTS_IN_TEN_MINUTES = env.int("COMMENTS_IN_TEN_MINUTES", default=10)  # by somebody new; 0: no limit
PAGE_SIZE = 20

TAGGIT_CASE_INSENSITIVE = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "common.logs.OneLine", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "newsclip": {"level": "INFO"},
        "curation": {"level": "INFO"},
        # In detail they would write down what was sent.
        **{name: {"level": "WARNING"} for name in ("openai", "anthropic", "httpx2", "httpcore2")},
    },
}
