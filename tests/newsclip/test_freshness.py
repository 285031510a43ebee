"""Every verb is read by the next visitor, though pages are kept; what a verb does not touch stays kept.

Each verb runs on the town of town.py after all pages are stored. Then no page may differ from what it would say if it
were rendered now, and the pages named beside the verb say the new words, or no longer the old ones.
"""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import SiteSettings, User
from articles import actions as clips
from articles import pictures, taxonomy
from articles.models import (
    Answer,
    Article,
    ArticleMaker,
    ArticlePicture,
    ArticleSource,
    Category,
    CategoryAlias,
    Citation,
    Credit,
    Difference,
    Fact,
    FrontPick,
    KeyFact,
    LinkCard,
    Page,
    Picture,
    Revision,
    SearchEntry,
    SlugRedirect,
    Source,
    Story,
    Tag,
    TagAlias,
    TaggedArticle,
)
from articles.models.article import AlreadySettled
from comments import featuring, voting
from comments.models import Comment, Vote
from comments.posting import post
from common import stamps
from curation import actions as desk
from curation.desk import reported
from curation.desk.bench import values_of
from curation.intake import cards
from moderation import actions as moderation
from moderation import appeals, sanctions
from moderation.models import Appeal, Decision, Report
from newsclip import seed
from tests.factories import make_article, make_source, make_user
from tests.newsclip.admin_forms import add, change
from tests.newsclip.moving import MOVES
from tests.newsclip.town import Visitor, make_town, picture_file

pytestmark = pytest.mark.django_db(transaction=True)
ROOMS = ["accounts", "articles", "comments", "moderation", "curation", "discovery", "newsclip"]
LISTS = ["/", "/category/harbour/", "/tag/tideheat/", "/people/maud/", "/search/?q=ice", "/sitemap-news.xml"]
FEEDS = ["/feed.atom", "/feed.json", "/category/harbour/feed.atom", "/tag/tideheat/feed.json", "/people/maud/feed.atom"]
THIS_MONTH = f"/archive/{timezone.localdate():%Y}/{timezone.localdate().month}/"
CLIP = "/articles/ice/"
NEAR = "/articles/ferry/"
CORRECTIONS = ["/corrections/", "/corrections/feed.atom", "/corrections/feed.json"]
LOG = "/moderation/log/"
REPORT_OF_THE_YEAR = f"/transparency/{timezone.now().year}/"
VERBS = []


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.STAMPS_PATH, settings.VIEWS_PATH = tmp_path / "stamps", tmp_path / "views"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "zeal" not in name]  # other tests count queries


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def visitor(town):
    return Visitor()


@pytest.fixture
def browser(client, town):
    """The administrator is signed in."""
    client.force_login(town.ada)
    return client


def verb(says="", *, at=(), gone=""):
    """Afterwards the pages `at` say the one and no longer say the other."""

    def note(change):
        VERBS.append(pytest.param(change, says, gone, at, id=change.__name__))
        return change

    return note


# Clips


@verb("A warmer ice house", gone="The ice house warms", at=[CLIP, NEAR, THIS_MONTH, *LISTS, *FEEDS])
def edit_at_the_desk(town, client):
    values = {**dict(values_of(town.clip).lists()), "title": "A warmer ice house", "kind": "typo", "do": "save"}
    assert client.post(reverse("desk:edit", args=[town.clip.pk]), values).status_code == 302


@verb("A warmer ice house", gone="The ice house warms", at=[CLIP, NEAR, THIS_MONTH, *LISTS, *FEEDS])
def edit_in_the_administration(town, client):
    saved(change(client, town.clip, title="A warmer ice house", kind="typo"))


@verb("It said 9.", at=["/", CLIP, *CORRECTIONS])
def correct(town, client):
    town.clip.record(by=town.ada, kind="correction", note="It said 9.")


@verb("Tove Lind", at=[CLIP, "/corrections/", "/"])
def credit_a_reader(town, client):
    tove = make_user(display_name="Tove Lind")
    said = post(article=town.clip, by=tove, body="It is 900.", correction=True)
    yield
    reported.accept(said, by=town.ada, revision=town.clip.revisions.filter(kind="correction").latest("number"))


