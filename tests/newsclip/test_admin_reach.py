"""The administration keeps to the categories of whoever is limited to some."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse
from zeal import zeal_ignore

from accounts.roles import appoint
from articles import category_roles
from articles.models import Answer, Article, Citation, Fact, FrontPick, Revision
from comments.models import Comment
from curation.desk import noting
from curation.models import Lead, Note
from moderation import actions, appeals, claims
from moderation.models import Appeal, Claim, Decision, Report
from tests.factories import make_article, make_category, make_comment, make_user
from tests.newsclip.admin_forms import change

pytestmark = pytest.mark.django_db
OF_EDITORS = [Answer, Article, Citation, Fact, Lead, Note, Revision]
OF_MODERATORS = [Appeal, Claim, Comment, Decision, Report]


@pytest.fixture(autouse=True)
def habits_of_the_library():
    with zeal_ignore():
        yield


@pytest.fixture
def harbour():
    return make_category("Harbour")


@pytest.fixture
def sports():
    return make_category("Sports")


@pytest.fixture
def ada(client, harbour):
    """Editor and moderator of the harbour alone."""
    ada, boss = make_user("ada"), make_user(role="administrator")
    appoint(ada, "editor", "moderator")
    for role in ("editor", "moderator"):
        category_roles.limit(ada, harbour, role, by=boss)
    client.force_login(ada)
    return ada


def clip_with_everything(category):
    clip = make_article(category=category, answers=1)
    clip.record(by=clip.created_by)
    noting.write(clip, "A note.", by=clip.created_by)
    Lead.objects.create(text="Something.", article=clip)
    return clip


def comment_with_everything(category):
    """Reported, removed and appealed; and one that waits, and is somebody's card."""
    clip, first = make_article(category=category), make_user(role="moderator")
    comment = make_comment(clip)
    actions.report(comment, by=make_user(), rule="2")
    decision = actions.remove_comment(comment, by=first, rule="2", words="An attack.")
    appeals.appeal(decision, by=comment.author, text="It was not.")
    claims.take(make_comment(clip, held_because="pre"), by=first)


def address_of(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def listed(client, model):
    return set(client.get(address_of(model, "changelist")).context["cl"].queryset.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("models", "make"),
    [(OF_EDITORS, clip_with_everything), (OF_MODERATORS, comment_with_everything)],
    ids=["clips", "comments"],
)
def test_rows_of_other_categories_are_nowhere(client, ada, harbour, sports, models, make):
    make(harbour)
    theirs = {model: set(model.objects.values_list("pk", flat=True)) for model in models}
    make(sports)

    assert all(theirs.values())
    assert {model: listed(client, model) for model in models} == theirs
    for model in models:
        other = model.objects.exclude(pk__in=theirs[model]).first()
        answer = client.get(address_of(model, "change", other.pk), follow=True)
        assert answer.redirect_chain, model  # to the beginning: there is none


def test_what_is_about_a_person_is_read_by_all_who_moderate(client, ada):
    warned = Decision.objects.record(person=make_user(), by=make_user(role="moderator"), outcome="warned", rule="2")

    assert listed(client, Decision) == {warned.pk}


def test_those_of_the_whole_site_find_all(client, harbour, sports):
    for category in (harbour, sports):
        make_article(category=category)
    client.force_login(make_user(role="editor"))

    assert len(listed(client, Article)) == 2


def test_a_clip_is_not_published_from_another_category(client, ada, sports):
    clip = make_article(category=sports, status="draft")

    client.post(address_of(Article, "changelist"), {"action": "publish", ACTION_CHECKBOX_NAME: [clip.pk]})

    clip.refresh_from_db()
    assert clip.status == "draft"


def test_a_clip_is_made_in_and_moved_to_their_own_categories_alone(client, ada, harbour, sports):
    clip = make_article(category=harbour, status="draft")
    form = client.get(address_of(Article, "change", clip.pk)).context["adminform"].form

    refused = change(client, clip, category=sports.pk)

    assert list(form.fields["category"].queryset) == [harbour]
    assert "category" in refused.context["adminform"].form.errors
    clip.refresh_from_db()
    assert clip.category == harbour


def test_the_front_page_is_for_those_of_the_whole_site(client, ada, harbour):
    pick = FrontPick.objects.create(article=make_article(category=harbour), position=1)
    addresses = [address_of(FrontPick, "changelist"), address_of(FrontPick, "change", pick.pk)]

    assert [client.get(address).status_code for address in addresses] == [403, 403]

    client.force_login(make_user(role="editor"))
    assert [client.get(address).status_code for address in addresses] == [200, 200]
