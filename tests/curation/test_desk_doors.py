import pytest
from django.urls import reverse

from curation.desk import linking, noting
from curation.models import Lead, LeadGroup, LeadRule, PassageChange, Watch
from tests.factories import make_article, make_comment, make_feed, make_user

pytestmark = pytest.mark.django_db

OPEN = [f"desk:{name}" for name in "index new calendar front search activity trash pictures".split()]
OPEN += [f"desk:{name}" for name in "inbox inbox-all feeds feeds-import feeds-export rules".split()]
OPEN += [f"desk:{name}" for name in "known bookmarklet suggestions watch corrections".split()]
OF_A_CLIP = [f"desk:{name}" for name in "edit preview publish withdraw submit return plan".split()]
OF_A_CLIP += [f"desk:{name}" for name in "together approve take-back assign note link-make".split()]
OF_A_CLIP += ["desk:working-copy", "desk:throw-away", "desk:presence"]
OF_A_CLIP += ["desk:revisions", "desk:compare"]
OF_A_CLIP += ["desk:sources"]
OF_A_CORRECTION = ["desk:correction-accept", "desk:correction-decline"]
OF_A_NOTE = ["desk:note-settle", "desk:note-reopen"]
OF_A_LEAD = ["desk:lead", "desk:lead-again", "desk:lead-dismiss", "desk:inbox-lead", "desk:lead-thank"]
OF_A_FEED = ["desk:feed", "desk:feed-do"]
OF_A_WATCH = ["desk:watch-look"]
OF_A_CHANGE = ["desk:watch-cite", "desk:watch-keep"]


@pytest.fixture
def addresses():
    article, lead = make_article(status="draft"), Lead.objects.create(text="Something.")
    note = noting.write(article, "A note.", by=article.created_by)
    link = linking.make(article, "Dr. Hale", by=article.created_by)
    feed, rule = make_feed(), LeadRule.objects.create(kind="always", action="star")
    source = article.sources.get()
    watch = Watch.objects.create(source=source)
    change = PassageChange.objects.create(article=article, snapshot=source.latest, kind="vanished", before="Some words")
    group = LeadGroup.objects.create()
    correction = make_comment(make_article(), kind="correction")
    return [
        *(reverse(name) for name in OPEN),
        *(reverse(name, args=[article.pk]) for name in OF_A_CLIP),
        *(reverse(name, args=[lead.pk]) for name in OF_A_LEAD),
        *(reverse(name, args=[article.pk, note.pk]) for name in OF_A_NOTE),
        reverse("desk:link-revoke", args=[article.pk, link.pk]),
        *(reverse(name, args=[feed.pk]) for name in OF_A_FEED),
        reverse("desk:rule-do", args=[rule.pk]),
        *(reverse(name, args=[watch.pk]) for name in OF_A_WATCH),
        *(reverse(name, args=[change.pk]) for name in OF_A_CHANGE),
        *(reverse(name, args=[correction.pk]) for name in OF_A_CORRECTION),
        reverse("desk:restore", args=[article.pk, 1]),
        reverse("desk:story", args=[group.pk]),
    ]


@pytest.mark.parametrize("role", ["reader", "moderator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_does_not_learn_that_there_is_a_desk(client, addresses, role, method):
    client.force_login(make_user(role=role))

    assert {getattr(client, method)(address).status_code for address in addresses} == {404}


def test_a_visitor_is_asked_to_sign_in(client, addresses):
    answers = [client.get(address) for address in addresses]

    assert all(
        answer.status_code == 302 and answer["Location"].startswith("/accounts/login/?next=/desk/")
        for answer in answers
    )


def test_whoever_was_signed_out_meanwhile_keeps_what_they_typed(client, addresses):
    answer = client.post(addresses[len(OPEN)], {"title": "Typed for an hour", "do": "save"})

    assert answer.status_code == 403
    assert "Typed for an hour" in answer.content.decode()


def test_no_page_of_the_desk_is_kept_by_a_cache(client, addresses):
    client.force_login(make_user(role="editor"))

    answers = [client.get(address) for address in addresses]

    assert all("no-store" in answer["Cache-Control"] for answer in answers)