@verb("It was 900 homes after all.", at=[CLIP, "/corrections/"])
def restore_as_a_correction(town, client):
    Fact.objects.filter(shown_as__article=town.clip).update(text="The first phase connects 700 homes.")
    town.clip.record(by=town.maud, kind="typo")
    yield
    said = {"version": town.clip.version, "kind": "correction", "note": "It was 900 homes after all."}
    address = reverse("desk:restore", args=[town.clip.pk, town.clip.version - 1])
    assert client.post(address, said).status_code == 302


@verb("A third ice age", at=[NEAR, THIS_MONTH, *LISTS, *FEEDS])
def publish(town, client):
    desk.publish(draft_of(town), by=town.ada)


@verb("A third ice age", at=["/articles/third/", NEAR, THIS_MONTH, *LISTS, *FEEDS])
def publish_what_is_due(town, client):
    desk.publish(draft_of(town), by=town.ada, at=timezone.now() + timedelta(seconds=1))
    yield
    assert desk.publish_due(timezone.now() + timedelta(seconds=2)) == 1


@verb("A third ice age", at=["/articles/third/", *LISTS])
def publish_in_the_administration(town, client):
    said = {"action": "publish", ACTION_CHECKBOX_NAME: [draft_of(town).pk]}
    client.post(reverse("admin:articles_article_changelist"), said)


@verb("The deed was a copy.", at=[CLIP])
def withdraw(town, client):
    clips.withdraw(town.clip, by=town.ada, because="The deed was a copy.")


@verb(gone="The ice house warms", at=[NEAR, THIS_MONTH, *LISTS, *FEEDS, *CORRECTIONS])
def withdraw_at_the_desk(town, client):
    client.post(reverse("desk:withdraw", args=[town.clip.pk]), {"because": "The deed was a copy."})


@verb(gone="The ice house warms", at=[NEAR, *LISTS])
def withdraw_in_the_administration(town, client):
    said = {"action": "withdraw", ACTION_CHECKBOX_NAME: [town.clip.pk], "because": "A copy."}
    client.post(reverse("admin:articles_article_changelist"), said)


@verb("The ice house warms", at=[CLIP, NEAR, *LISTS])
def put_back(town, client):
    clips.withdraw(town.clip, by=town.ada, because="The deed was a copy.")
    yield
    desk.publish(town.clip, by=town.ada)


@verb("/articles/warmth/", at=["/", NEAR, "/articles/warmth/", "/sitemap-clips-0.xml", *FEEDS])
def move_to_another_address(town, client):
    clips.move_to(town.clip, "warmth", by=town.ada)


@verb("1,000 views", at=[CLIP])
def add_views(town, client):
    clips.add_views({town.clip.pk: 1000})


@verb("/category/evenings/", at=["/", CLIP, "/sitemap-categories.xml"])
def another_category_at_the_desk(town, client):
    values = {**dict(values_of(town.clip).lists()), "category": town.empty.pk, "kind": "typo", "do": "save"}
    assert client.post(reverse("desk:edit", args=[town.clip.pk]), values).status_code == 302


@verb("Comments on this clip are closed", at=[CLIP])
def close_comments(town, client):
    saved(change(client, town.clip, comments_mode="closed", kind="typo"))


@verb("Homes reached", at=[CLIP, "/feed.atom"])
def edit_parts_at_the_desk(town, client):
    values = {**dict(values_of(town.clip).lists()), "facts-0-label": "Homes reached", "kind": "typo", "do": "save"}
    assert client.post(reverse("desk:edit", args=[town.clip.pk]), values).status_code == 302


@verb("Some 900 homes.", at=[CLIP])
def edit_parts_in_the_administration(town, client):
    saved(change(client, town.clip, **{"answers-0-text": "Some 900 homes.", "kind": "typo"}))


