"""Put the demonstration into the database, through the models' own verbs. Safe to run again: what is there stays."""

import tomllib
from collections.abc import Callable
from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts.models import SiteSettings, User
from articles.models import (
    Answer,
    Article,
    ArticleMaker,
    ArticleSource,
    Category,
    Citation,
    Difference,
    Fact,
    FrontPick,
    KeyFact,
    Page,
    Picture,
    Revision,
    Snapshot,
    Source,
    Story,
)
from articles.tagging import tag_article
from common import stamps
from common.markdown import render_clip
from common.text import slugify_unicode
from curation import actions as desk
from curation.evidence import gate
from newsclip.demo import history, inbox, talk
from newsclip.demo.manuscripts import FOLDER, Manuscript, read_all
from newsclip.demo.people import cast, settle


class Occupied(Exception):
    """A name or an address that the demonstration needs belongs to somebody else."""


Say = Callable[[str], object]
LICENCE = "CC0"


def install(say: Say = lambda line: None) -> int:
    """The whole demonstration; how many clips are new. Each clip is one transaction."""
    clips, now = read_all(), timezone.now()
    _look_around(clips)
    say("people, categories and pages")
    people = settle(now)
    categories = furnish()
    new = 0
    for number, clip in enumerate(clips, start=1):
        say(f"clip {number} of {len(clips)}: {clip.given['title']}")
        if not article_of(clip):
            install_clip(clip, people=people, categories=categories, now=now)
            new += 1
    inbox.fill(now)
    return new


def _look_around(clips):
    """Refuse before anything is written where a stranger has a name or an address of ours."""
    ours = {person.username: person.email for person in cast()}
    strangers = [user.username for user in User.objects.filter(username__in=ours) if user.email != ours[user.username]]
    taken = Article.objects.filter(slug__in=[clip.slug for clip in clips if not article_of(clip)])
    addresses = [article.get_absolute_url() for article in taken]
    if strangers or addresses:
        raise Occupied(f"Not installed, because these are taken: {', '.join([*strangers, *addresses])}.")


def article_of(clip: Manuscript) -> Article | None:
    """The clip as it is in the database, by the source that it rests on: that outlives a new title and address."""
    urls = [source.url for source in clip.sources]
    return Article.objects.filter(article_sources__source__canonical_url__in=urls).first()


def site_words() -> dict:
    return tomllib.loads((FOLDER / "site.toml").read_text())


def page_texts() -> list[dict]:
    """The pages in the order of the footer: slug, title, body (Markdown), position."""
    texts = []
    for position, path in enumerate(sorted((FOLDER / "pages").glob("*.md"))):
        title, _, body = path.read_text().partition("\n")
        slug = path.stem.partition("-")[2]
        texts.append({"slug": slug, "title": title.lstrip("# "), "body": body.strip() + "\n", "position": position})
    return texts


@transaction.atomic
def furnish() -> dict[str, Category]:
    """Categories, pages and the line about the site, where there are none of that name yet."""
    words = site_words()
    for position, row in enumerate(words["categories"]):
        Category.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})
    for row in page_texts():
        Page.objects.get_or_create(slug=row["slug"], defaults={**row, "body_html": render_clip(row["body"])})
    site = SiteSettings.load()
    if not site.about:
        site.about = words["about"]
        site.save()
    stamps.touch("site", "front", "lists")
    return {category.slug: category for category in Category.objects.all()}


@transaction.atomic
def install_clip(clip: Manuscript, *, people: dict[str, User], categories: dict[str, Category], now: datetime):
    makers = [people[name] for name in clip.given["makers"]]
    article = _words(clip, categories)
    for position, maker in enumerate(makers):
        ArticleMaker.objects.create(article=article, user=maker, position=position)
    snapshots = [_source(article, source, position, now) for position, source in enumerate(clip.sources)]
    _key_facts(article, clip, snapshots)
    _answers(article, clip, snapshots)
    _differences(article, clip, snapshots)
    for passage in clip.pull_quotes:
        _cite(passage, snapshots, article=article, part=Citation.Part.BODY)
    tag_article(article, clip.given["tags"])
    article.record(by=makers[0], note="First draft")
    _let_pass(article, clip, by=makers[0])
    _take_its_course(article, clip, people=people, now=now)


def _words(clip, categories):
    given = clip.given
    return Article.objects.create(
        slug=clip.slug,
        title=given["title"],
        standfirst=given["standfirst"],
        category=categories[given["category"]],
        story=_story(given.get("story")),
        language=given.get("language", "en"),
        body=clip.body,
        background=given["background"],
        hero=_picture(given["picture"]) if "picture" in given else None,
    )


