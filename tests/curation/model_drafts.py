"""Drafts that a language model of this machine proposed."""

from curation.intake.importing import import_source
from tests.curation.model_endpoint import QUOTED

KEY = "sk-very-secret-key"


def configured(endpoint, settings):
    settings.MODEL_KIND, settings.MODEL_URL = endpoint.kind, endpoint.url
    settings.MODEL_NAME, settings.MODEL_KEY, settings.MODEL_SECONDS = "tide-1", KEY, 10
    return endpoint


def draft():
    return import_source(text=QUOTED).article


def facts(article):
    return [row.fact for row in article.key_facts.select_related("fact").prefetch_related("fact__citations")]


def kinds(article):
    return [warning["kind"] for warning in article.proposal.warnings]
