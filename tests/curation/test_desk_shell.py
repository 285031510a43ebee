"""What all pages of the desk have in common: its menus, and words for what was done."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.urls import reverse

from curation.views.activity import VERBS
from tests.factories import make_article, make_lead, make_user
from tests.markup import select, texts

pytestmark = pytest.mark.django_db
PAGES = ["edit", "sources", "together", "revisions", "plan", "publish"]


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_a_clip_leads_to_the_others_and_says_where_one_is(client, ines, name):
    clip = make_article(status="draft")

    page = client.get(reverse(f"desk:{name}", args=[clip.pk]))

    leads = {
        link.attrs["href"] for link in select(page, ".clip-pages a, .bench-bar [value=publish]") if "href" in link.attrs
    }
    assert leads >= {reverse(f"desk:{each}", args=[clip.pk]) for each in PAGES[:-1]}
    here = select(page, ".clip-pages [aria-current=page]")
    assert [link.attrs["href"] for link in here] == [reverse(f"desk:{name}", args=[clip.pk])]


def test_what_is_published_can_be_withdrawn_from_its_pages_and_not_published_again(client, ines):
    clip = make_article()

    page = client.get(reverse("desk:revisions", args=[clip.pk]))

    ways = texts(page, ".clip-pages a")
    assert "Withdraw…" in ways
    assert "Publish…" not in ways


@pytest.mark.parametrize(("status", "when"), [("draft", "now"), ("scheduled", "later")])
def test_what_is_scheduled_does_not_go_out_now_by_a_careless_press(client, ines, status, when):
    clip = make_article(status=status)

    page = client.get(reverse("desk:publish", args=[clip.pk]))

    assert [each.attrs["value"] for each in select(page, "[name=when][checked]")] == [when]


def test_who_may_not_publish_is_offered_no_plan(client):
    client.force_login(_writer())
    clip = make_article(status="draft")

    page = client.get(reverse("desk:revisions", args=[clip.pk]))

    assert not {"Plan", "Publish…", "Withdraw…"} & set(texts(page, ".clip-pages a"))


@pytest.mark.parametrize(("name", "opened"), [("index", False), ("search", False), ("feeds", True), ("trash", True)])
def test_the_second_row_of_the_menu_is_open_where_one_is_in_it(client, ines, name, opened):
    page = client.get(reverse(f"desk:{name}"))

    assert bool(select(page, ".desk-nav details[open]")) == opened


def test_the_second_row_of_the_menu_is_closed_on_a_page_that_is_in_no_menu(client, ines):
    page = client.get(reverse("desk:sources", args=[make_article().pk]))

    assert select(page, ".desk-nav details")
    assert not select(page, ".desk-nav details[open]")


def test_a_lead_says_its_number_where_another_can_be_joined_to_it(client, ines):
    lead = make_lead("Eels")

    page = client.get(reverse("desk:inbox"))

    assert f"No. {lead.pk}" in texts(page, ".lead-about")[0]


def test_a_failed_lead_offers_to_paste_the_text(client, ines):
    lead = make_lead("Eels", state="failed", sentence="The page is gone (404). Paste its text instead.")

    page = client.get(reverse("desk:lead", args=[lead.pk]))

    assert "Paste its text" in texts(page, ".row a")
    assert "Eels" in texts(page, ".of-clip")


def test_a_reader_who_curates_finds_the_way_from_a_clip_to_its_desk(client, ines):
    clip = make_article()

    page = client.get(clip.get_absolute_url())

    assert reverse("desk:edit", args=[clip.pk]) in [link.attrs["href"] for link in select(page, ".clip-meta a")]


def test_other_readers_are_not_shown_the_desk(client):
    clip = make_article()
    visitor = client.get(clip.get_absolute_url()).content.decode()
    client.force_login(make_user())

    reader = client.get(clip.get_absolute_url()).content.decode()

    assert "/desk/" not in visitor + reader


def test_whatever_the_desk_writes_down_is_said_in_words_of_people():
    written = set().union(*map(_verbs, Path(settings.BASE_DIR, "curation").rglob("*.py")))

    assert len(written) > 20
    assert written - set(VERBS) == set()


def _verbs(path):
    """The second argument of every audit(…), where it is a text."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    said = [call.args[1] for call in calls if getattr(call.func, "id", "") == "audit" and len(call.args) > 1]
    return {each.value for each in said if isinstance(each, ast.Constant)}


def _writer():
    """Somebody of the desk who may not publish."""
    writer = make_user("ned", is_staff=True)
    writer.user_permissions.add(Permission.objects.get(codename="change_article"))
    return type(writer).objects.get(pk=writer.pk)