def _story(title):
    return Story.objects.get_or_create(slug=slugify_unicode(title), defaults={"title": title})[0] if title else None


def _picture(given):
    with (FOLDER / "pictures" / given["file"]).open("rb") as file:
        return Picture.objects.create(
            file=File(file, name=f"demo-{given['file']}"),
            alt=given["alt"],
            caption=given["caption"],
            credit=given["credit"],
            licence=LICENCE,
            **dict(zip(("focus_x", "focus_y"), given.get("focus", (50, 50)), strict=True)),
        )


def _source(article, text, position, now):
    source, _ = Source.objects.get_or_create(
        canonical_url=text.url,
        defaults={
            "publisher": text.publisher,
            "title": text.title,
            "byline": text.byline,
            "published": (now - text.age).date(),
            "language": article.language,
            "free_to_quote": text.free_to_quote,
        },
    )
    ArticleSource.objects.create(article=article, source=source, position=position, says=text.says)
    return Snapshot.take(source, text.text)


def _key_facts(article, clip, snapshots):
    for position, row in enumerate(clip.facts):
        fact = Fact.objects.create(text=row.text)
        KeyFact.objects.create(article=article, fact=fact, position=position, label=row.label)
        for passage in row.cites:
            _cite(passage, snapshots, fact=fact)


def _answers(article, clip, snapshots):
    for kind, rows in ((Answer.Kind.QUICK, clip.quick), (Answer.Kind.FAQ, clip.faq)):
        for position, row in enumerate(rows):
            answer = Answer.objects.create(
                article=article, kind=kind, position=position, question=row.question, text=row.text
            )
            for passage in row.cites:
                _cite(passage, snapshots, answer=answer)


def _differences(article, clip, snapshots):
    for position, (subject, passages) in enumerate(clip.differences):
        row = Difference.objects.create(article=article, subject=subject, position=position)
        for passage in passages:
            _cite(passage, snapshots, difference=row)


def _cite(passage, snapshots, **target):
    snapshot = snapshots[passage.source]
    Citation.objects.create(snapshot=snapshot, start=passage.start, end=passage.end, quote=passage.quote, **target)


def _let_pass(article, clip, *, by):
    """What the makers knew better than the checks: a note for each finding. One that is not there is a mistake."""
    found = {(finding.where, finding.about): finding for finding in gate.findings(article)}
    for row in clip.given.get("overrides", ()):
        desk.override(article, found[row["where"], row.get("about", "")], by=by, note=row["note"])


def _take_its_course(article, clip, *, people, now):
    """From draft to what the manuscript says that became of it, and then into the past."""
    published = now - clip.age
    if clip.status == "scheduled":
        article.schedule(published)
    elif clip.status != "draft":
        _change_later(article, clip, people)
        article.publish(at=published)
        talk.hold(article, clip.remarks, people=people, published=published)
        _update(article, clip, people)
        _correct(article, clip, people)
        if clip.status == "withdrawn":
            article.withdraw(clip.given["withdrawn"]["reason"])
        if clip.given.get("lead"):
            FrontPick.objects.create(article=article, position=0)
    history.backdate(article, clip, now=now)


def _change_later(article, clip, people):
    """What will be corrected is published wrong first, and what will be updated with less in it."""
    later = [clip.given[kind] for kind in ("update", "correction") if kind in clip.given]
    for given in later:
        _reword(article, given, "before")
    if later:
        article.record(by=people[clip.given["makers"][0]], note="As published")


def _update(article, clip, people):
    if "update" in clip.given:
        given = clip.given["update"]
        _reword(article, given, "after")
        article.record(by=people[given["by"]], kind=Revision.Kind.UPDATE, note=given["note"])


def _correct(article, clip, people):
    if "correction" not in clip.given:
        return
    given = clip.given["correction"]
    fact = _reword(article, given, "after")
    revision = article.record(by=people[given["by"]], kind=Revision.Kind.CORRECTION, note=given["note"])
    revision.subject = f"Key fact “{fact.label}”"
    revision.before, revision.after = given["before"], given["after"]
    revision.save()
    revision.credit(people[given["noticed_by"]])


def _reword(article, given, which):
    fact = article.key_facts.select_related("fact").get(position=given["fact"] - 1)
    fact.fact.text = given[which]
    fact.fact.save()
    return fact
