"""The clip and its parts. One file per noun; import from here."""

from articles.models.article import Article, Story
from articles.models.page import Page
from articles.models.parts import Answer, Fact, KeyFact
from articles.models.picture import ArticlePicture, LinkCard, Picture
from articles.models.place import ArticleMaker, FrontPick, SlugRedirect
from articles.models.readers import CategoryRole, TagMute
from articles.models.revision import Credit, LastRead, Revision
from articles.models.search_entry import SearchEntry
from articles.models.sources import ArticleSource, Citation, Difference, Snapshot, Source, SourceAddress
from articles.models.taxonomy import Category, CategoryAlias, Tag, TagAlias, TaggedArticle

__all__ = [
    "Answer",
    "Article",
    "ArticleMaker",
    "ArticlePicture",
    "ArticleSource",
    "Category",
    "CategoryAlias",
    "CategoryRole",
    "Citation",
    "Credit",
    "Difference",
    "Fact",
    "FrontPick",
    "KeyFact",
    "LastRead",
    "LinkCard",
    "Page",
    "Picture",
    "Revision",
    "SearchEntry",
    "SlugRedirect",
    "Snapshot",
    "Source",
    "SourceAddress",
    "Story",
    "Tag",
    "TagAlias",
    "TagMute",
    "TaggedArticle",
]
