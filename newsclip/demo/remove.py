"""Take the demonstration away, and nothing else.

What is ours is told from the rows themselves, so that no list can be lost: clips by the address of their source,
people by username and address together, categories, pages and tags by being unchanged or unused.
"""

from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from accounts.models import AuditEntry, Notice, SiteSettings, User
from articles import search
from articles.models import Article, Category, Citation, Fact, Page, Picture, Source, Story, Tag
from articles.tagging import recount
from comments.models import Comment
from common import stamps
from common.text import slugify_unicode, tag_key
from moderation.models import Appeal, Decision, Report
from newsclip.demo import append_only, inbox
from newsclip.demo.load import page_texts, site_words
from newsclip.demo.manuscripts import read_all
from newsclip.demo.people import accounts_file, present


@dataclass
class Gone:
    clips: int = 0
    comments: int = 0
    people: int = 0
    kept: list[str] = field(default_factory=list)  # sentences about what had to stay


@transaction.atomic
def remove() -> Gone:
    manuscripts, people, gone = read_all(), present(), Gone()
    urls = [source.url for clip in manuscripts for source in clip.sources]
    articles = list(Article.objects.filter(article_sources__source__canonical_url__in=urls).distinct())
    with append_only.set_aside():
        gone.comments = _comments(Comment.objects.filter(article__in=articles))
        gone.comments += _comments(Comment.objects.filter(author__in=people))
        gone.clips = _clips(articles, urls)
        inbox.empty()
        _filing(manuscripts)
        _pages_and_words()
        for person in people:
            _person(person, gone)
    stamps.touch("front", "lists", "site", "log")
    transaction.on_commit(lambda: accounts_file().unlink(missing_ok=True))
    return gone


def _comments(some):
    """Delete from the ends of the threads inwards: a comment that others still answer stays."""
    some, count, touched = some.order_by(), 0, {}
    while leaves := list(some.filter(replies__isnull=True).select_related("article", "author")):
        for comment in leaves:
            comment.touch()
            touched[comment.article_id] = comment.article
        _decisions(comment__in=leaves)
        _news_of(leaves)
        AuditEntry.objects.filter(subject_type="comments.comment", subject_id__in=[str(c.pk) for c in leaves]).delete()
        Comment.objects.filter(pk__in=[comment.pk for comment in leaves]).delete()
        count += len(leaves)
    for article in touched.values():
        visible = Comment.objects.filter(article=article).visible().count()
        Article.objects.filter(pk=article.pk).update(comment_count=visible)
    return count


def _decisions(**about):
    """With reports that they settled, and appeals; the last first, since one may take back another."""
    decisions = list(Decision.objects.filter(**about).order_by("-pk"))
    asked, reports = Appeal.objects.filter(decision__in=decisions), Report.objects.filter(**about)
    for rows in (decisions, asked, reports):
        _news_of(rows)
    asked.delete()
    reports.delete()
    numbers = [str(decision.pk) for decision in decisions]
    AuditEntry.objects.filter(subject_type="moderation.decision", subject_id__in=numbers).delete()
    for decision in decisions:
        decision.delete()


def _news_of(rows):
    """What was told of them, to whomever: it would lead nowhere."""
    names = {row._meta.label_lower for row in rows}
    Notice.objects.filter(subject_type__in=names, subject_id__in=[str(row.pk) for row in rows]).delete()


def _clips(articles, urls):
    facts = list(Fact.objects.filter(shown_as__article__in=articles).values_list("pk", flat=True))
    pictures = {article.hero_id for article in articles if article.hero_id}
    AuditEntry.objects.filter(
        subject_type="articles.article", subject_id__in=[str(article.pk) for article in articles]
    ).delete()
    for article in articles:
        _clip(article)
    Fact.objects.filter(pk__in=facts, shown_as__isnull=True).delete()
    unused = Source.objects.filter(canonical_url__in=urls, article_sources__isnull=True)
    unused.exclude(pk__in=Citation.objects.values("snapshot__source")).delete()
    for picture in Picture.objects.filter(pk__in=pictures, articles__isnull=True):
        _picture(picture)
    return len(articles)


def _clip(article):
    article.touch()
    stamps.touch(f"slug:{article.slug}")
    _decisions(article=article)
    _news_of([article])
    article.status = Article.Status.DRAFT
    search.index(article)  # what is not published is not found
    article.delete()


def _picture(picture):
    names, storage = picture.files(), picture.file.storage
    picture.delete()
    transaction.on_commit(lambda: [storage.delete(name) for name in names])


def _filing(manuscripts):
    """Tags, stories and categories that nothing is filed under any more."""
    recount()
    keys = {tag_key(tag) for clip in manuscripts for tag in clip.given["tags"]}
    Tag.objects.filter(key__in=keys, taggings__isnull=True).delete()
    stories = [slugify_unicode(clip.given["story"]) for clip in manuscripts if "story" in clip.given]
    Story.objects.filter(slug__in=stories, articles__isnull=True).delete()
    for row in site_words()["categories"]:
        _quietly(Category.objects.filter(**row, articles__isnull=True))


def _pages_and_words():
    for row in page_texts():
        Page.objects.filter(slug=row["slug"], body=row["body"]).delete()
    site, untouched = SiteSettings.load(), SiteSettings(pk=1)
    if site.about == site_words()["about"]:
        site.about = ""
        site.save()
    if all(getattr(site, f.attname) == getattr(untouched, f.attname) for f in SiteSettings._meta.concrete_fields):
        SiteSettings.objects.all().delete()  # the row that we made, as new


def _person(person, gone):
    """Delete the account; where it has a part in what stays, lock it instead."""
    AuditEntry.objects.filter(subject_type="accounts.user", subject_id=str(person.pk), by=person).delete()
    stamps.touch(*person.stamps())
    if _quietly(User.objects.filter(pk=person.pk)):
        gone.people += 1
    else:
        _lock(person)
        gone.kept.append(f"{person} has a part in clips or comments that stay: the account is kept, locked.")


def _lock(person):
    person.groups.clear()
    person.set_unusable_password()
    person.is_active = person.is_staff = person.is_superuser = False
    person.save()
    EmailAddress.objects.filter(user=person).delete()


def _quietly(some) -> bool:
    """Delete unless something else needs it."""
    try:
        with transaction.atomic():
            some.delete()
    except (ProtectedError, RestrictedError):
        return False
    return True