@verb(at=[CLIP, "/feed.atom"])
def reorder_parts_in_the_administration(town, client):
    saved(change(client, town.clip, **{"key_facts-0-position": "5", "kind": "typo"}))


@verb("The fee", at=[CLIP])
def reword_a_difference(town, client):
    row = differing(town)
    version = Article.objects.get(pk=town.clip.pk).version
    told = {"do": "save", "version": version, f"subject-{row.pk}": "The fee"}
    client.post(reverse("desk:sources", args=[town.clip.pk]), told)


def differing(town):
    """The clip with a second source, and something on which the two differ."""
    other = make_source()
    ArticleSource.objects.create(article=town.clip, source=other, position=1)
    row = Difference.objects.create(article=town.clip, subject="The cost")
    for snapshot in (town.source.latest, other.latest):
        Citation.of(snapshot, snapshot.text[:20], difference=row).save()
    return row


# Pictures and sources


@verb("A warm house", at=[CLIP, "/"])
def describe_a_picture(town, client):
    pictures.describe(town.picture, alt="A warm house")


@verb("A warm house", at=[CLIP, "/"])
def describe_a_picture_in_the_administration(town, client):
    saved(change(client, town.picture, alt="A warm house"))


@verb("A new front", at=[CLIP])
def another_picture_at_the_desk(town, client):
    values = {**dict(values_of(town.clip).lists()), "kind": "typo", "do": "save", "hero_alt": "A new front"}
    client.post(reverse("desk:edit", args=[town.clip.pk]), {**values, "picture": picture_file("new.png", "red")})


@verb("A sluice in the text", at=[CLIP])
def show_a_picture_in_the_text(town, client):
    sluice = pictures.take_in(picture_file("sluice.png", "blue"), alt="A sluice in the text")
    values = {
        **dict(values_of(town.clip).lists()),
        "kind": "update",
        "note": "More.",
        "do": "save",
        "body": sluice.markdown,
    }
    client.post(reverse("desk:edit", args=[town.clip.pk]), values)


@verb("What the tide said", at=[CLIP])
def a_card_gets_its_words(town, client):
    values = {
        **dict(values_of(town.clip).lists()),
        "kind": "update",
        "note": "More.",
        "do": "save",
        "body": "https://tide.example/x",
    }
    client.post(reverse("desk:edit", args=[town.clip.pk]), values)
    Visitor().read_all()
    cards._settle(LinkCard.objects.get(), state="ready", title="What the tide said")


@verb("Ambry Radio", at=[CLIP])
def rename_a_publisher(town, client):
    saved(change(client, town.source, publisher="Ambry Radio"))


@verb("Ambry Radio", at=[CLIP])
def rename_the_publisher_of_a_source_that_is_only_cited(town, client):
    town.clip.article_sources.all().delete()
    town.clip.record(by=town.ada)
    saved(change(client, town.source, publisher="Ambry Radio"))


@verb("between Tollen Quay and Chandler Street", at=[CLIP])
def say_at_the_desk_that_a_source_is_free_to_quote(town, client):
    values = {**dict(values_of(town.clip).lists()), "do": f"quote-{town.source.pk}-free"}
    assert client.post(reverse("desk:edit", args=[town.clip.pk]), values).status_code == 200


@verb(at=[])
def rename_a_story(town, client):
    saved(change(client, town.story, title="Heat"))


# Categories and tags


@verb("Waterfront", gone=">Harbour<", at=["/", CLIP, "/category/harbour/", "/about/", "/search/?q=ice", "/feed.json"])
def rename_a_category(town, client):
    taxonomy.rename_category(town.harbour, "Waterfront", by=town.ada)


@verb("Waterfront", at=["/", CLIP, "/category/waterfront/", "/about/"])
def rename_a_category_in_the_administration(town, client):
    saved(change(client, town.harbour, name="Waterfront", slug="waterfront"))


@verb("Evenings", at=["/", CLIP, "/category/evenings/", "/category/evenings/feed.atom"])
def merge_categories(town, client):
    taxonomy.merge_categories(town.harbour, town.empty, by=town.ada)


