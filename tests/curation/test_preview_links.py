"""Preview links: somebody without an account reads one clip, says something about it, and nothing else."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.wording import content_hash
from curation.desk import linking, noting
from curation.models import Approval, Note, PreviewLink
from tests.curation.preview_links import TITLE, link_to, read, write
from tests.factories import make_article, make_user
from tests.markup import select, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines():
    return make_user("ines", role="editor")


@pytest.fixture
def article(ines):
    return make_article(TITLE, status="draft", by=ines, standfirst="Slowly.", background="Since 1931.", answers=1)


def test_whoever_has_the_address_reads_the_clip_and_nobody_else(client, article, ines):
    _link, address = link_to(article, ines)

    page = client.get(address)

    assert page.status_code == 200
    assert texts(page, "article.clip h1") == [TITLE]
    assert client.get(article.get_absolute_url()).status_code == 404


def test_the_page_is_kept_framed_indexed_and_passed_on_by_nobody(client, article, ines):
    page = client.get(link_to(article, ines)[1])

    assert "no-store" in page["Cache-Control"]
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "same-origin"  # no-referrer would take the origin from its forms
    assert "sessionid" not in page.cookies


def tampered(address):
    key, _, signature = address.strip("/").removeprefix("preview/").partition(".")
    yield f"/preview/{key[:-1]}{'a' if key[-1] != 'a' else 'b'}.{signature}/"
    yield f"/preview/{key}.{signature[:-1]}{'A' if signature[-1] != 'A' else 'B'}/"
    yield f"/preview/{key}/"
    yield f"/preview/{key}./"
    yield f"/preview/.{signature}/"
    yield f"/preview/{signature}.{key}/"
    yield f"/preview/{key}.{signature}.{signature}/"
    yield "/preview/é.ü/"
    yield f"/preview/{'a' * 3000}/"


def test_an_address_that_we_did_not_make_is_nowhere(client, article, ines):
    link, address = link_to(article, ines)

    answers = {wrong: client.get(wrong).status_code for wrong in tampered(address)}
    link.delete()
    answers["deleted"] = client.get(address).status_code

    assert set(answers.values()) == {404}, answers


def test_a_key_signed_for_something_else_is_nowhere(client, article, ines):
    from django.core import signing

    link, _address = link_to(article, ines)

    assert client.get(f"/preview/{signing.Signer(sep='.').sign(link.key)}/").status_code == 404
    assert client.get(f"/preview/{signing.Signer(salt='other', sep='.').sign(link.key)}/").status_code == 404


ENDS = {
    "expired": lambda link: PreviewLink.objects.update(
        expires_at=timezone.now(), made_at=timezone.now() - timedelta(1)
    ),
    "taken back": lambda link: linking.revoke(link, by=link.made_by),
    "in the trash": lambda link: Article.objects.update(trashed_at=timezone.now()),
    "withdrawn": lambda link: (link.article.publish(), link.article.withdraw("A copy.")),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_link_that_ended_says_so_and_nothing_of_the_clip(client, article, ines, end):
    link, address = link_to(article, ines)
    end(link)

    answers = [
        client.get(address),
        write(client, address),
        client.post(f"{address}approve/", {"words": content_hash(article)}),
        client.post(f"{address}take-back/", {"words": content_hash(article)}),
    ]

    assert {answer.status_code for answer in answers} == {410}
    assert "This link has ended" in answers[0].content.decode()
    assert not any(TITLE in a.content.decode() or "ines" in a.content.decode() for a in answers)
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    assert not Note.objects.exists()
    assert not Approval.objects.exists()


def test_a_link_to_a_clip_that_was_withdrawn_already_opens_it(client, ines):
    article = make_article(status="withdrawn")

    assert client.get(link_to(article, ines)[1]).status_code == 200


@pytest.mark.parametrize(("asked", "given"), [(1, 1), (7, 7), (60, 60), (61, 60), (0, 1)])
def test_a_link_ends_after_sixty_days_at_the_latest(article, ines, asked, given):
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        link, _ = link_to(article, ines, days=asked)

    assert link.expires_at - link.made_at == timedelta(days=given)


def test_the_same_form_sent_twice_makes_one_link(client, article, ines):
    client.force_login(ines)
    form = {"name": "Dr. Hale", "days": "7", "may_comment": "on", "key": "k"}

    for said in (form, form, {**form, "name": "Mr. Farr"}):
        client.post(reverse("desk:link-make", args=[article.pk]), said)

    assert [link.name for link in PreviewLink.objects.order_by("pk")] == ["Dr. Hale", "Mr. Farr"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"name": ""}, "Say for whom"), ({"days": "61"}, "between 1 and 60"), ({"days": "soon"}, "between 1 and 60")],
)
def test_what_makes_no_link_is_told_in_a_sentence(client, article, ines, said, sentence):
    client.force_login(ines)

    response = client.post(reverse("desk:link-make", args=[article.pk]), {"name": "Dr. Hale", "days": "7", **said})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not PreviewLink.objects.exists()


def test_the_desk_sees_the_address_and_how_often_it_was_opened(client, article, ines):
    link, address = link_to(article, ines)
    browser = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0")
    for _ in range(2):
        browser.get(address)
    browser.head(address)
    Client(HTTP_USER_AGENT="facebookexternalhit/1.1").get(address)  # made a card of it
    client.force_login(ines)

    page = read(client, reverse("desk:together", args=[article.pk]))
    client.post(reverse("desk:link-revoke", args=[article.pk, link.pk]))
    after = read(client, reverse("desk:together", args=[article.pk]))

    assert "Opened 2 times" in page
    assert address in page
    assert address not in after
    assert "taken back" in after
    assert browser.get(address).status_code == 410


def test_only_a_page_with_a_form_sets_a_cookie(client, article, ines):
    _link, address = link_to(article, ines, may_comment=False, may_approve=False)

    assert not client.get(address).cookies


def test_whoever_is_signed_in_sees_the_same_page(client, article, ines):
    _link, address = link_to(article, ines)
    plain = re.sub(r'value="[^"]{20,}"', "", read(client, address))
    client.force_login(make_user("reader-of-it"))

    signed_in = re.sub(r'value="[^"]{20,}"', "", read(client, address))
    write(client, address)

    assert signed_in == plain
    assert Note.objects.get().by is None


def test_the_page_leads_nowhere_with_its_own_address(client, article, ines):
    """The address is a secret: it stands in its own forms alone, not in a link that takes it elsewhere."""
    _link, address = link_to(article, ines)
    page = client.get(address)

    own = {f"{address}{verb}/" for verb in ("note", "approve")}
    assert {form.attrs["action"] for form in select(page, "form")} == own
    assert not [a for a in select(page, "a[href]") if address.strip("/") in a.attrs["href"]]


@pytest.mark.parametrize("notes", [1, 3])
def test_the_page_asks_the_same_questions_however_much_is_noted(
    client, article, ines, notes, django_assert_num_queries
):
    link, address = link_to(article, ines)
    for n in range(notes):
        noting.write(article, "Yes.", by=ines, answers=noting.write(article, f"Note {n}", link=link))

    with django_assert_num_queries(28):
        client.get(address)


def test_a_draft_with_a_link_can_be_deleted(article, ines):
    from articles import actions

    link, _ = link_to(article, ines)
    noting.write(article, "Yes.", by=ines, answers=noting.write(article, "Mine.", link=link))
    Approval.objects.create(article=article, hash="x", link=link)

    actions.delete_draft(article, by=ines)

    assert not PreviewLink.objects.exists()
