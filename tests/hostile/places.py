"""Where strangers, editors and moderators can put words: each string goes there through the form and the verb of people.

A place is a function that takes the scene and puts in all its strings; it counts what was kept and what was refused.
A new place is a function and a line in PLACES.
"""

import re
import tempfile
import time
import zipfile
from collections import Counter
from xml.sax.saxutils import escape

from django.core import mail as outbox
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts import between
from accounts.forms import SettingsForm
from accounts.joining import SignupForm
from accounts.models import PersonMute, User
from articles.admin import CategoryAdmin
from articles.models import Article, ArticleSource, Category, Tag
from comments import lists, posting
from comments.forms import CommentForm, EditForm
from comments.models import Comment, Phrase
from curation.desk import linking, noting
from curation.desk.bench import values_of, write_rows
from curation.desk.together_forms import NoteForm
from curation.intake import suggesting
from curation.intake.feeds.keeping import keep_items
from curation.intake.feeds.reading import read_feed
from moderation import actions, appeals, complaints, people, reasons
from moderation.forms import DecisionForm, ReportForm
from moderation.models import Appeal, ReasonTemplate, Report
from newsclip.leaving import exporting
from tests import factories

A_PAGE = 200  # comments
ROWS = 40  # of each kind that a clip holds


class Scene:
    """All that was put somewhere, under the names by which tests/hostile/pages.py asks for it."""

    def __init__(self, strings):
        self.strings = list(strings)
        self.told: dict[str, Counter] = {}
        self.editor, self.moderator = (
            factories.make_user("editor-x", role="editor"),
            factories.make_user("mod-x", role="moderator"),
        )
        self.administrator, self.reader = (
            factories.make_user("boss-x", role="administrator"),
            factories.make_user("reader-x"),
        )
        self.category = factories.make_category("Harbour")
        self.people = [
            User(
                username=f"voice-{n.number}", username_key=f"voice-{n.number}", email=f"v{n.number}@quillmouth.example"
            )
            for n in self.strings
        ]
        User.objects.bulk_create(self.people)
        self.people = list(User.objects.filter(username__startswith="voice-").order_by("pk"))

    def fill(self, place):
        self.told[place.__name__] = counts = Counter()
        place(self, counts)

    def batches(self, size):
        return [self.strings[n : n + size] for n in range(0, len(self.strings), size)]


def kept(counts, form, also=True):
    counts["kept" if (fits := form.is_valid()) else "refused"] += 1
    return fits and also


def profiles(scene, counts):
    for person, each in zip(scene.people, scene.strings, strict=True):
        for field in ("display_name", "bio"):
            said = {"display_name": person.display_name, "bio": person.bio, field: each.sent}
            form = SettingsForm(said, instance=person.fresh())
            if kept(counts, form):
                form.save()
                person.refresh_from_db()
    named = sum(bool(person.display_name) for person in scene.people)
    assert named + counts["refused"] >= len(scene.people), "what was kept must stand there"


def usernames(scene, counts):
    opened = Signer(salt="newsclip.opened").sign_object(time.time() - 60)  # quicker is a program
    for each in scene.strings:
        form = SignupForm(
            {
                "email": f"s{each.number}@quillmouth.example",
                "username": each.sent,
                "password1": "tide-and-time-9",
                "opened": opened,
            }
        )
        assert "username" in form.errors or form.is_valid(), form.errors
        kept(counts, form)


def comments(scene, counts):
    """200 to a clip; every tenth is a reply, every twentieth was edited."""
    scene.threads, scene.comments = [], []
    for n, (person, each) in enumerate(zip(scene.people, scene.strings, strict=True)):
        if n % A_PAGE == 0:
            scene.threads.append(
                factories.make_article(f"Thread {'i' * (n // A_PAGE + 1)}", by=scene.editor, category=scene.category)
            )
        form = CommentForm({"body": each.sent})
        if not kept(counts, form):
            continue
        parent = scene.comments[-1] if n % 10 == 9 and scene.comments[-1].is_visible else None
        said = posting.post(article=scene.threads[-1], by=person, body=form.cleaned_data["body"], parent=parent)
        if n % 20 == 0:
            _edit(said, person, each)
        scene.comments.append(said)
    scene.first, scene.own_words = scene.comments[0].author, scene.comments[:1]


def _edit(said, person, each):
    form = EditForm({"body": f"{each.sent} again"})
    if form.is_valid():
        posting.edit(said, by=person, body=form.cleaned_data["body"])


def reports(scene, counts):
    """Each by somebody else: a day of one person has room for few."""
    for n, (comment, each) in enumerate(zip(scene.comments, scene.strings, strict=False)):
        form = ReportForm({"rule": "1", "text": each.sent})
        if kept(counts, form) and comment.is_visible:
            others = (scene.people[n - 1], scene.people[n - 2])
            by = next(person for person in others if person.pk != comment.author_id)
            actions.report(comment, by=by, **form.cleaned_data)


