"""Fills the forms of the administration as a person does."""

from django.db.models.fields.files import FieldFile
from django.urls import reverse


def forms_on(client, address):
    """The form of the row and those of the rows within it."""
    page = client.get(address)
    assert page.status_code == 200
    within = [form for formset in page.context["inline_admin_formsets"] for form in formset.formset.forms]
    return [page.context["adminform"].form, *within]


def form_of(client, address):
    """What the page's form would send as it is."""
    page = client.get(address)
    assert page.status_code == 200
    formsets = page.context["inline_admin_formsets"]
    forms = [page.context["adminform"].form, *(form for formset in formsets for form in formset.formset.forms)]
    values = {}
    for form in [*forms, *(formset.formset.management_form for formset in formsets)]:
        for field in form:
            value = field.value()
            if value is not None and value is not False and not isinstance(value, FieldFile):
                values[field.html_name] = "on" if value is True else value
    return {name: value for name, value in values.items() if "__prefix__" not in name}


def change(client, obj, **said):
    address = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
    return client.post(address, {**form_of(client, address), **said})


def add(client, model, **said):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    return client.post(address, {**form_of(client, address), **said})
