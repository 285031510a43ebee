"""The clip and its parts. One file per noun; import from here."""

from articles.models.article import Article, ArticleMaker, FrontPick, Revision, SlugRedirect, Story
from articles.models.page import Page
from articles.models.parts import Answer, Fact, KeyFact
from articles.models.picture import Picture
from articles.models.search_entry import SearchEntry
from articles.models.sources import ArticleSource, Citation, Snapshot, Source
from articles.models.taxonomy import Category, CategoryAlias, Tag, TagAlias, TaggedArticle

__all__ = [
    "Answer",
    "Article",
    "ArticleMaker",
    "ArticleSource",
    "Category",
    "CategoryAlias",
    "Citation",
    "Fact",
    "FrontPick",
    "KeyFact",
    "Page",
    "Picture",
    "Revision",
    "SearchEntry",
    "SlugRedirect",
    "Snapshot",
    "Source",
    "Story",
    "Tag",
    "TagAlias",
    "TaggedArticle",
]
