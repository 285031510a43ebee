"""From a source to a draft: fetch, extract, draft, and keep it all in one transaction."""

from dataclasses import dataclass, replace
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import audit
from articles.models import (
    Answer,
    Article,
    ArticleMaker,
    ArticleSource,
    Category,
    Citation,
    Fact,
    KeyFact,
    SlugRedirect,
    Snapshot,
    Source,
    Tag,
)
from articles.tagging import tag_article
from articles.taxonomy import category_for_new_clips
from common.fetching import FetchError, NotOurTurn, fetch, turn_at
from common.text import slugify_unicode
from curation.drafting import Draft, Warning, draft_clip
from curation.evidence.contradictions import contradictions
from curation.intake.addresses import canonical, is_front_page, key_of
from curation.intake.arrivals import arrived
from curation.intake.extraction import WARNINGS, Extracted, ExtractionError, extract, extract_plain
from curation.intake.known import clips_at, hold_source
from curation.intake.model import help_draft
from curation.models import Lead, Proposal

MOST_KNOWN_TAGS = 2000
LONGEST_WAIT = 20.0  # seconds for our turn at a site: longer than a look at one of its feeds takes
MOST_CHARACTERS = 300_000  # some 50,000 words: longer than any article, and half a minute of the worker's time


class ImportFailed(Exception):
    """No draft came of it; the words are a sentence for the person who asked.

    `again`: the same may work later, after `after` seconds at the earliest. `happened` is the sentence without what
    the person should do, for the case that a machine does it.
    """

    def __init__(self, sentence, *, happened="", again=False, after=0):
        self.happened, self.again, self.after = happened or sentence, again, after
        super().__init__(sentence)


class AlreadyImported(ImportFailed):
    """The source already has a clip: `article`."""

    def __init__(self, article):
        self.article = article
        status = _("in the trash") if article.trashed_at else article.get_status_display()
        told = {"title": article.title, "status": status}
        super().__init__(_("This page already became a clip: “%(title)s” (%(status)s).") % told)


@dataclass(frozen=True)
class Imported:
    article: Article
    warnings: list[dict]  # {kind, message, quote}


@dataclass(frozen=True)
class Prepared:
    """What was read and drafted, before anything is kept. `second`: a page may get another clip."""

    found: Extracted
    draft: Draft
    second: bool = False


def import_source(*, url="", html=None, text="", by=None, category=None, second=False) -> Imported:
    """A draft from an address, the bytes of a page, or plain text. Raises ImportFailed.

    `category` is a Category, or None: the suggested one, or the first of the menu. `second`: also of a page that
    has a clip already.
    """
    prepared = prepare(url=url, html=html, text=text, second=second)
    with transaction.atomic():
        imported = keep(prepared, by=by, category=category)
        _leave_a_lead(prepared, imported.article, by)
    return imported


def _leave_a_lead(prepared, article, by):
    """A settled one, as if somebody had given it to the worker: by it, later leads of the same story find this clip."""
    found, url = prepared.found, prepared.found.canonical_url
    said = {"url": url, "canonical_url": key_of(url), "text": "" if url else found.text, "title": found.title[:400]}
    lead = Lead.objects.create(state=Lead.State.DONE, article=article, by=by, second=prepared.second, **said)
    transaction.on_commit(partial(arrived, [lead]))


def prepare(*, url="", html=None, text="", title="", named="", second=False) -> Prepared:
    """All the slow work. `title` is used where the source itself names none; `named` is as for `fetch`."""
    found = read_source(url=url, html=html, text=text, named=named, second=second)
    found = replace(found, title=found.title or title)
    if not second:
        _refuse_known(found.canonical_url)
    if len(found.text) > MOST_CHARACTERS:
        raise ImportFailed(_("This is as long as a book. Copy the part that the clip is about and paste it."))
    draft = _draft(found)
    warnings = (*draft.warnings, *_contradictions(found.text, draft.language))
    return Prepared(found, replace(draft, warnings=warnings), second)


@transaction.atomic
def keep(prepared, *, by=None, category=None) -> Imported:
    """The draft, its source with a snapshot, and all parts with their citations, in one transaction."""
    category = category or _category(prepared.draft.category, by)
    return _keep(prepared.found, prepared.draft, by=by, category=category, second=prepared.second)


def read_source(*, url="", html=None, text="", named="", second=False) -> Extracted:
    """What stands in the source, whatever it is. Only this goes out to the network."""
    try:
        if html is not None:
            return _with_addresses(extract(html, url=url), url=url)
        if url:
            if not second:
                _refuse_known(url)
            with turn_at(url, wait=LONGEST_WAIT):
                page = fetch(url, named=named, wait_elsewhere=LONGEST_WAIT)
            found = extract(page.body, url=page.url, charset=page.charset, cut_off=page.truncated)
            return _with_addresses(found, url=url, redirected_to=page.url)
        return _plain(text)
    except NotOurTurn as busy:
        happened = _("Newsclip is asking this site for something else already.")
        raise ImportFailed(f"{happened} {_('Try again in a minute.')}", happened=happened, again=True) from busy
    except FetchError as error:
        after = getattr(error, "retry_after", None) or 0
        again = error.worth_retrying
        raise ImportFailed(error.sentence, happened=error.happened, again=again, after=after) from error
    except ExtractionError as error:
        raise ImportFailed(error.sentence) from error