@verb(at=["/category/dock/"])
def alias_a_category(town, client):
    taxonomy.alias_category(town.harbour, "dock", by=town.ada)


@verb(gone="Evenings", at=["/", CLIP, "/about/"])
def retire_a_category(town, client):
    taxonomy.retire_category(town.empty, by=town.ada)


@verb("Evenings", at=["/", CLIP, "/about/"])
def restore_a_category(town, client):
    taxonomy.retire_category(town.empty, by=town.ada)
    yield
    taxonomy.restore_category(town.empty, by=town.ada)


@verb(at=["/"])
def move_a_category_in_the_menu(town, client):
    taxonomy.move_category(town.empty, -1, by=town.ada)


@verb("Weather", at=["/", CLIP])
def add_a_category(town, client):
    saved(add(client, Category, name="Weather", slug="weather"))


@verb("SeaWarmth", at=["/", CLIP, "/tags/", "/tag/seawarmth/", "/category/harbour/", "/feed.json"])
def rename_a_tag(town, client):
    taxonomy.rename_tag(town.tag, "SeaWarmth", by=town.ada)


@verb("SeaWarmth", at=["/", CLIP, "/tags/", "/tag/seawarmth/"])
def rename_a_tag_in_the_administration(town, client):
    saved(change(client, town.tag, name="SeaWarmth"))


@verb("Thaw", gone="TideHeat", at=["/", CLIP, "/tags/", "/tag/thaw/"])
def merge_tags(town, client):
    taxonomy.merge_tags(town.tag, Tag.objects.create(name="Thaw"), by=town.ada)


@verb(at=["/tag/swell/"])
def alias_a_tag(town, client):
    taxonomy.alias_tag(town.tag, "Swell", by=town.ada)


@verb(at=["/tag/Warmth/"])
def take_an_alias_away_in_the_administration(town, client):
    saved(change(client, town.tag, **{"aliases-0-DELETE": "on"}))
    assert not TagAlias.objects.exists()


@verb(gone="TideHeat", at=["/tags/"])
def retire_a_tag(town, client):
    taxonomy.retire_tag(town.tag, by=town.ada)


@verb("TideHeat", at=["/tags/", "/tag/tideheat/"])
def restore_a_tag(town, client):
    taxonomy.retire_tag(town.tag, by=town.ada)
    yield
    taxonomy.restore_tag(town.tag, by=town.ada)


@verb("The ice house warms", at=["/search/?q=ice"])
def reindex(town, client):
    SearchEntry.objects.all().delete()
    stamps.move("site")
    yield
    call_command("reindex", verbosity=0)


# Pages, settings, front page


@verb("We clip twice.", at=["/about/"])
def edit_a_page(town, client):
    saved(change(client, town.page, body="We clip twice."))


@verb("Imprint", at=["/", CLIP, "/about/", "/imprint/", "/tags/"])
def add_a_page(town, client):
    saved(add(client, Page, slug="imprint", title="Imprint", body="We.", in_footer="on"))


@verb("Clipped at the quay", at=["/", CLIP, "/about/", "/tags/"])
def change_the_settings(town, client):
    saved(change(client, town.settings, about="Clipped at the quay"))


@verb(at=["/"])
def pick_for_the_front(town, client):
    saved(add(client, FrontPick, article=town.clip.pk, position="1"))


@verb(at=["/"])
def take_a_pick_away(town, client):
    address = reverse("admin:articles_frontpick_delete", args=[town.pick.pk])
    assert client.post(address, {"post": "yes"}).status_code == 302
    assert not FrontPick.objects.exists()


# People


@verb("Maud Tollen", gone="Maud Gauge", at=["/people/maud/", CLIP, "/feed.json", "/people/maud/feed.atom"])
def change_a_name(town, client):
    town.maud.change_profile(display_name="Maud Tollen")


@verb("Dagny Marsh", gone="Dagny Vane", at=[CLIP, "/people/reader/"])
def change_a_name_in_the_administration(town, client):
    saved(change(client, town.reader, display_name="Dagny Marsh"))


