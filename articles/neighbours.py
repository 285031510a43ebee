"""What to read next: clips of the same category, the nearest first, then others with the same tags."""

from django.db.models import Q

from articles.models import Article, TaggedArticle
from common.text import fold, words

CONSIDERED = 60  # the newest clips that could be meant
WORTH_OF_A_TAG = 5  # in shared words
SHORTEST_WORD = 4


def neighbours_of(article, reader=None, most=4) -> list[Article]:
    """Two queries, however many clips there are."""
    tags = {tagging.tag_id for tagging in article.taggings.all()}
    tagged_alike = TaggedArticle.objects.filter(tag__in=tags).values("content_object")
    candidates = (
        Article.objects.published()
        .for_reader(reader)
        .filter(Q(category=article.category_id) | Q(pk__in=tagged_alike))
        .exclude(pk=article.pk)
        .newest_first()
        .for_cards()[:CONSIDERED]
    )
    said = _words_of(article)

    def nearness(other):
        shared_tags = sum(tagging.tag_id in tags for tagging in other.taggings.all())
        shared_words = len(said & _words_of(other))
        return (other.category_id == article.category_id, WORTH_OF_A_TAG * shared_tags + shared_words)

    # Sorting is stable: of two that are equally near, the newer stands first.
    return sorted(candidates, key=nearness, reverse=True)[:most]


def _words_of(article):
    text = fold(f"{article.title} {article.standfirst}")
    return {word for word in words(text) if len(word) >= SHORTEST_WORD}