def decisions(scene, counts):
    """Some are removed with words to their author; the others that wait are approved at the end."""
    scene.removed = []
    for n, (comment, each) in enumerate(zip(scene.comments, scene.strings, strict=False)):
        if n % 5 == 0:
            form = DecisionForm({"decision": "remove", "rule": "1", "words": each.sent})
            if kept(counts, form):
                comment.refresh_from_db()
                actions.remove_comment(comment, by=scene.moderator, rule="1", words=form.cleaned_data["words"])
                scene.removed.append(comment)
    for comment in scene.comments:
        comment.refresh_from_db()
        if comment.status == Comment.Status.HELD:
            actions.approve(comment, by=scene.moderator)
    for report in Report.objects.open().filter(comment__status="visible").select_related("comment")[:A_PAGE]:
        actions.dismiss_reports(report.comment, by=scene.moderator)


def clips(scene, counts):
    """Through the form of the desk: 40 strings as facts, as labels, as questions, as answers and as tags of a clip."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(scene.editor)
    scene.clips = []
    for batch in scene.batches(ROWS):
        draft = factories.make_article("Draft", status="draft", by=scene.editor, category=scene.category, facts=0)
        _add_sources(draft, batch)
        answer = client.post(reverse("desk:edit", args=[draft.pk]), {**_typed(draft, batch), "do": "save"})
        counts["kept" if answer.status_code == 302 else "refused"] += len(batch)
        draft.refresh_from_db()
        draft.publish()
        scene.clips.append(draft)
    scene.tags = list(Tag.objects.order_by("pk"))


def _typed(draft, batch):
    values = values_of(Article.objects.get(pk=draft.pk))
    by_size = [each.sent for each in sorted(batch, key=lambda each: len(each.sent)) if "\0" not in each.sent]
    values["title"], values["standfirst"] = by_size[0], by_size[min(1, len(by_size) - 1)][:400]
    values["body"] = "\n\n".join(by_size)
    values["background"] = "\n\n".join(f"> {text}\n>\n> — {text}" for text in by_size)
    values["tags"] = ",".join(
        text for text in by_size if all(len(part) <= 100 for part in text.replace("\n", ",").split(","))
    )
    rows = {most: [text[:most] for text in by_size if text.strip()] for most in (60, 200, 600, 1200)}
    labelled = [
        {"label": [label], "text": [text]} for label, text in zip(rows[60], rows[600], strict=True) if label.strip()
    ]
    asked = [{"question": [question], "text": [text]} for question, text in zip(rows[200], rows[1200], strict=True)]
    write_rows(values, "facts", labelled)
    write_rows(values, "quick", asked)
    write_rows(values, "faq", asked)
    return dict(values.lists())


def _add_sources(draft, batch):
    for place, each in enumerate(batch, 1):
        words = each.sent.replace("\0", "")
        source = factories.make_source(publisher=words[:200], title=words[:400], byline=words[:300])
        ArticleSource.objects.create(article=draft, source=source, position=place, says=words[:300])


def titles(scene, counts):
    """A clip for each headline and standfirst: they stand in lists, feeds, data for search engines, the head of a page."""
    scene.titled = []
    for each in scene.strings:
        words = each.sent.replace("\0", "")
        if not words.strip() or len(words) > 200:
            counts["refused"] += 1
            continue
        counts["kept"] += 1
        made = Article(
            title=words,
            standfirst=words,
            slug=f"titled-{each.number}",
            category=scene.category,
            created_by=scene.editor,
            body=words,
        )
        made.save()
        made.record(by=scene.editor)
        made.publish()
        scene.titled.append(made)


def categories(scene, counts):
    """Through the form of the administration; retired, so that a menu of five thousand is nobody's page."""
    form_class = CategoryAdmin(Category, None).get_form(_Asking(scene.administrator))
    scene.categories = []
    for each in scene.strings:
        said = {
            "name": each.sent,
            "slug": f"category-{each.number}",
            "hue": "teal",
            "position": 0,
            "line": each.sent,
            "keywords": "",
        }
        form = form_class(said)
        if kept(counts, form):
            found = form.save(commit=False)
            found.retired = True
            found.save()
            scene.categories.append(found)


class _Asking:
    def __init__(self, user):
        self.user = user


def feed_items(scene, counts):
    """A publisher's feed, read by the child that reads feeds."""
    scene.feeds = []
    for batch in scene.batches(150):
        feed = factories.make_feed(title=batch[0].sent.replace("\0", "")[:300])
        reading = read_feed(_rss(batch).encode(), url=feed.url)
        keep_items(feed, reading.items, first=True)
        counts["kept"] += len(reading.items)
        counts["refused"] += len(batch) - len(reading.items)
        scene.feeds.append(feed)
    scene.leads = [feed.leads.first() for feed in scene.feeds]


