"""The demonstration: its words are proof-read here, and its two verbs are tried."""

import json
import stat
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Notice, User
from articles.models import Article, ArticleMaker, Category, Fact, FrontPick
from comments.models import Comment
from moderation import appeals
from moderation import clips as moderated_clips
from moderation.actions import dismiss_reports, remove_comment, report
from moderation.models import Decision
from newsclip.demo import load, manuscripts, proofs
from newsclip.demo.make_pictures import MOST_BYTES
from newsclip.demo.people import cast, read_accounts

FOLDERS = sorted(path for path in (manuscripts.FOLDER / "clips").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def clips():
    return manuscripts.read_all()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_clip_passes_the_proof_reader(folder):
    assert proofs.findings(manuscripts.read(folder)) == []


def test_every_passage_stands_in_its_source_word_for_word(clips):
    cited = [
        (clip.sources[passage.source].text[passage.start : passage.end], passage.quote)
        for clip in clips
        for row in [*clip.facts, *clip.quick, *clip.faq]
        for passage in row.cites
    ]

    assert len(cited) > 200
    assert all(stands == quote for stands, quote in cited)


def test_a_passage_that_stands_nowhere_stops_the_reading(clips):
    with pytest.raises(manuscripts.NotVerbatim, match="0 places"):
        manuscripts.find("The pump runs on cucumber.", clips[0].sources)


def test_a_passage_that_stands_twice_stops_the_reading(clips):
    with pytest.raises(manuscripts.NotVerbatim, match="not in one"):
        manuscripts.find("the", clips[0].sources)


def test_a_number_that_its_passage_lacks_is_found(clips):
    wrong = clips[0].facts[1]
    clip = manuscripts.Manuscript(
        **vars(clips[0])
        | {"facts": [manuscripts.FactText(wrong.label, wrong.text.replace("38.6", "36.8"), wrong.cites)] * 4}
    )

    assert "36.8 not in the passages of 'Cost'" in proofs.findings(clip)


def test_most_tags_lead_on_to_another_clip(clips):
    used = Counter(tag for clip in clips for tag in clip.given["tags"])

    assert all(any(used[tag] > 1 for tag in clip.given["tags"]) for clip in clips)
    assert sum(n for n in used.values() if n > 1) > sum(used.values()) * 0.6


def test_there_is_one_clip_in_each_state_and_enough_to_read(clips):
    states = Counter(clip.status for clip in clips)

    assert states["published"] >= 18
    assert states["draft"] == states["scheduled"] == states["withdrawn"] == 1
    assert sum("correction" in clip.given for clip in clips) == 1
    assert {clip.given.get("language", "en") for clip in clips} >= {"en", "de", "fr"}


@pytest.mark.parametrize(
    ("words", "hours"), [("5 hours before", 5), ("2 days 3 hours before", 51), ("3 days ahead", -72)]
)
def test_spans_of_time_are_read_as_written(words, hours):
    assert manuscripts.span(words).total_seconds() == hours * 3600


def test_nobody_speaks_before_having_joined(clips):
    joined = {person.username: person.joined for person in cast()}
    spoken = [(remark.author, clip.age - remark.after) for clip in clips for remark in clip.all_remarks()]

    assert [author for author, ago in spoken if joined[author] < ago] == []


def test_there_is_enough_talk_to_show_every_state_of_it(clips):
    threads = [clip.all_remarks() for clip in clips]
    events = Counter(event.what for thread in threads for remark in thread for event in remark.events)

    assert 85 <= sum(map(len, threads)) <= 130
    assert max(map(len, threads)) >= 25
    assert len({remark.author for thread in threads for remark in thread}) >= 12
    assert events == {"deleted": 1, "removed": 1, "held": 1, "report": 1, "helpful": 13, "featured": 1}


def test_pictures_are_small_and_all_of_them_are_used(clips):
    files = {path.name: path.stat().st_size for path in (manuscripts.FOLDER / "pictures").glob("*.webp")}
    shown = {clip.given["picture"]["file"] for clip in clips if "picture" in clip.given}

    assert shown == set(files)
    assert max(files.values()) <= MOST_BYTES


@pytest.fixture
def place(settings, tmp_path):
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture
def few(monkeypatch, clips):
    """The corrected clip, the withdrawn one, the scheduled one and the draft: quicker than all of them."""
    some = [clip for clip in clips if clip.status != "published" or "correction" in clip.given]
    monkeypatch.setattr(load, "read_all", lambda: some)
    return some


@pytest.fixture
def demo(db, place, few, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo", stdout=StringIO())
    return {article.slug: article for article in Article.objects.all()}


def test_clips_arrive_in_the_state_that_they_are_meant_to_have(demo):
    assert {slug: article.status for slug, article in demo.items()} == {
        "tide-heat": "published",
        "slipway-sold-twice": "withdrawn",
        "six-members-no": "scheduled",
        "one-key": "draft",
    }
    assert timedelta(hours=4) < timezone.now() - demo["tide-heat"].published_at < timedelta(hours=6)
    assert demo["six-members-no"].scheduled_for > timezone.now()
    assert FrontPick.objects.get().article == demo["tide-heat"]


def test_the_corrected_clip_says_what_was_wrong_and_who_noticed(demo):
    correction = demo["tide-heat"].revisions.get(kind="correction")

    assert [person.username for person in correction.noticed_by] == ["bram-oduya"]
    assert Fact.objects.filter(text=correction.after).exists()
    assert not Fact.objects.filter(text=correction.before).exists()
    assert correction.before in str(demo["tide-heat"].revisions.get(number=correction.number - 1).document)
    assert demo["tide-heat"].changed_at == correction.at


def test_the_updated_clip_says_what_is_new(demo):
    update, correction = (demo["tide-heat"].revisions.get(kind=kind) for kind in ("update", "correction"))

    assert demo["tide-heat"].published_at < update.at < correction.at
    assert "after a debate of four hours" in str(update.document)
    assert "after a debate of four hours." not in str(
        [row["text"] for row in demo["tide-heat"].revisions.get(number=update.number - 1).document["key_facts"]]
    )


def test_counts_and_states_of_comments_are_the_verbs_own(demo):
    comments = demo["tide-heat"].comments.all()

    assert demo["tide-heat"].comment_count == comments.visible().count() == 13
    assert Counter(comments.values_list("status", flat=True)) == {"visible": 13, "removed": 1, "held": 1}
    assert Decision.objects.get().rule == "2"
    assert all(comment.created_at < timezone.now() for comment in comments)


@pytest.mark.django_db
def test_every_clip_passes_the_checks_of_the_desk(place):
    call_command("demo", stdout=StringIO())

    call_command("check_clip", "--all", stdout=StringIO())  # a finding ends in an error


def test_installing_twice_changes_nothing(demo, django_capture_on_commit_callbacks):
    before = everything(), read_accounts()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo", stdout=StringIO())

    assert (everything(), read_accounts()) == before


def test_the_four_accounts_can_sign_in_and_nobody_else_can(demo, client):
    rows = read_accounts()

    assert [row["role"] for row in rows] == ["reader", "editor", "moderator", "administrator"]
    assert all(set(row) == {"address", "username", "email", "password", "role"} for row in rows)
    assert all(client.login(username=row["username"], password=row["password"]) for row in rows)
    assert all(EmailAddress.objects.get(email=row["email"]).verified for row in rows)
    others = User.objects.exclude(username__in=[row["username"] for row in rows])
    assert others.exists()
    assert not any(user.has_usable_password() for user in others)


def test_passwords_are_for_the_operators_eyes(demo, place):
    assert stat.S_IMODE((place / "demo-accounts.json").stat().st_mode) == 0o600


def test_passwords_differ_between_installations(demo, place, django_capture_on_commit_callbacks):
    before = {row["password"] for row in read_accounts()}

    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo", "--remove", stdout=StringIO())
        call_command("demo", stdout=StringIO())

    assert not before & {row["password"] for row in read_accounts()}


def test_a_lost_list_of_passwords_is_replaced_by_new_ones(demo, place, client, django_capture_on_commit_callbacks):
    (place / "demo-accounts.json").unlink()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo", stdout=StringIO())

    assert all(client.login(username=row["username"], password=row["password"]) for row in read_accounts())


def test_accounts_are_printed_in_columns_and_as_json(demo):
    table, data = StringIO(), StringIO()
    call_command("demo_accounts", stdout=table)
    call_command("demo_accounts", "--json", stdout=data)

    assert json.loads(data.getvalue()) == read_accounts()
    assert all(row["password"] in table.getvalue() for row in read_accounts())


def test_without_a_demo_the_list_says_how_to_get_one(place):
    with pytest.raises(CommandError, match=r"manage\.py demo"):
        call_command("demo_accounts", stdout=StringIO())


def test_removing_leaves_the_site_as_it_was(db, place, few, django_capture_on_commit_callbacks):
    before = everything()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo", stdout=StringIO())
        call_command("demo", "--remove", stdout=StringIO())

    assert everything() == before
    assert read_accounts() == []
    assert list((place / "media").rglob("*.webp")) == []


def test_removing_takes_what_visitors_said_about_it_and_spares_what_is_theirs(demo):
    visitor = User.objects.create_user("visitor", "visitor@elsewhere.example", "a long enough secret")
    category = Category.objects.get(slug="harbour")
    own = Article.objects.create(slug="own", title="Their own clip", category=category)
    own.publish()
    comments = Comment.objects
    theirs = comments.submit(article=own, author=visitor, body="Mine")
    comments.submit(article=own, author=User.objects.get(username="maud-kessing"), body="Nice", parent=theirs)
    comments.submit(article=demo["tide-heat"], author=visitor, body="Warm", parent=demo["tide-heat"].comments.first())

    call_command("demo", "--remove", stdout=StringIO())

    own.refresh_from_db()
    assert list(Article.objects.all()) == [own]
    assert list(Category.objects.all()) == [category]
    assert list(User.objects.all()) == [visitor]
    assert list(Comment.objects.all()) == [theirs]
    assert own.comment_count == 1


def test_removing_takes_decisions_that_were_appealed_and_taken_back(demo):
    visitor = User.objects.create_user("visitor", "visitor@elsewhere.example", "a long enough secret")
    comment = Comment.objects.submit(article=demo["tide-heat"], author=visitor, body="Warm")
    decision = remove_comment(comment, by=User.objects.get(username="hester-caul"), rule="1")
    appeals.appeal(decision, by=visitor, text="It is about the clip.")
    appeals.decide(decision.appeal, by=User.objects.get(username="otto-brandreth"), state="overturned", words="It is.")

    call_command("demo", "--remove", stdout=StringIO())

    assert list(User.objects.all()) == [visitor]
    assert not Decision.objects.exists()


def test_removing_takes_the_news_of_it_from_the_letterboxes_of_those_who_stay(demo, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    visitor = User.objects.create_user("visitor", "visitor@elsewhere.example", "a long enough secret")
    hester, otto = (User.objects.get(username=name) for name in ("hester-caul", "otto-brandreth"))
    own = Article.objects.create(slug="own", title="Real work", category=Category.objects.get(slug="harbour"))
    own.publish()
    below, clip = demo["tide-heat"].comments.visible(), demo["tide-heat"]
    let, gone = (report(comment, by=visitor, rule="2") for comment in (below[0], below[1]))
    dismiss_reports(let.comment, by=hester)
    gone.comment.delete_by_author()
    let.refresh_from_db()
    asked = appeals.complain(let, text="It is one.")
    appeals.decide(asked, by=otto, state="confirmed", words="It is none.")
    report(clip, by=visitor, rule="1")
    moderated_clips.dismiss(clip, by=hester)
    theirs = report(
        Comment.objects.submit(article=own, author=User.objects.create_user("x"), body="Y"), by=visitor, rule="2"
    )
    remove_comment(theirs.comment, by=User.objects.create_superuser("real"), rule="2")
    assert Notice.objects.filter(to=visitor).count() == 5

    call_command("demo", "--remove", stdout=StringIO())

    assert [notice.link for notice in Notice.objects.filter(to=visitor)] == [theirs.comment.get_absolute_url()]


def test_an_account_that_has_a_part_in_what_stays_is_locked(demo):
    editor = User.objects.get(username="ines-tarrow")
    own = Article.objects.create(slug="own", title="Real work", category=Category.objects.get(slug="harbour"))
    ArticleMaker.objects.create(article=own, user=editor)
    said = StringIO()

    call_command("demo", "--remove", stdout=said)

    editor.refresh_from_db()
    assert not editor.is_active
    assert not editor.has_usable_password()
    assert "Ines Tarrow has a part" in said.getvalue()


def test_a_stranger_who_has_one_of_our_names_is_left_in_peace(db, place, few):
    real = User.objects.create_user("maud-kessing", "maud@elsewhere.example", "a long enough secret")

    with pytest.raises(CommandError, match="maud-kessing"):
        call_command("demo", stdout=StringIO())
    call_command("demo", "--remove", stdout=StringIO())

    assert list(User.objects.all()) == [real]
    assert not Article.objects.exists()


def everything():
    """How many rows there are of each kind."""
    ours = {"accounts", "articles", "comments", "moderation", "curation", "discovery", "account", "taggit"}
    return {m._meta.label: m.objects.count() for m in apps.get_models() if m._meta.app_label in ours}
