"""The demonstration's town, with what it lacks: every page of the site has something to show here."""

from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

from django.core.management import call_command
from django.utils import timezone

from accounts import between, letterbox, traces, unsubscribing
from accounts.models import User
from accounts.roles import ROLES
from articles import muting
from articles.models import Article, Category, Page, Picture, Snapshot, Source, Tag
from articles.wording import content_hash
from comments.models import Comment
from comments.parts import parts_of
from curation.desk import approving, linking, noting, reviewing
from curation.desk.bench import values_of
from curation.intake import suggesting
from curation.models import FeedPoll, Lead, LeadRule, PassageChange, Watch, WorkingCopy
from moderation import actions, appeals, bulk, complaints, reasons, reporting, sanctions
from moderation import people as people_of
from moderation.models import ReasonTemplate
from newsclip.demo import load
from tests import factories

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def build() -> SimpleNamespace:
    load.install()
    people = {role: User.objects.filter(groups__name=role).order_by("pk").first() for role in ROLES}
    clip = Article.objects.published().order_by("-comment_count").first()
    clips = _other_clips()
    return SimpleNamespace(
        **people,
        clip=clip,
        **clips,
        **_together(clips["draft"], people["editor"]),
        **_said(clip, people["reader"]),
        **_cases(clip, people),
        **_heard(clip, people),
        **_shelves(clip),
        **_leads(people),
        **_inbox(),
        **_typed(people["editor"]),
        **_watched(clip),
        **_moderated(clip, people),
    )


def raze() -> None:
    call_command("flush", interactive=False, verbosity=0)


def _other_clips():
    tide = Category.objects.first()
    draft = factories.make_article("The heat under the quay", status="draft", category=tide, facts=2, answers=2)
    factories.make_article("Thrown away on Monday", status="draft", category=tide).put_in_trash(None)
    return {
        "draft": draft,
        "doubtful": _with_findings(),
        **_awkward(tide),
        "corrected": Article.objects.filter(revisions__kind="correction").first(),
        "scheduled": factories.make_article("Tomorrow's tide", status="scheduled", category=tide),
        "withdrawn": Article.objects.filter(status="withdrawn").first(),
    }


def _awkward(category):
    """Words that do not break, in another direction, and many of them."""
    source = factories.make_source(publisher=LONG, title=f"{LONG} und {LONG}")
    german = factories.make_article(
        f"{LONG} und {LONG}", status="draft", category=category, source=source, language="de", facts=40, answers=1
    )
    german.key_facts.first().fact.citations.all().delete()
    noting.write(german, f"{LONG}?", by=german.created_by)
    words = "أعلن مجلس الميناء أن المرحلة الأولى تصل إلى نحو ٩٠٠ مسكن."
    arabic = factories.make_article(
        "حرارة تحت الرصيف",
        status="draft",
        category=category,
        source=factories.make_source(words, publisher="صحيفة المرفأ", language="ar"),
        language="ar",
        facts=0,
        body=words,
    )
    factories.add_fact(arabic, words, label="المساكن", quote=words)
    feed = factories.make_feed(title=LONG, folder=LONG, failures=1, sentence=f"There is no site called {LONG}.example.")
    factories.make_lead(LONG * 2, feed=feed, byline=LONG, summary=f"{LONG} " * 9)
    return {"german": german, "arabic": arabic, "long_feed": feed}


def _together(draft, editor):
    """The draft as several people work on it: notes of each kind, an approval, an address that works and one ended."""
    reader, gone = (linking.make(draft, f"Reader {n}", by=editor, may_approve=True) for n in (1, 2))
    linking.revoke(gone, by=editor)
    note = noting.write(draft, "The figure is of last year.", part=draft.key_facts.first().anchor, link=reader)
    noting.write(draft, "We look it up.", by=editor, answers=note)
    noting.settle(noting.write(draft, "Shorter?", part="title", by=editor), by=editor)
    approving.approve(draft, content_hash(draft), by=editor)
    reviewing.assign(draft, to=editor, seen=None, by=editor)
    paths = [urlsplit(linking.address_of(link)).path for link in (reader, gone)]
    return dict(zip(("preview", "ended_preview"), paths, strict=True))


def _with_findings():
    clip = factories.make_article("Nobody cited this", status="draft", answers=1)
    clip.key_facts.first().fact.citations.all().delete()
    return clip


def _said(clip, reader):
    own = factories.make_comment(clip, author=reader, body="The gauge book is open to anybody.")
    other = factories.make_comment(clip, body="Nine days is not a frost.")
    gone = Comment.objects.filter(status="removed").first()
    return {"own": own, "other": other, "removed": gone, "part": next(iter(parts_of(clip)))}


def _cases(clip, people):
    """A removal to appeal, an appeal for the administrator to decide, a limit, and somebody with a past."""
    moderator, reader = people["moderator"], people["reader"]
    first, second = (factories.make_comment(clip, author=reader, body=f"A removed one, {n}.") for n in (1, 2))
    words = {"rule": "2", "words": f"Please keep to the clip. {LONG}"}
    decision = actions.remove_comment(first, by=moderator, **words)
    appealed = actions.remove_comment(second, by=moderator, **words)
    appeal = appeals.appeal(appealed, by=reader, text=f"It was a quotation.\n\n{LONG}")
    limited = factories.make_user(display_name=LONG[:60])
    until = timezone.now() + timedelta(days=2)
    sanctions.suspend(limited, by=moderator, until=until, **words)
    people_of.add_note(limited, by=moderator, text=LONG)
    for person in (limited, reader):
        traces.note(person, "192.0.2.7")
    return {"decision": decision, "appealed": appealed, "appeal": appeal, "limited": limited, **_reported(clip, people)}