@verb(gone="Maud Gauge", at=["/people/maud/", "/people/maud/feed.json"])
def close_an_account_in_the_administration(town, client):
    saved(change(client, town.maud, is_active=""))


# Comments


THREAD = [CLIP, "/people/reader/", f"{CLIP}?sort=newest", f"{CLIP}comments/?q=days", f"{CLIP}comments/feed.atom"]
THREAD += ["/people/reader/comments/feed.json"]


@verb("Eleven days.", at=THREAD)
def comment(town, client):
    post(article=town.clip, by=town.reader, body="Eleven days.")


@verb(gone="Nine days.", at=THREAD)
def remove_a_comment(town, client):
    moderation.remove_comment(town.comment, by=town.ada, rule="1")


@verb("Rule 4: no advertising", at=[LOG])
def decide_on_a_comment(town, client):
    moderation.remove_comment(town.comment, by=town.ada, rule="4")


@verb("Appealed: open", at=[LOG])
def appeal_a_decision(town, client):
    decision = moderation.remove_comment(town.comment, by=town.ada, rule="4")
    yield
    appeals.appeal(decision, by=decision.person, text="It is none.")


@verb("taken back", at=[LOG])
def answer_an_appeal(town, client):
    decision = moderation.remove_comment(town.comment, by=town.ada, rule="4")
    made = appeals.appeal(decision, by=decision.person, text="It is none.")
    yield
    appeals.decide(made, by=make_user(role="moderator"), state="overturned", words="It is none.")


@verb(at=[REPORT_OF_THE_YEAR])
def report_a_comment(town, client):
    moderation.report(town.comment, by=town.maud, rule="4")


@verb("Limited", at=[LOG])
def limit_a_person(town, client):
    until = timezone.now() + timedelta(days=2)
    sanctions.limit(town.reader, by=town.ada, rule="4", words="Too many advertisements.", until=until)


@verb(gone="The ice house warms", at=[LOG])
def withdraw_a_clip_that_stands_in_the_log(town, client):
    moderation.dismiss_reports(_reported(town), by=town.ada)
    yield
    clips.withdraw(town.clip, by=town.ada, because="The deed was a copy.")


def _reported(town):
    moderation.report(town.comment, by=town.maud, rule="4")
    return town.comment


@verb("Nine days, once.", at=THREAD)
def edit_a_comment(town, client):
    town.comment.edit("Nine days, once.")


@verb("Helpful 1", at=[CLIP])
def vote_for_a_comment(town, client):
    for said in town.clip.comments.all():
        voting.vote(said, by=town.maud, value=1)


@verb("Featured", at=[CLIP])
def feature_a_comment(town, client):
    featuring.feature(town.comment, by=town.ada)


@verb(gone="Featured", at=[CLIP])
def no_longer_feature_a_comment(town, client):
    featuring.feature(town.comment, by=town.ada)
    yield
    featuring.unfeature(town.comment, by=town.ada)


@verb(at=[CLIP])
def seed_comments(town, client):
    seed.fill(comments=40, on=town.clip)


@verb("2 comments", gone="7 comments", at=[CLIP])
def recount(town, client):
    Article.objects.update(comment_count=7)
    stamps.move("site")
    yield
    call_command("recount", verbosity=0)


@pytest.mark.parametrize(("run", "says", "gone", "at"), VERBS)
def test_what_a_verb_changes_is_read_next(town, visitor, browser, run, says, gone, at):
    visitor.known |= set(at)
    before = visitor.read_all()

    for _ in run(town, browser) or ():
        before = visitor.read_all()

    after = visitor.read_all()
    assert visitor.stale(after) == []
    assert [address for address in at if shown(after[address]) == shown(before[address])] == []
    assert [address for address in at if says not in words(after[address])] == []
    assert not gone or [address for address in at if gone in words(after[address])] == []


def words(answer):
    """Without the marks around what was searched for."""
    return re.sub("</?mark>", "", answer.text)


def shown(answer):
    return answer.status, answer["Location"], answer.text


# What is not changed is kept


