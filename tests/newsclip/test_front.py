from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, FrontPick, Picture, Revision
from tests.factories import make_article, make_category, make_comment, make_comments, make_user
from tests.markup import select, texts, words

pytestmark = pytest.mark.django_db


def make_picture():
    return Picture.objects.create(file="pictures/tide.webp", width=1200, height=750, alt="An orange sun")


def test_an_editor_says_what_leads(client):
    chosen = make_article("Chosen", facts=4)
    make_article("Newer", hero=make_picture())
    FrontPick.objects.create(article=chosen, position=0)

    response = client.get("/")

    assert texts(response, ".lead h2") == ["Chosen"]
    assert len(select(response, ".half-minute li")) == 3


def test_without_a_choice_the_newest_picture_leads(client):
    make_article("Old picture", hero=make_picture())
    make_article("New picture", hero=make_picture())
    make_article("Newest, without")

    response = client.get("/")

    assert texts(response, ".lead h2") == ["New picture"]


def test_a_withdrawn_lead_makes_room(client):
    chosen, other = make_article("Chosen"), make_article("Other")
    FrontPick.objects.create(article=chosen, position=0)
    chosen.withdraw("It was not so.")

    assert texts(client.get("/"), ".lead h2") == [other.title]


def test_the_lead_does_not_stand_in_the_river_again(client):
    make_article("First")
    make_article("Second")

    response = client.get("/")

    assert texts(response, ".lead h2") == ["Second"]
    assert texts(response, ".river h3") == ["First"]


def test_what_is_discussed_most_stands_first(client):
    quiet, lively = make_article("Quiet"), make_article("Lively")
    make_comment(quiet)
    make_comments(3, article=lively)
    make_article("Silent")

    response = client.get("/")

    assert texts(response, ".discussed h3") == ["Lively", "Quiet"]
    assert texts(response, ".discussed .item-meta") == ["3 comments", "1 comment"]


def test_corrections_of_this_week_are_in_the_open(client):
    recent, old = make_article("Corrected"), make_article("Corrected long ago")
    for article in (recent, old):
        article.record(by=article.created_by, kind="correction", note="The fee is paid once.")
    Revision.objects.filter(article=old, kind="correction").update(at=timezone.now() - timedelta(days=8))

    assert texts(client.get("/"), ".side .correction h3") == ["Corrected"]


def test_a_page_with_a_correction_says_until_when_it_is_true(client):
    article = make_article()
    revision = article.record(by=article.created_by, kind="correction", note="The fee is paid once.")

    response = client.get("/")

    shown = response.wsgi_request.META["newsclip.shown"]
    assert shown.until == revision.at + timedelta(days=7)


def test_each_category_has_a_strip_of_what_is_not_above(client):
    category = make_category("Harbour")
    for n in range(16):
        make_article(f"Clip {n}", category=category)
    make_category("Empty")

    response = client.get("/")

    (strip,) = select(response, ".strips > section")
    assert [words(h) for h in strip.query("h3")] == ["Clip 2", "Clip 1", "Clip 0"]


def test_an_empty_site_says_what_will_stand_here(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "Nothing is published yet" in texts(response, "main")[0]


@pytest.mark.parametrize("number", [1, 2])
def test_every_clip_is_on_exactly_one_page(client, number):
    titles = [f"Clip {n}" for n in range(20)]
    for title in titles:
        make_article(title)

    first, second = client.get("/"), client.get("/?page=2")

    shown = texts(first, ".lead h2") + texts(first, ".river h3") + texts(second, ".river h3")
    assert sorted(shown) == sorted(titles)
    assert not select(second, ".lead")


def test_a_person_has_a_page_with_clips_and_visible_comments(client):
    person = make_user("maud", role="editor", display_name="Maud Kessing")
    clip = make_article("Her clip", by=person)
    make_comment(clip, author=person, body="My radiators are older than the council.")
    make_comment(clip, author=person, body="Held back.", held_because="links")
    make_comment(make_article(status="draft"), author=person, body="On a draft.")

    response = client.get("/people/maud/")

    assert texts(response, "h1") == ["Maud Kessing"]
    assert texts(response, "main .item h3") == ["Her clip"]
    assert texts(response, ".said .comment-body") == ["My radiators are older than the council."]


def test_a_person_is_found_in_any_case_at_one_address(client):
    make_user("maud")

    response = client.get("/people/MAUD/")

    assert (response.status_code, response["Location"]) == (301, "/people/maud/")


def test_a_person_who_left_has_no_page(client):
    make_user("maud", is_active=False)

    assert client.get("/people/maud/").status_code == 404


def test_nobodys_address_is_on_their_page(client):
    person = make_user("maud", email="maud@secret.example")
    make_comment(author=person)

    assert "secret.example" not in client.get("/people/maud/").content.decode()


def test_staff_see_their_tools_and_readers_do_not(client):
    make_article()
    client.force_login(make_user(role="reader"))
    reader = client.get("/")
    client.force_login(make_user(role="administrator"))
    staff = client.get("/desk/components/")

    assert staff.status_code == 200
    assert not {"Desk", "Queue"} & set(texts(reader, ".masthead-tools a"))


def test_signing_in_from_a_page_leads_back_to_it(client):
    category = make_category("Harbour")

    page = client.get(category.get_absolute_url())
    sign_in = client.get("/accounts/login/")

    assert select(page, f'.masthead-tools a[href="/accounts/login/?next=/category/{category.slug}/"]')
    assert not select(sign_in, '.masthead-tools a[href*="next="]')


def test_components_are_for_staff_only(client):
    client.force_login(make_user(role="reader"))

    assert client.get("/desk/components/").status_code == 404


def test_components_ask_nothing_of_the_database_but_the_head_of_the_page(client):
    client.force_login(make_user(role="administrator"))

    response = client.get("/desk/components/")

    assert len(select(response, ".specimen")) > 12
    assert not Article.objects.exists()