def _reported(clip, people):
    """Reports that were not followed: of a reader, of somebody without an account, and one that is asked about."""
    said = {"rule": "5", "unlawful": True, "good_faith": True, "law": "Section 9", "text": f"It is. {LONG}"}
    who = [{"by": people["reader"]}, {"email": "edda@elsewhere.example"}, {"email": "maud@elsewhere.example"}]
    made = []
    for one in who:
        comment = factories.make_comment(clip, body="The harbour clerk has it from the gauge book.")
        made.append(reporting.report(comment, **one, **said))
        actions.dismiss_reports(comment, by=people["moderator"])
        made[-1].refresh_from_db()
    asked = appeals.complain(made[2], text=f"Read the second sentence.\n\n{LONG}")
    return {
        "dismissed": made[0],
        "by_key": complaints.link(made[1]),
        "asked": asked,
        "asked_by_key": complaints.link(made[2]),
    }


def _heard(clip, people):
    """A letterbox with new and read notices, one with a very long word; somebody and a tag not to be read of."""
    reader, words = people["reader"], {"link": clip.get_absolute_url()}
    letterbox.tell(reader, "mention", "mention:1", about=clip.title, by=people["editor"], **words)
    letterbox.read_all(reader, up_to=timezone.now())
    letterbox.tell(reader, "reply", "reply:1", about=LONG * 2, by=people["editor"], **words)
    between.block(people["moderator"], by=reader)
    muting.mute(Tag.objects.filter(article_count=1).first(), by=reader)
    return {"stop_token": unsubscribing.path_for(reader).split("/")[-2]}


def _shelves(clip):
    retired = Tag.objects.create(name="Frost", retired=True)
    return {
        "category": clip.category,
        "empty_category": factories.make_category("Lighthouses"),
        "tag": clip.tags.first(),
        "retired_tag": retired,
        "page": Page.objects.first(),
        "picture": Picture.objects.first(),
        "month": clip.published_at,
    }


def _leads(people):
    failed = Lead.objects.create(by=people["editor"], url="https://courier.example/gone", title="Gone")
    failed.start()
    failed.fail("The page is not there any more (404). Paste its text instead.")
    suggested = suggesting.suggest("https://courier.example/eels", by=people["reader"], note="Finally.").lead
    made = {"suggested": suggested}
    return made | {"waiting": Lead.objects.create(by=people["editor"], text="A headline\n\nA text."), "failed": failed}


def _inbox():
    """What the demonstration's inbox lacks: a feed that fails, a dismissed lead, a rule."""
    feed = factories.make_feed(failures=2, sentence="The host has a problem of its own (status 500).")
    FeedPoll.objects.create(feed=feed, status=500, sentence=feed.sentence)
    factories.make_lead("Tide table for Wednesday", feed=feed).dismiss()
    rule = LeadRule.objects.create(kind="word", pattern="tide table", action="dismiss", feed=feed)
    return {"feed": feed, "rule": rule}


def _typed(editor):
    """Words that were not saved: of a clip that is as it was, and of one that somebody saved since."""
    clips = {name: factories.make_article(f"Typed into, {name}", status="draft") for name in ("unsaved", "merging")}
    for clip in clips.values():
        values = values_of(clip)
        values["title"], values["standfirst"] = "Typed and not saved", "Mine."
        WorkingCopy.objects.keep(
            clip, editor, tab="one", serial=1, seen=0, values=values.urlencode(), version=clip.version
        )
    clips["merging"].title = "Saved since"
    clips["merging"].record(by=None)
    return clips


def _watched(clip):
    """A passage that changed, and a page that is gone."""
    citation = clip.key_facts.first().fact.citations.select_related("snapshot__source").first()
    source, words = citation.snapshot.source, f"{citation.quote[:-1]} in 2027."
    newer = Snapshot.take(source, citation.snapshot.text.replace(citation.quote, words))
    PassageChange.objects.create(
        article=clip,
        citation=citation,
        snapshot=newer,
        kind="changed",
        before=citation.quote,
        after=words,
        start=newer.text.index(words),
    )
    Source.objects.filter(pk=source.pk, canonical_url="").update(canonical_url="https://courier.example/watched")
    gone = Watch.Trouble.GONE
    Watch.objects.update_or_create(
        source=source, defaults={"trouble": gone, "sentence": "The page is gone (status 404)."}
    )
    return {"gone_page": Source.objects.get(pk=source.pk).canonical_url}


def _moderated(clip, people):
    """A reported clip, a notice, a batch that was decided, a ready reason."""
    reasons.install()
    reporting.report(clip, by=people["reader"], rule="1", text="It is about nothing.")
    noticed = factories.make_comment(clip, body="The street and the number of a neighbour.")
    notice = {"unlawful": True, "good_faith": True, "law": "Section 12", "email": "edda@elsewhere.example"}
    reporting.report(noticed, rule="3", text="It names a child.", **notice)
    said = [factories.make_comment(clip, body=f"Buy stove {n}", held_because="pre") for n in (1, 2)]
    by = people["moderator"]
    batch = bulk.start([(one.pk, 0, 0) for one in said], by=by, decision="remove", rule="4", words="No stoves.")
    return {"batch": batch, "reason": ReasonTemplate.objects.first()}