def _with_addresses(found, *, url, redirected_to=""):
    """The page's one address, and those that led to it."""
    address = canonical(url or found.canonical_url, page_says=found.canonical_url, redirected_to=redirected_to)
    if not url and is_front_page(address):  # a saved page that gives the front page for its address
        address = ""
    led = tuple(each for each in (url, redirected_to) if each and not is_front_page(each))
    return replace(found, canonical_url=address, addresses=led)


def _plain(text):
    found = extract_plain(text)
    if not found.text:
        raise ImportFailed(_("There is no text in it. Paste the words of the article."))
    return found


def _refuse_known(url):
    """The same address never becomes two drafts; `source_of` makes sure of it when two come at the same moment."""
    known = clips_at(url).order_by("pk").first()
    if known:
        raise AlreadyImported(known)


def _draft(found):
    """Extractive and offline; with the help of a language model where the operator names one."""
    categories = Category.objects.in_menu()
    tags = list(
        Tag.objects.filter(retired=False).order_by("-article_count").values_list("name", flat=True)[:MOST_KNOWN_TAGS]
    )
    draft = draft_clip(
        found.text,
        title=found.title,
        language=found.language,
        byline=found.byline,
        excerpt=found.excerpt,
        known_tags=tags,
        known_categories=list(categories.values_list("slug", "name", "keywords")),
    )
    return _helped(draft, found, tags) if settings.MODEL_KIND and found.text else draft


def _helped(draft, found, tags):
    around = "\n".join(filter(None, (found.title, found.publisher, found.byline)))
    year = found.published.year if found.published else 0
    return help_draft(
        draft, found.text, title=found.title, byline=found.byline, around=around, year=year, known_tags=tags
    )


def _contradictions(text, language):
    """One for each sentence concerned, so that an editor sees exactly those."""
    for each in contradictions(text, language=language):
        for span in each.spans:
            yield Warning("contradiction", each.message, span.quote)


def _category(slug, by):
    category = category_for_new_clips(slug, by=by)
    if category is None:
        raise ImportFailed(_("All categories are retired. Make one in the administration, then try again."))
    return category


def _keep(found, draft, *, by, category, second):
    source = source_of(found, draft.language, second=second)
    snapshot = Snapshot.take(source, found.text)
    title = (draft.title or found.title or _("Without a headline"))[:200]
    article = Article.objects.create(
        title=title,
        slug=free_slug(title),
        standfirst=draft.standfirst[:400],
        category=category,
        language=draft.language,
        body=draft.body,
        background=draft.background,
        created_by=by,
    )
    ArticleSource.objects.create(article=article, source=source)
    if by:
        ArticleMaker.objects.create(article=article, user=by)
    _keep_parts(article, draft, snapshot)
    tag_article(article, draft.tags)
    article.record(by=by)
    warnings = _warnings(found, draft)
    _remember(article, draft, warnings)
    told = {"second": True} if second else {}
    audit(article, "import", by=by, url=source.canonical_url, warnings=warnings, **told)
    return Imported(article, warnings)


def _remember(article, draft, warnings):
    """What the machine wrote, so that the desk can say so until a person has changed it."""
    words = {name: getattr(article, name) for name in ("title", "standfirst", "background", "body")}
    titles = [title[:200] for title in draft.title_candidates]
    Proposal.objects.create(
        article=article,
        engine=draft.engine,
        words=words,
        titles=titles,
        warnings=warnings,
        unsupported=list(draft.unsupported),
    )


def source_of(found, language, *, second):
    """The row of this page, held until the transaction ends; AlreadyImported when it has a clip."""
    fields = {
        "publisher": found.publisher[:200],
        "title": found.title[:400],
        "byline": found.byline[:300],
        "published": found.published,
        "language": (found.language or language)[:35],
    }
    if not found.canonical_url:
        return Source.objects.create(**fields)
    source = hold_source(found.canonical_url, others=found.addresses, **fields)
    first = None if second else source.article_sources.select_related("article").order_by("pk").first()
    if first:
        raise AlreadyImported(first.article)
    return source


def free_slug(title):
    """An address nobody has or had: the title's, with a number when that is taken."""
    stem = slugify_unicode(title, max_length=76)
    taken = _taken(stem)
    if stem not in taken:
        return stem
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{stem}-{n}") not in taken)


def _taken(stem):
    now = Article.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    before = SlugRedirect.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    return {*now, *before}


def _keep_parts(article, draft, snapshot):
    for position, fact in enumerate(draft.key_facts):
        row = Fact.objects.create(text=fact.text, proposed=True)
        KeyFact.objects.create(article=article, fact=row, position=position, label=fact.label[:60])
        _cite(snapshot, fact.citations, fact=row)
    for kind, answers in [("quick", draft.quick_answers), ("faq", draft.faqs)]:
        for position, answer in enumerate(answers):
            said = Answer.objects.create(
                article=article,
                kind=kind,
                position=position,
                question=answer.question[:200],
                text=answer.text,
                proposed=True,
            )
            _cite(snapshot, answer.citations, answer=said)
    _cite(snapshot, draft.background_citations, article=article, part=Citation.Part.BACKGROUND)
    _cite(snapshot, draft.body_citations, article=article, part=Citation.Part.BODY)


def _cite(snapshot, passages, **target):
    Citation.objects.bulk_create(
        Citation(snapshot=snapshot, start=p.start, end=p.end, quote=p.quote, **target) for p in passages
    )


def _warnings(found, draft):
    extraction = [
        {"kind": kind, "message": sentence, "quote": ""}
        for kind, sentence in zip(found.warnings, found.warning_sentences, strict=True)
        if kind in WARNINGS
    ]
    return extraction + [{"kind": w.kind, "message": w.message, "quote": w.quote} for w in draft.warnings]
