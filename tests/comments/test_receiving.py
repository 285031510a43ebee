"""Haste, slow threads, threads that close, and what is read first: by rows, and with the text kept."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEntry, Notice, SiteSettings
from articles import actions as clips
from articles.models import Article
from comments import closing, haste, lists, posting, slowing
from comments.models import Comment, Phrase
from comments.standing import DAY, HOUR
from moderation import sanctions
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
SAME = "Buy cheap watches at my shop, the best prices in the whole of Quillmouth, come and see them today"


def post(article, by, body="Nine days."):
    return posting.post(article=article, by=by, body=body)


def said(by, *, minutes, count=1, article=None):
    """Comments that somebody posted so long ago."""
    article = article or make_article()
    made = [make_comment(article, author=by, body=f"Comment {minutes} {n}") for n in range(count)]
    at = timezone.now() - timedelta(minutes=minutes)
    Comment.objects.filter(pk__in=[one.pk for one in made]).update(created_at=at)
    return article


# Haste


@pytest.mark.parametrize(("minutes", "window"), [(9, "in ten minutes"), (50, "in an hour"), (1400, "in a day")])
def test_each_window_has_its_own_number_and_names_the_moment_when_one_fits_again(settings, minutes, window):
    settings.COMMENTS_IN_TEN_MINUTES = 1  # 1, 2 and 5 for somebody new
    by = make_user()
    said(by, minutes=minutes, count=5)

    with pytest.raises(posting.Refused, match=window) as refused:
        post(make_article(), by)

    assert refused.value.status == 429
    length = {"in ten minutes": 10, "in an hour": HOUR, "in a day": DAY}[window]
    free = timezone.now() + timedelta(minutes=length - minutes)
    assert any(haste.moment(free + timedelta(minutes=n)) in str(refused.value) for n in (0, 1))


def test_what_was_posted_before_the_window_does_not_count(settings):
    settings.COMMENTS_IN_TEN_MINUTES = 1
    by = make_user()
    said(by, minutes=11)

    assert post(make_article(), by).is_visible


def test_whoever_changes_comments_all_the_time_is_asked_to_wait():
    comment = make_comment()
    for n in range(10):
        posting.edit(comment, by=comment.author, body=f"Version {n}")

    with pytest.raises(posting.Refused, match="changed comments 10 times in an hour"):
        posting.edit(comment, by=comment.author, body="Version 11")


# Read first: the most specific wins


@pytest.mark.parametrize(
    ("site", "category", "clip", "person", "why"),
    [
        ("post", "", "", False, ""),
        ("pre", "", "", False, "pre"),
        ("pre", "post", "", False, ""),
        ("post", "pre", "", False, "pre-category"),
        ("post", "pre", "post", False, ""),
        ("post", "", "pre", False, "pre-article"),
        ("pre", "post", "pre", False, "pre-article"),
        ("post", "post", "post", True, "pre-person"),
    ],
)
def test_the_most_specific_setting_wins(site, category, clip, person, why):
    SiteSettings(pk=1, moderation=site).save()
    article = make_article(moderation=clip)
    article.category.moderation = category
    article.category.save()
    by = make_user(read_first=person)

    assert post(article, by).held_because == why


def test_a_person_is_told_that_their_comments_are_read_first_and_when_no_more():
    person, moderator = make_user(), make_user(role="moderator")

    why = {"by": moderator, "rule": "2", "words": "Two warnings."}
    first, again = (sanctions.read_first(person, **why) for _ in range(2))
    after = sanctions.read_after(person, by=moderator)

    assert (first.outcome, again, after.undoes) == ("readfirst", None, first)
    assert [notice.to for notice in Notice.objects.all()] == [person, person]
    assert list(AuditEntry.objects.filter(by=moderator).values_list("verb", flat=True)) == [
        "person.lifted",
        "person.readfirst",
    ]


def test_the_first_comments_of_somebody_are_read_first_until_enough_stand():
    SiteSettings(pk=1, hold_first=2).save()
    by, article = make_user(), make_article()
    early = [post(article, by, text) for text in ("One.", "Two.", "Why not?")]
    why = {comment.held_because for comment in early}

    early[0].approve(), early[1].approve()

    assert why == {"first"}
    assert post(article, by, "Three.").is_visible


# Repeats


def test_the_same_words_elsewhere_within_a_day_wait():
    by = make_user()
    post(make_article(), by, SAME)

    assert post(make_article(), by, SAME.replace("cheap", "very cheap")).held_because == "repeat"


def test_a_short_word_of_thanks_is_said_as_often_as_one_likes():
    by = make_user()
    post(make_article(), by, "Thank you!")

    assert post(make_article(), by, "Thank you!").is_visible


def test_the_same_words_by_several_people_wait():
    for _ in range(3):
        post(make_article(), make_user(), SAME)

    assert post(make_article(), make_user(), SAME.upper()).held_because == "echo"


def test_an_edit_does_not_repeat_itself():
    comment = post(make_article(), make_user(), SAME)

    assert posting.edit(comment, by=comment.author, body=f"{SAME}!").is_visible


# Slow threads


def hot(article, count=3):
    SiteSettings(pk=1, slow_from=count, slow_seconds=120).save()
    for _ in range(count):
        post(article, make_user(), "Nine days.")
    article.refresh_from_db()
    return article


def test_a_hot_thread_slows_down_once_and_everybody_waits_but_the_team():
    article, by = hot(make_article()), make_user()
    post(article, by, "Ten.")

    with pytest.raises(posting.Refused, match=r"Post this one in 1\d\d seconds"):
        post(article, by, "Eleven.")

    team = make_user(role="editor")
    assert [post(article, team, text).is_visible for text in ("Twelve.", "Thirteen.")] == [True, True]
    assert post(make_article(), by, "Elsewhere.").is_visible
    assert AuditEntry.objects.filter(verb="thread.slowed").count() == 1


def test_a_slow_thread_is_as_fast_as_ever_after_half_an_hour(time_machine):
    time_machine.move_to("2026-05-13T20:00:00Z", tick=False)
    article = hot(make_article())

    time_machine.shift(60 * slowing.SLOW_MINUTES + 1)

    assert not slowing.is_slow(article)


def test_a_moderator_slows_a_thread_and_frees_it(client):
    article, moderator = make_article(), make_user(role="moderator")
    client.force_login(moderator)

    client.post(f"/moderation/threads/{article.pk}/slow/", {"do": "slow"})
    slow = slowing.is_slow(Article.objects.get(pk=article.pk))
    client.post(f"/moderation/threads/{article.pk}/slow/", {"do": "free"})

    assert slow
    assert not slowing.is_slow(Article.objects.get(pk=article.pk))
    assert list(AuditEntry.objects.filter(by=moderator).values_list("verb", flat=True)) == [
        "thread.freed",
        "thread.slowed",
    ]


def test_the_form_says_beforehand_that_the_thread_is_slow(client):
    article = hot(make_article())
    client.force_login(make_user())

    shown = page(client.get(article.get_absolute_url()))

    assert "everybody waits 120 seconds" in shown.query_one(".beforehand").to_text()
    assert shown.query('.beforehand a[href="/policy/"]')


# Threads that close


def days_old(days, **fields):
    article = make_article(**fields)
    Article.objects.filter(pk=article.pk).update(published_at=timezone.now() - timedelta(days=days))
    article.refresh_from_db()
    return article


def test_threads_close_by_age_once_and_open_when_the_site_allows_more():
    SiteSettings(pk=1, close_after_days=14).save()
    old, young, locked = days_old(15), days_old(13), days_old(15)
    Article.objects.filter(pk=locked.pk).update(comments_locked_at=timezone.now(), comments_locked_because="A quarrel.")

    closed = [closing.close_due(), closing.close_due()]
    shut = [article.comments_locked_because for article in fresh(old, young, locked)]
    SiteSettings(pk=1, close_after_days=20).save()
    opened = [closing.close_due(), closing.close_due()]

    assert (closed, shut, opened) == ([1, 0], ["closed by age", "", "A quarrel."], [1, 0])
    assert [bool(article.comments_locked_at) for article in fresh(old, young, locked)] == [False, False, True]


def test_a_clip_may_name_its_own_moment():
    SiteSettings(pk=1, close_after_days=14).save()
    now, by = timezone.now(), make_user(role="editor")
    longer = days_old(15, comments_close_at=now + timedelta(days=1))
    over = days_old(1, comments_close_at=now - timedelta(minutes=1))

    closing.close_due()
    shut = [bool(article.comments_locked_at) for article in fresh(longer, over)]
    clips.receive_comments(over, by=by, moderation="", comments_close_at=now + timedelta(days=1))
    closing.close_due()

    assert shut == [False, True]
    assert not fresh(over)[0].comments_locked_at


def test_between_its_moment_and_the_worker_nothing_is_taken_and_the_text_is_kept(client):
    article = make_article(comments_close_at=timezone.now() - timedelta(seconds=1))
    client.force_login(make_user())

    response = client.post(f"/articles/{article.slug}/comments/", {"body": "Nine days."})

    assert response.status_code == 422
    assert "Nine days." in response.content.decode()
    assert not Comment.objects.exists()


def test_the_page_names_the_moment_at_which_comments_close(client):
    article = make_article(comments_close_at=timezone.now() + timedelta(days=1))

    assert page(client.get(article.get_absolute_url())).query(".closes time[datetime]")


def fresh(*articles):
    return [Article.objects.get(pk=article.pk) for article in articles]


# Lists


def test_a_refused_phrase_is_named_and_the_text_is_kept(client):
    lists.list_phrase("lamp oil", by=make_user(role="moderator"), action="refuse")
    client.force_login(make_user())

    response = client.post(f"/articles/{make_article().slug}/comments/", {"body": "Cheap lamp-0il here"})

    assert response.status_code == 422
    shown = page(response)
    assert "lamp oil" in shown.query_one('[role="alert"]').to_text()
    assert "Cheap lamp-0il here" in shown.query_one("textarea").to_text()


def test_an_edit_cannot_bring_in_what_a_post_could_not():
    lists.list_phrase("lamp oil", by=make_user(role="moderator"), action="refuse")
    comment = make_comment()

    with pytest.raises(posting.Refused, match="lamp oil"):
        posting.edit(comment, by=comment.author, body="Lamp oil!")

    assert Comment.objects.get().body == comment.body


def test_a_listed_phrase_holds_and_says_which():
    lists.list_phrase("numskull", by=make_user(role="moderator"))

    assert post(make_article(), make_user(), "What a numskull.").held_because == "phrase:numskull"


def test_a_phrase_that_looks_the_same_is_on_the_list_already():
    by = make_user(role="moderator")
    lists.list_phrase("Numskull", by=by)

    with pytest.raises(lists.AlreadyListed, match="Numskull"):
        lists.list_phrase(" ɴumskull ", by=by)


def test_lines_go_out_and_come_in_again():
    by = make_user(role="moderator")

    first = lists.take_lines(Phrase, "numskull\nrefuse\tlamp oil\n\n!!!\n", by=by)
    lines = lists.as_lines(Phrase)
    Phrase.objects.all().delete()

    assert first == (2, 0, ["!!!"])
    assert lists.take_lines(Phrase, lines, by=by) == (2, 0, [])
    assert lists.take_lines(Phrase, lines, by=by) == (0, 2, [])
    assert lists.as_lines(Phrase) == lines == "refuse\tlamp oil\nhold\tnumskull\n"


@pytest.mark.django_db(transaction=True)
def test_another_process_is_heard_of_and_nothing_is_loaded_twice(settings, tmp_path, django_assert_num_queries):
    settings.STAMPS_PATH = tmp_path / "stamps"
    before = found("numskull")
    Phrase.objects.create(text="numskull", key="numskull")  # as another process would, whose stamp has yet to move
    with django_assert_num_queries(0):
        kept = found("numskull")

    code = (
        "import sys; from common.stamps.table import slot_of, table_at; table_at(sys.argv[1]).move([slot_of('screen')])"
    )
    subprocess.run([sys.executable, "-c", code, str(settings.STAMPS_PATH)], check=True, cwd=Path(__file__).parents[2])

    assert (before, kept, found("numskull")) == ([], [], ["numskull"])


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_on_no_list(settings, tmp_path):
    settings.STAMPS_PATH = tmp_path / "stamps"
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _list_and_fail()

    assert found("numskull") == []


def _list_and_fail():
    lists.list_phrase("numskull", by=make_user(role="moderator"))
    assert found("numskull") == ["numskull"]
    raise ZeroDivisionError


def found(text):
    return [phrase.text for phrase in lists.current().phrases.found_in(text)]