def _rss(batch):
    items = "".join(
        f"<item><title>{_xml(e)}</title><description>{_xml(e)}</description><link>https://courier.example/{e.number}</link>"
        f"<author>{_xml(e)}</author><guid>{e.number} {_xml(e)}</guid></item>"
        for e in batch
    )
    return f"<rss version='2.0'><channel><title>{_xml(batch[0])}</title>{items}</channel></rss>"


def _xml(each):
    return escape("".join(c for c in each.sent if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff")))


def notes(scene, counts):
    """Of the desk and through a preview link, whose own name is hostile too."""
    scene.notes = []
    for batch in scene.batches(A_PAGE):
        draft = factories.make_article("Noted", status="draft", by=scene.editor, category=scene.category)
        link = linking.make(draft, batch[0].sent.replace("\0", "")[:60], by=scene.editor)
        for each in batch:
            form = NoteForm({"body": each.sent})
            if kept(counts, form):
                noting.write(draft, form.cleaned_data["body"], by=scene.editor, tell=False)
        noting.write(draft, "Who asks?", link=link, tell=False)
        scene.notes.append(draft)


def suggestions(scene, counts):
    """Of three hundred at most: a day of one person has room for three."""
    step = max(len(scene.strings) // 300, 1)
    for person, each in list(zip(scene.people, scene.strings, strict=True))[::step]:
        counts["kept"] += 1
        words = each.sent.replace("\0", "")[:500]
        suggesting.suggest(f"https://courier.example/suggested/{each.number}", by=person, note=words)


def moderators(scene, counts):
    """What the team writes: notes about people, ready reasons, phrases and sites; and whom a reader mutes."""
    for person, each in list(zip(scene.people, scene.strings, strict=True))[:A_PAGE]:
        words = each.sent.replace("\0", "").strip()
        if not words:
            counts["refused"] += 1
            continue
        counts["kept"] += 1
        people.add_note(person, by=scene.moderator, text=words[:500])
        template = ReasonTemplate(rule="2", language="en", title=f"{words[:50]} {each.number}", text=words[:500])
        reasons.save(template, by=scene.moderator)
        PersonMute.objects.create(person=person, by=scene.reader)
        between.block(scene.moderator, by=person)
    lines = "\n".join(each.sent.replace("\0", "").replace("\n", " ")[:90] for each in scene.strings[:A_PAGE])
    lists.take_lines(Phrase, lines, by=scene.moderator)


def appealing(scene, counts):
    """Every author of a removed comment appeals, in the words that were removed."""
    scene.decisions = []
    for comment, each in zip(scene.removed, scene.strings, strict=False):
        decision = comment.decisions.latest("pk")
        scene.decisions.append(decision)
        if words := each.sent.replace("\0", "").strip():
            counts["kept"] += 1
            appeals.appeal(decision, by=comment.author, text=words[:1000])


def complaining(scene, counts):
    """Whoever reported in vain asks for another look; the administrator answers every other one, and every other appeal."""
    scene.complaints = []
    strings = iter(scene.strings)
    for report in Report.objects.select_related("comment__author", "article", "by").order_by("pk"):
        if complaints.offered(report) and (words := next(strings).sent.replace("\0", "").strip()):
            counts["kept"] += 1
            scene.complaints.append(appeals.complain(report, text=words[:1000]))
    for waiting, each in list(zip(Appeal.objects.order_by("pk"), scene.strings, strict=False))[::2]:
        words = each.sent.replace("\0", "").strip()[:500] or "No."
        appeals.decide(waiting, by=scene.administrator, state=Appeal.State.CONFIRMED, words=words)
    scene.author, scene.own_comments = scene.removed[0].author, scene.removed[:1]
    scene.reporter, scene.own_complaints = scene.complaints[0].by, scene.complaints[:1]
    scene.year = timezone.now().year


def exports(scene, counts):
    """A page that whoever fetched their data opens from their disk, where there is no policy."""
    scene.exported = []
    for person in {scene.author, scene.reporter, scene.moderator, scene.reader, *scene.few_people}:
        with tempfile.TemporaryFile() as whole:
            exporting.write(person, whole)
            page = zipfile.ZipFile(whole).read("index.html").decode()
            scene.exported.append(page.replace('<link rel="stylesheet" href="style.css">', "", 1))  # our own
    counts["kept"] = len(scene.exported)


def letters(scene, counts):
    """What the worker sends about all this."""
    while job := DBTaskResult.objects.ready().first():
        job.claim("drill")
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        job.set_successful(None)
    written = [letter.alternatives[0][0] for letter in getattr(outbox, "outbox", [])]
    scene.letters = [re.sub(r"<style>.*?</style>", "", html, count=1, flags=re.S) for html in written]  # our own
    counts["kept"] = len(scene.letters)


# In this order: what is reported must have been said.
PLACES = [profiles, usernames, comments, reports, clips, titles, categories, feed_items, notes, suggestions]
PLACES.append(moderators)
AFTER_THE_QUEUE = [decisions, appealing, complaining, exports, letters]
