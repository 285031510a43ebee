"""Every field that can be edited in the administration: the next visitor reads the change on all pages.

The fields are asked of the forms themselves. After each change no page may differ from what it would say if it were
rendered now; and a field that changes no page at all must be named here, so that the test cannot pass by reading
the wrong pages.
"""

import pytest
from django import forms
from django.contrib import admin
from django.urls import reverse

from accounts.models import SiteSettings, User
from articles.models import Article, Category, FrontPick, Page, Picture, Source, Story, Tag
from curation.models import Lead
from tests.newsclip.admin_forms import change, forms_on
from tests.newsclip.test_freshness import ROOMS, place, shown
from tests.newsclip.town import Visitor, make_town, picture_file

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["place"]

ROWS = {
    Article: "clip",
    Category: "harbour",
    FrontPick: "pick",
    Page: "page",
    Picture: "picture",
    SiteSettings: "settings",
    Source: "source",
    Story: "story",
    Tag: "tag",
    User: "maud",
}
OF_THE_QUEUE = {"queue_alert_size", "queue_alert_hours"}
OF_FORMS = {"sign_up", "minimum_age", "reporter_days"}  # which are never stored
# What no visitor sees.
UNSEEN = {
    Article: {"story"},
    Category: {"keywords"},
    SiteSettings: {"second_pair_of_eyes", *OF_FORMS, *OF_THE_QUEUE},
    Story: {"title", "slug"},
    User: {"email", "language", "time_zone", "groups"},
}
# Fields of the form that are no fields of the row, or that a test cannot change by themselves.
LEFT_OUT = {"DELETE", "seen", "kind", "note", "sure", "password", "usable_password"}
REFUSED = {(Category, "retired")}  # clips are filed under it
REFUSED |= {(SiteSettings, "terms_version")}  # there is no page of terms
SAID = {"slug": "anew", "username": "anew", "language": "fr", "contact_email": "anew@quillmouth.example"}
SAID |= {"canonical_url": "https://anew.example/", "email": "anew@quillmouth.example", "time_zone": "Europe/Paris"}
SAID |= {"passages": "Seventeen were in favour"}
WITH = {Article: {"kind": "typo"}}
PARTS = 3  # of one model's fields, so that no worker is left alone with all of them


def test_every_form_of_the_administration_is_tried(rf, django_user_model):
    request = rf.get("/admin/")
    request.user = django_user_model(is_superuser=True, is_staff=True, is_active=True)
    editable = {
        model
        for model, page in admin.site._registry.items()
        if model._meta.app_label in ROOMS and page.has_change_permission(request)
    }

    assert editable - {Lead} == set(ROWS)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_a_changed_field_is_read_on_every_page_that_shows_it(client, model, part):
    town, visitor = make_town(), Visitor()
    client.force_login(town.ada)
    row, unseen = getattr(town, ROWS[model]), set()
    fields = fields_of(client, row)
    for name, field, now in fields[part::PARTS]:
        visitor.read_all()
        before = visitor.read_all()

        response = change(client, row, **WITH.get(model, {}), **another(name, field, now))

        assert response.status_code == 302, (name, response.context["errors"])
        after = visitor.read_all()
        assert (name, visitor.stale(after)) == (name, [])
        if {address: shown(after[address]) for address in before} == {a: shown(before[a]) for a in before}:
            unseen.add(name)
    # A row that stands alone has no order; test_freshness.py moves one.
    hidden = [name for name, *_ in fields if name in UNSEEN.get(model, ())]
    assert set(hidden) == UNSEEN.get(model, set())
    tried = {name for name, *_ in fields[part::PARTS]}
    assert {name for name in unseen if not name.endswith("-position")} == tried.intersection(hidden)


def fields_of(client, row):
    """(name in the form, field, value) of all that can be typed about the row and the first row of each kind in it."""
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return [
        (bound.html_name, bound.field, bound.value())
        for form in forms_on(client, address)
        for bound in form
        if bound.name not in LEFT_OUT and not bound.is_hidden and (type(row), bound.name) not in REFUSED
        if not is_of_a_later_row(form)
    ]


def is_of_a_later_row(form):
    return (form.prefix or "").rpartition("-")[2] not in ("", "0")


def another(name, field, now):
    """What to type to make it another value: {name in the form: value}."""
    plain = name.rpartition("-")[2]
    if plain in SAID:
        return {name: SAID[plain]}
    match field:
        case forms.FileField():
            return {name: picture_file("logo.png")}
        case forms.BooleanField():
            return {name: "" if now else "on"}
        case forms.ModelChoiceField():
            return {name: [field.queryset.exclude(pk__in=now if isinstance(now, list) else [now or 0]).first().pk]}
        case forms.ChoiceField():
            return {name: next(value for value, _ in field.choices if value and value != now)}
        case forms.IntegerField():
            return {name: str(int(now or 0) + 5)}
        case forms.DateField():
            return {name: "2026-01-02"}
    return {name: f"{now or ''} anew"}
