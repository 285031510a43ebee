"""The table of what ties a row to a person, for every model: how it is exported, and what becomes of it.

`tests/newsclip/leaving/test_walk.py` fails for a model that stands neither here nor in NOBODY. Models of other packages
that point at a person need no line: their rows are exported without secrets, and deleted.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Then(Enum):
    DELETE = "delete"  # the row goes
    KEEP = "keep"  # the row stays, with a person who is nobody any more
    UNTIE = "untie"  # the row stays, and points to nobody


@dataclass(frozen=True)
class Tie:
    """Rows of a model that lead to a person by this path."""

    path: str
    then: Then
    hide: tuple[str, ...] = ()  # of other people, or secret: not in the export
    told: bool = True  # False: that there is a row at all was promised to somebody else
    scrub: dict[str, Any] = field(default_factory=dict)  # {field: what it says afterwards}


def own(path="by", **more):
    return Tie(path, Then.DELETE, **more)


def kept(path="by", **more):
    return Tie(path, Then.KEEP, **more)


def untied(path, **more):
    return Tie(path, Then.UNTIE, **more)


REPORTER = ("by", "name", "email", "law", "place", "text")
DECIDED = ("by", "undoes")
JUDGES = ("first_decider", "earlier_decider", "decided_by")

TIES: dict[str, tuple[Tie, ...]] = {
    # accounts
    "accounts.User_groups": (own("user"),),
    "accounts.User_user_permissions": (own("user"),),
    "accounts.PersonMute": (own("by"), own("person", told=False)),
    "accounts.PersonBlock": (own("by"), own("person", told=False)),
    "accounts.OldUsername": (own("user", hide=("username_key",)),),
    "accounts.Invitation": (
        kept("by", hide=("code_hash",), scrub={"note": ""}),
        untied("used_by", hide=("by", "code_hash", "note"), scrub={"email": "", "note": ""}),
    ),
    "accounts.TermsAcceptance": (own("user"),),
    "accounts.Notice": (own("to"), own("by", hide=("to", "key", "read_at", "mailed_at"))),
    "accounts.MachineTrace": (own("user", hide=("hash", "key")),),
    "accounts.Session": (own("user", hide=("session_key", "session_data")),),
    "accounts.AuditEntry": (kept("by"),),  # what names them is scrubbed by newsclip/leaving/trail.py
    # articles
    "articles.Picture": (untied("added_by"),),
    "articles.ArticleMaker": (kept("user"),),
    "articles.Revision": (kept("by", hide=("document",)), kept("credits__person", hide=("by", "document"))),
    "articles.Credit": (own("person"),),
    "articles.LastRead": (own("user"),),
    "articles.Article": (
        kept("created_by", hide=("body_html", "background_html")),
        untied("assigned_to", hide=("body", "body_html", "background", "background_html")),
        kept("trashed_by", hide=("body", "body_html", "background", "background_html")),
    ),
    "articles.TagMute": (own(),),
    "articles.CategoryRole": (own("user"),),
    # comments: words are erased, or kept without a name, by comments/leaving.py
    "comments.Comment": (
        kept("author", hide=("path", "featured_by", "fingerprint")),
        kept("featured_by", hide=("author", "body", "body_html", "held_because", "score", "score_reasons")),
    ),
    "comments.CommentRevision": (kept("comment__author"),),
    "comments.Telling": (own("comment__author"),),
    "comments.Telling_owed": (own("user"), own("telling__comment__author", hide=("user",))),
    "comments.SaidWords": (kept("comment__author"),),
    "comments.Draft": (own(),),
    "comments.ThreadFollow": (own(),),
    "comments.Vote": (own("by"), kept("comment__author", hide=("by",))),
    "comments.Phrase": (kept(),),
    "comments.Domain": (kept(),),
    # moderation
    "moderation.Decision": (
        kept("person", hide=DECIDED),  # the words: newsclip/leaving/trail.py
        kept("comment__author", hide=DECIDED),
        kept("by", hide=("person",)),
    ),
    "moderation.Appeal": (
        kept("by", hide=(*JUDGES, "operator_told_at"), scrub={"text": "–"}),
        kept("first_decider", hide=("by", "report", "text", "words", "decided_by", "earlier_decider")),
        kept("earlier_decider", hide=("by", "report", "text", "words", "decided_by", "first_decider")),
        kept("decided_by", hide=("by", "report", "text", "first_decider", "earlier_decider")),
        kept("report__comment__author", hide=("by", "report", "text", "words", *JUDGES, "operator_told_at")),
    ),
    "moderation.Claim": (own("moderator"), own("comment__author", hide=("moderator",))),
    "moderation.Outgoing": (own("decision__person", hide=("report",)), own("report__by", hide=("decision",))),
    "moderation.Report": (
        kept("by", scrub={"name": "", "email": "", "text": "–", "place": "", "law": ""}),
        kept("comment__author", hide=REPORTER),  # their words: newsclip/leaving/mentions.py
    ),
    "moderation.Sanction": (kept("person", hide=("lifted_by",)), kept("lifted_by", hide=("person",))),
    "moderation.PersonNote": (own("person", hide=("by",)), kept("by", hide=("person", "text"))),
    # curation
    "curation.Feed": (kept("added_by"),),
    "curation.LeadRule": (own("assign_to", hide=("made_by",)), kept("made_by", hide=("assign_to",))),
    "curation.Lead": (kept("by", hide=("html", "assigned_to")), untied("assigned_to", hide=("html", "by", "text"))),
    "curation.Override": (kept(),),
    "curation.PreviewLink": (kept("made_by", hide=("key",)), kept("revoked_by", hide=("key", "made_by"))),
    "curation.Approval": (kept(),),
    "curation.Note": (kept("by", hide=("key",)), kept("resolved_by", hide=("by", "key", "text"))),
    "curation.Suggestion": (own("by", hide=("thanked_by",)), kept("thanked_by", hide=("by", "note"))),
    "curation.PassageChange": (kept("settled_by"),),
    "curation.WorkingCopy": (own("user"),),
    "curation.Presence": (own("user"),),
    # newsclip
    "newsclip.Export": (own("user", hide=("file",)),),
}

# No row of these is about a person. Their texts are about clips, or are the operator's.
NOBODY = frozenset(
    "accounts.TraceKey accounts.SiteSettings"
    " articles.SearchEntry articles.ArticlePicture articles.LinkCard articles.SlugRedirect articles.FrontPick"
    " articles.Category articles.CategoryAlias articles.Tag articles.TagAlias articles.TaggedArticle articles.Story"
    " articles.Page articles.Fact articles.KeyFact articles.Answer articles.Source articles.SourceAddress"
    " articles.Snapshot articles.ArticleSource articles.Difference articles.Citation"
    " comments.ScorerWeights moderation.ReasonTemplate moderation.QueueAlert"
    " curation.FeedPoll curation.LeadGroup curation.LeadShingle curation.Proposal curation.Watch"
    " newsclip.WorkerHeartbeat taggit.Tag taggit.TaggedItem socialaccount.SocialApp"
    " auth.Permission auth.Group auth.Group_permissions contenttypes.ContentType".split()
)
# What they are tied by is no relation: newsclip/leaving/walk.py and letters.py find it.
BY_OTHER_MEANS = frozenset({"accounts.User", "django_tasks_database.DBTaskResult"})