def kept(visitor):
    """Pages that were not rendered anew."""
    return {address for address, answer in visitor.read_all().items() if answer["X-Store"] == "hit"}


def test_every_page_there_is_can_be_kept(town, visitor):
    there = {address for address, answer in visitor.read_all().items() if answer.status in (200, 301)}

    assert kept(visitor) == there
    assert {"/tag/Warmth/", "/category/port/", CLIP} <= there


def test_readings_make_only_the_page_of_the_clip_old(town, visitor):
    visitor.read_all()
    everything = kept(visitor)

    clips.add_views({town.clip.pk: 1000})

    old = everything - kept(visitor)
    assert CLIP in old
    assert all(address.startswith((CLIP, "/comments/")) for address in old)  # itself, and its thread


def test_a_reading_that_no_page_shows_makes_nothing_old(town, visitor):
    clips.add_views({town.clip.pk: 1000})
    visitor.read_all()
    everything = kept(visitor)

    clips.add_views({town.clip.pk: 1})

    assert kept(visitor) == everything


def test_a_pick_makes_only_the_front_page_and_its_feed_old(town, visitor, browser):
    visitor.read_all()
    everything = kept(visitor)

    saved(change(browser, town.pick, position="2"))

    assert everything - kept(visitor) == {"/", "/feed.atom", "/feed.json"}


def test_a_comment_leaves_the_written_pages_alone(town, visitor):
    visitor.read_all()

    post(article=town.clip, by=town.reader, body="Eleven days.")

    assert {"/about/", "/robots.txt", "/.well-known/security.txt"} <= kept(visitor)


def test_what_is_rolled_back_makes_nothing_old(town, visitor):
    visitor.read_all()
    everything = kept(visitor)

    with pytest.raises(AlreadySettled):
        town.clip.submit()

    assert kept(visitor) == everything


# The table of moving.py

SHOWN_BY = {
    User: change_a_name,
    SiteSettings: change_the_settings,
    FrontPick: pick_for_the_front,
    Category: rename_a_category,
    CategoryAlias: alias_a_category,
    Tag: rename_a_tag,
    TagAlias: alias_a_tag,
    Page: edit_a_page,
    Picture: describe_a_picture,
    ArticlePicture: show_a_picture_in_the_text,
    LinkCard: a_card_gets_its_words,
    Source: rename_a_publisher,
    Story: rename_a_story,
    SearchEntry: reindex,
    SlugRedirect: move_to_another_address,
    Comment: comment,
    Vote: vote_for_a_comment,
    Decision: decide_on_a_comment,
    Appeal: appeal_a_decision,
    Report: report_a_comment,
    **dict.fromkeys([Article, ArticleMaker, ArticleSource, TaggedArticle, Revision], edit_at_the_desk),
    **dict.fromkeys([KeyFact, Fact, Answer, Citation], edit_parts_at_the_desk),
    Difference: reword_a_difference,
    Credit: credit_a_reader,
}


def test_every_model_says_which_stamps_it_moves():
    models = {model for room in ROOMS for model in apps.get_app_config(room).get_models()}

    assert models == set(MOVES)
    assert {model for model in MOVES if MOVES[model]} == set(SHOWN_BY)


@pytest.mark.parametrize("model", SHOWN_BY, ids=lambda model: model.__name__)
def test_a_change_of_a_model_moves_its_stamps(town, browser, monkeypatch, model):
    moved, touch = set(), stamps.touch
    monkeypatch.setattr(stamps, "touch", lambda *keys, **more: (moved.update(keys), touch(*keys, **more)))

    for _ in SHOWN_BY[model](town, browser) or ():
        moved.clear()

    assert {key.partition(":")[0] for key in moved} >= MOVES[model]


def draft_of(town):
    return make_article(
        "A third ice age", slug="third", status="draft", by=town.maud, category=town.harbour, tags=["TideHeat"]
    )


def saved(response):
    """The administration goes on to its list; it shows the form again when something is wrong with it."""
    assert response.status_code == 302, response.context["errors"]
