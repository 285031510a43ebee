"""Which stamps a change of each model moves, by the first part of their keys; `site` alone makes every page old.

A new model of ours needs a row. An empty one says that no public page shows it.
"""

from accounts.models import (
    AuditEntry,
    Invitation,
    MachineTrace,
    Notice,
    OldUsername,
    PersonBlock,
    PersonMute,
    Session,
    SiteSettings,
    TermsAcceptance,
    TraceKey,
    User,
)
from articles.models import (
    Answer,
    Article,
    ArticleMaker,
    ArticlePicture,
    ArticleSource,
    Category,
    CategoryAlias,
    CategoryRole,
    Citation,
    Credit,
    Difference,
    Fact,
    FrontPick,
    KeyFact,
    LastRead,
    LinkCard,
    Page,
    Picture,
    Revision,
    SearchEntry,
    SlugRedirect,
    Snapshot,
    Source,
    SourceAddress,
    Story,
    Tag,
    TagAlias,
    TaggedArticle,
    TagMute,
)
from comments.models import (
    Comment,
    CommentRevision,
    Domain,
    Draft,
    Phrase,
    SaidWords,
    ScorerWeights,
    Telling,
    ThreadFollow,
    Vote,
)
from curation.models import (
    Approval,
    Feed,
    FeedPoll,
    Lead,
    LeadGroup,
    LeadRule,
    LeadShingle,
    Note,
    Override,
    PassageChange,
    Presence,
    PreviewLink,
    Proposal,
    Suggestion,
    Watch,
    WorkingCopy,
)
from moderation.models import (
    Appeal,
    Claim,
    Decision,
    Outgoing,
    PersonNote,
    QueueAlert,
    ReasonTemplate,
    Report,
    Sanction,
)
from newsclip.models import Export, WorkerHeartbeat

NO_PAGE: set[str] = set()
CLIP = {"article", "category", "tag", "person", "front", "lists"}  # what Article.touch moves: its parts are saved so
IN_CLIPS = {"article", "front", "lists"}
EVERYWHERE = {"site", "front", "lists"}

MOVES = {
    # accounts
    User: {"person", "site"},
    SiteSettings: {"site"},
    AuditEntry: NO_PAGE,
    **dict.fromkeys((Invitation, TermsAcceptance, TraceKey, MachineTrace), NO_PAGE),
    **dict.fromkeys((Notice, PersonMute, PersonBlock, Session), NO_PAGE),  # a visitor's page knows nobody
    OldUsername: NO_PAGE,
    # articles
    Article: CLIP,
    ArticleMaker: CLIP,
    ArticleSource: CLIP,
    TaggedArticle: CLIP,
    KeyFact: CLIP,
    Fact: CLIP,
    Answer: CLIP,
    Citation: CLIP,
    Difference: CLIP,
    Revision: CLIP,
    Credit: CLIP,
    SlugRedirect: CLIP | {"slug"},
    FrontPick: {"front"},
    Category: EVERYWHERE | {"category"},
    CategoryAlias: {"category"},
    Tag: EVERYWHERE | {"tag"},
    TagAlias: {"tag", "lists"},
    Page: {"page", "site"},
    Picture: IN_CLIPS,
    Source: IN_CLIPS,
    Story: IN_CLIPS,
    SearchEntry: {"lists"},
    ArticlePicture: CLIP,
    LinkCard: {"article"},
    SourceAddress: NO_PAGE,
    LastRead: NO_PAGE,  # visitors have none
    **dict.fromkeys((TagMute, CategoryRole), NO_PAGE),
    Snapshot: NO_PAGE,  # immutable; a page shows what cites it
    # comments
    Comment: CLIP,
    Vote: {"article"},  # its page shows the counts; no list does
    CommentRevision: NO_PAGE,
    **dict.fromkeys((Draft, SaidWords, Telling, ThreadFollow, Phrase, Domain, ScorerWeights), NO_PAGE),
    # curation, moderation, newsclip
    **dict.fromkeys((Lead, LeadGroup, LeadShingle, LeadRule, Feed, FeedPoll, Watch, PassageChange), NO_PAGE),
    Suggestion: NO_PAGE,  # the page of suggestions is kept by nobody
    **dict.fromkeys((Approval, Note, Override, Presence, PreviewLink, Proposal, WorkingCopy), NO_PAGE),
    **dict.fromkeys((Sanction, Claim, Outgoing, PersonNote, QueueAlert, ReasonTemplate), NO_PAGE),
    **{model: {"log"} for model in (Decision, Appeal, Report)},  # the log and the transparency report
    **dict.fromkeys((WorkerHeartbeat, Export), NO_PAGE),
}
