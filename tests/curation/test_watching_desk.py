"""Changed passages at the desk: both wordings, and what an editor does about them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from articles.models import Article, Snapshot
from curation import actions
from curation.intake import watching
from curation.intake.importing import import_source
from curation.intake.watching import watch_due
from curation.models import ChangeIsSettled, PassageChange, Watch
from tests.curation.changing_origin import changing_origin
from tests.curation.watching import HOMES, LONG, MORE_HOMES, VOTES, changes, first_turn, plain, work
from tests.factories import add_fact, make_article, make_category, make_source, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def origin(settings):
    settings.FETCH_ALLOW_PRIVATE = True
    with changing_origin() as origin:
        yield origin


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def clip(origin):
    """A published clip of a page on the origin, with facts that cite two of its sentences."""
    make_category("Town Hall")
    origin.serve("/heat", plain(LONG), ETag='"1"')
    clip = import_source(url=origin.url("/heat")).article
    clip.key_facts.all().delete()
    clip.answers.all().delete()
    clip.citations.all().delete()
    for n, quote in enumerate([HOMES, VOTES]):
        add_fact(clip, f"Fact {n}.", quote=quote, position=n)
    clip.publish()
    return clip


@pytest.fixture
def change(clip, origin):
    origin.serve("/heat", plain(LONG.replace("900", "1,200")))
    first_turn()
    return PassageChange.objects.open().get()


def test_the_desk_shows_both_wordings_with_the_number_that_differs(client, ines, change):
    shown = client.get(reverse("desk:watch")).content.decode()

    assert "A passage has other numbers now" in shown
    assert "<del data-number>900</del>" in shown
    assert "<ins data-number>1,200</ins>" in shown
    assert "Fact 0." in shown


def test_citing_the_new_words_moves_the_passage_and_leaves_the_fact(client, ines, clip, change):
    before = clip.revisions.count()

    client.post(reverse("desk:watch-cite", args=[change.pk]))

    change.refresh_from_db()
    citation = change.citation
    assert (citation.snapshot, citation.quote) == (change.snapshot, MORE_HOMES)
    assert citation.fact.text == "Fact 0."
    assert change.settled_by == ines
    assert clip.revisions.count() == before + 1
    assert clip.revisions.first().kind == "typo"
    assert AuditEntry.objects.filter(verb="cite.again", by=ines).count() == 1
    assert MORE_HOMES.split(" in the")[0] in client.get(clip.get_absolute_url()).content.decode()


def test_the_old_words_may_stand(client, ines, clip, change):
    client.post(reverse("desk:watch-keep", args=[change.pk]))

    change.refresh_from_db()
    assert change.citation.quote == HOMES
    assert change.settled_by == ines
    assert changes() == set()


def test_a_quotation_in_the_text_is_changed_by_hand(clip, change, client, ines):
    citation = change.citation
    citation.fact, citation.article, citation.part = None, clip, "body"
    citation.save()

    shown = client.get(reverse("desk:watch")).content.decode()
    client.post(reverse("desk:watch-cite", args=[change.pk]))

    assert "Cite the new words" not in shown
    citation.refresh_from_db()
    assert citation.quote == HOMES


def test_of_two_editors_one_settles_it(change, ines):
    late = PassageChange.objects.get(pk=change.pk)
    actions.keep_old_words(change, by=ines)

    with pytest.raises(ChangeIsSettled):
        actions.cite_new_words(late, by=make_user(role="editor"))

    late.citation.refresh_from_db()
    assert late.citation.quote == HOMES


def test_the_edit_page_of_an_affected_clip_says_so(client, ines, clip, change):
    Watch.objects.update(trouble="gone", sentence="The page is gone (status 404).")

    edit = client.get(reverse("desk:edit", args=[clip.pk])).content.decode()
    other = client.get(reverse("desk:edit", args=[make_article().pk])).content.decode()

    assert "1 passage that this clip cites has changed in its source." in edit
    assert "The page is gone (status 404)." in edit
    assert "watch-banner" not in other


def test_looking_again_now_does_not_wait_for_the_schedule(client, ines, clip, origin):
    first_turn()
    watch = Watch.objects.get()
    origin.serve("/heat", plain(LONG.replace("900", "1,200")))

    answer = client.post(reverse("desk:watch-look", args=[watch.pk]), follow=True)
    work()

    assert "The worker looks at it now." in answer.content.decode()
    assert changes() == {("changed", HOMES, MORE_HOMES)}


def test_an_old_clip_is_looked_at_when_an_editor_asks(clip):
    first_turn()
    Article.objects.update(published_at=timezone.now() - timedelta(days=200))

    assert watching.look_now(Watch.objects.get())


def test_a_host_that_is_being_asked_is_not_asked_twice_for_an_editor_either(clip, origin):
    first_turn()
    make_article(source=make_source(canonical_url=origin.url("/other")))
    watch_due()
    one, other = Watch.objects.order_by("pk")
    assert watching.look_now(one)

    assert not watching.look_now(other)

    other.refresh_from_db()
    assert other.next_at <= timezone.now()


@pytest.mark.parametrize("show", ["", "all"])
@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_take_the_same_questions_however_long_they_are(client, ines, count, show, django_assert_num_queries):
    for _clip in range(count):
        clip = make_article()
        source = clip.sources.get()
        newer = Snapshot.take(source, source.latest.text.replace("900", "1,200"))
        fact = clip.key_facts.get().fact
        PassageChange.objects.create(
            article=clip, citation=fact.citations.get(), snapshot=newer, kind="changed", before="900", after="1,200"
        )
        Watch.objects.create(source=source, trouble="gone", sentence="Gone.")

    with django_assert_num_queries(11 if show else 12):
        shown = client.get(reverse("desk:watch"), {"show": show}).content.decode()

    assert shown.count("Look again now: ") == count


def test_where_it_leads_back_to_is_on_this_site(client, ines, clip):
    first_turn()
    watch = Watch.objects.get()

    answer = client.post(reverse("desk:watch-look", args=[watch.pk]), {"next": "https://evil.example/"})

    assert answer["Location"] == reverse("desk:watch")
