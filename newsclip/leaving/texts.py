"""What others wrote in their own words, column by column: what becomes of the name of somebody who leaves there.

`tests/newsclip/leaving/test_texts.py` fails for a column of text that stands neither here nor in OTHERWISE.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import F, Q

from newsclip.leaving.ties import TIES
from newsclip.leaving.walk import rows


@dataclass(frozen=True)
class Text:
    """Columns of which a mention and an address go. `near`: the path to a person of whom it may well tell; there the
    full name goes as well. EVERYWHERE: the team writes it about people. NOWHERE: somebody's name may be a word in it.
    """

    columns: tuple[str, ...]
    near: str


EVERYWHERE, NOWHERE = "pk", ""
BELOW = "article__comments__author"

TEXTS: dict[str, Text] = {
    "accounts.Invitation": Text(("note",), EVERYWHERE),
    "accounts.Notice": Text(("about", "link"), NOWHERE),
    "accounts.User": Text(("bio", "expertise"), NOWHERE),
    "articles.Article": Text(("comments_locked_because", "withdrawn_because"), "comments__author"),
    "articles.Revision": Text(("note", "subject"), BELOW),
    "comments.Comment": Text(("held_because", "removed_for"), NOWHERE),
    "comments.Phrase": Text(("note",), EVERYWHERE),
    "comments.Domain": Text(("note",), EVERYWHERE),
    "curation.Lead": Text(("note",), NOWHERE),
    "curation.Note": Text(("text",), EVERYWHERE),
    "curation.Override": Text(("note",), EVERYWHERE),
    "curation.Suggestion": Text(("note",), NOWHERE),
    "moderation.Appeal": Text(("text", "words"), f"decision__comment__{BELOW}"),
    "moderation.PersonNote": Text(("text",), EVERYWHERE),
    "moderation.ReasonTemplate": Text(("title", "text"), NOWHERE),
    "moderation.Report": Text(("law", "place", "text"), f"comment__{BELOW}"),
}

# Why the others need none.
OTHERWISE: dict[str, str] = {
    # A row of the person, which goes or is emptied as newsclip/leaving/ties.py says; nobody else writes in it.
    "own": (
        "accounts.User.password accounts.User.email accounts.User.username accounts.User.username_key"
        " accounts.User.display_name accounts.User.language accounts.User.time_zone accounts.OldUsername.username"
        " accounts.OldUsername.username_key accounts.Invitation.code_hash accounts.Invitation.email"
        " accounts.TermsAcceptance.version accounts.MachineTrace.hash accounts.Session.session_key"
        " accounts.Session.session_data accounts.Session.browser accounts.Session.system curation.WorkingCopy.values"
        " curation.WorkingCopy.tab curation.Suggestion.url moderation.Report.name moderation.Report.email"
    ),
    # By a verb of its own: trail.py, letters.py and mentions.py here, and comments/leaving.py.
    "verb": (
        "accounts.AuditEntry.subject accounts.AuditEntry.data moderation.Decision.words comments.Comment.body"
        " comments.Comment.body_html comments.CommentRevision.body comments.Draft.body"
        " comments.Comment.score_reasons comments.SaidWords.words"
    ),
    # What the site publishes of the world, with its sources; it is the archive's, and is corrected by its editors.
    "published": (
        "articles.SearchEntry.title articles.SearchEntry.body articles.Picture.alt articles.Picture.caption"
        " articles.Picture.credit articles.Picture.licence articles.LinkCard.title articles.LinkCard.publisher"
        " articles.LinkCard.description articles.Revision.document articles.Revision.before articles.Revision.after"
        " articles.Category.name articles.Category.line articles.Category.keywords articles.Tag.name"
        " articles.Tag.about articles.TagAlias.name articles.Story.title articles.Article.title"
        " articles.Article.standfirst articles.Article.body articles.Article.body_html articles.Article.background"
        " articles.Article.background_html articles.Page.title articles.Page.body articles.Page.body_html"
        " articles.Fact.text articles.KeyFact.label articles.Answer.question articles.Answer.text"
        " articles.Source.publisher articles.Source.title articles.Source.byline articles.Snapshot.text"
        " articles.ArticleSource.says articles.Difference.subject articles.Citation.quote accounts.SiteSettings.line"
        " accounts.SiteSettings.about comments.Comment.about_words curation.Feed.title curation.LeadGroup.title"
        " curation.Lead.text curation.Lead.title curation.Lead.summary curation.Lead.byline curation.Proposal.words"
        " curation.Proposal.titles curation.Proposal.warnings curation.Proposal.unsupported"
        " curation.Override.message curation.PassageChange.before curation.PassageChange.after"
        " curation.PreviewLink.name curation.Feed.folder curation.LeadRule.pattern comments.Phrase.text"
        " comments.Domain.host moderation.Decision.law"
    ),
    # Addresses, keys, versions and figures: a program writes them.
    "program": (
        "accounts.Notice.key accounts.Notice.subject_type accounts.Notice.subject_id"
        " accounts.SiteSettings.contact_email accounts.SiteSettings.terms_version accounts.AuditEntry.verb"
        " accounts.AuditEntry.subject_type accounts.AuditEntry.subject_id articles.SearchEntry.language"
        " articles.Picture.renditions articles.Picture.sha256 articles.LinkCard.url articles.SlugRedirect.slug"
        " articles.Category.slug articles.CategoryAlias.slug articles.Tag.slug articles.Tag.key"
        " articles.TagAlias.key articles.Story.slug articles.Article.slug articles.Article.language"
        " articles.Page.slug articles.Fact.public_id articles.Answer.public_id articles.Source.canonical_url"
        " articles.Source.language articles.SourceAddress.url articles.Snapshot.sha256 comments.Comment.path"
        " comments.Comment.about_id comments.Draft.place comments.Phrase.key comments.ScorerWeights.metrics"
        " moderation.Decision.was_held_because moderation.Decision.because moderation.ReasonTemplate.language"
        " curation.Feed.url"
        " curation.Feed.site_url curation.Feed.language curation.Feed.etag curation.Feed.last_modified"
        " curation.Feed.sentence curation.FeedPoll.sentence curation.Lead.url curation.Lead.sentence"
        " curation.Lead.guid curation.Lead.canonical_url curation.Lead.group_reason curation.Proposal.engine"
        " curation.Override.fingerprint curation.Override.kind curation.PreviewLink.key curation.Approval.hash"
        " curation.Note.part curation.Note.key curation.Watch.etag curation.Watch.last_modified"
        " curation.Watch.sentence newsclip.WorkerHeartbeat.worker_id"
    ),
}


def take(person, names):
    for label, text in TEXTS.items():
        for column in text.columns:
            _take(apps.get_model(label), column, text.near, person, names)


def _take(model, column, near, person, names):
    """The full name only in rows that are near; a mention in all. A row that changed meanwhile is left to its writer's
    next word."""
    close = _close(model, near, person)
    found = model._base_manager.filter(names.mentioned(column) | close & names.written(column))
    by_number = dict(found.values_list("pk", column))
    told = set(model._base_manager.filter(close, pk__in=by_number).values_list("pk", flat=True))
    for number, words in by_number.items():
        changed = names.unwritten(words) if number in told else names.unmentioned(words)
        if changed != words:
            model._base_manager.filter(pk=number, **{column: words}).update(**{column: changed})


def _close(model, near, person):
    """Where it may well be about them: where the table says so, and in rows that are tied to them."""
    if near == EVERYWHERE:
        return Q(pk=F("pk"))
    wanted = Q(pk__in=model._base_manager.filter(**{near: person}).values("pk") if near else [])
    for tie in TIES.get(model._meta.label, ()):
        wanted |= Q(pk__in=rows(model, tie, person).values("pk"))
    return wanted
