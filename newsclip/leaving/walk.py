"""Over all models: which rows lead to a person."""

from django.apps import apps
from django.db import models

from accounts.models import AuditEntry, User
from newsclip.leaving.ties import BY_OTHER_MEANS, NOBODY, TIES, own

OURS = {"accounts", "articles", "comments", "moderation", "curation", "discovery", "newsclip"}
SECRET = {"key", "secret", "token", "token_secret", "password", "data", "session_data", "session_key"}


def tied_models():
    """(model, its ties) for every model with any, in one order."""
    for model in apps.get_models(include_auto_created=True):
        if ties := ties_of(model):
            yield model, ties


def ties_of(model):
    known = TIES.get(model._meta.label)
    if known is not None:
        return known
    return () if _is_settled(model) or model._meta.app_label in OURS else _found(model)


def unknown():
    """What the table does not say: models without a line, and relations to a person that a line forgets."""
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label
        ties = ties_of(model)
        if not ties and not _is_settled(model):
            yield label
        paths = {tie.path for tie in ties}
        yield from (f"{label}.{name}" for name in people_in(model) if name not in paths)


def people_in(model):
    """Names of the columns that point at a person."""
    return [field.name for field in model._meta.concrete_fields if field.is_relation and field.related_model is User]


def rows(model, tie, person):
    return model._base_manager.filter(**{tie.path: person})


def audit_about(person):
    """Lines of the trail with the person as their subject."""
    return AuditEntry.objects.filter(subject_type=User._meta.label_lower, subject_id=str(person.pk))


def _is_settled(model):
    return model._meta.label in NOBODY or model._meta.label in BY_OTHER_MEANS


def _found(model):
    """Of a model of another package: straight to a person, or by one that points at them and takes it along."""
    secrets = tuple(field.name for field in model._meta.concrete_fields if field.name in SECRET)
    straight = [own(name, hide=secrets) for name in people_in(model)]
    return tuple(straight or [own(path, hide=secrets) for path in _detours(model)])


def _detours(model):
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE:
            yield from (f"{field.name}__{name}" for name in people_in(field.related_model))
