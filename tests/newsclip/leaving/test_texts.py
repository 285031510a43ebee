from collections import Counter

from django.apps import apps
from django.db import models

from newsclip.leaving.texts import OTHERWISE, TEXTS
from newsclip.leaving.walk import OURS


def columns():
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for field in model._meta.concrete_fields:
                if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
                    yield f"{model._meta.label}.{field.name}"


def test_of_every_column_of_text_is_said_what_becomes_of_a_name_in_it():
    said = [f"{label}.{column}" for label, text in TEXTS.items() for column in text.columns]
    said += [name for names in OTHERWISE.values() for name in names.split()]

    assert sorted(set(columns()) - set(said)) == []
    assert sorted(set(said) - set(columns())) == []
    assert [name for name, times in Counter(said).items() if times > 1] == []
