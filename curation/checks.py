"""Mistakes about the language model that an operator can make, told by `manage.py check` before anybody drafts."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register

KINDS = {"openai": "openai", "anthropic": "anthropic"}  # with the package that each needs
SHORTEST, LONGEST = 1, 200  # seconds; with the rest of the work it must end before the lead counts as abandoned


@register()
def model_is_set_up(app_configs, **kwargs):
    if not settings.MODEL_KIND:
        return []
    return [*_kind(), *_name(), *_address(), *_seconds()]


def _kind():
    if settings.MODEL_KIND not in KINDS:
        yield Error(
            f"MODEL_KIND={settings.MODEL_KIND!r} is no kind of language model that Newsclip can ask.",
            hint="Set it to openai (any endpoint that speaks so) or anthropic, or leave it empty for none.",
            id="curation.E001",
        )
    elif find_spec(KINDS[settings.MODEL_KIND]) is None:
        yield Error(
            f"MODEL_KIND={settings.MODEL_KIND} needs the package {KINDS[settings.MODEL_KIND]}, which is not installed.",
            hint="Start with make run, which installs it, or: pip install --require-hashes -r requirements/model.txt",
            id="curation.E002",
        )


def _name():
    if not settings.MODEL_NAME:
        yield Error(
            f"MODEL_KIND={settings.MODEL_KIND} is set, but not which model to ask.",
            hint="Set MODEL_NAME to the name that the endpoint gives it.",
            id="curation.E003",
        )


def _address():
    if settings.MODEL_URL and urlsplit(settings.MODEL_URL).scheme not in ("http", "https"):
        yield Error(
            "MODEL_URL is not a web address.",
            hint="Write it like http://127.0.0.1:11434/v1, or leave it empty for the vendor's own.",
            id="curation.E004",
        )


def _seconds():
    if not SHORTEST <= settings.MODEL_SECONDS <= LONGEST:
        yield Error(
            f"MODEL_SECONDS={settings.MODEL_SECONDS:g} will not do: somebody waits for the draft.",
            hint=f"Set it between {SHORTEST} and {LONGEST}.",
            id="curation.E005",
        )
