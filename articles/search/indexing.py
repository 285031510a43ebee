"""The index: what a clip says, as tokens. Run again over the same clips, it changes nothing."""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import nh3
from django.apps import apps
from django.db import transaction

from articles.models.search_entry import SearchEntry
from articles.search import tokens
from common import stamps

# PostgreSQL knows 16,383 places and 256 of one word in a text, and a megabyte of both together: beyond that
# a phrase would be found on one database only.
MOST_PLACES = 12_000
MOST_STEMS = 4_000
MOST_TIMES = 250
MOST_BYTES = 300_000
AT_ONCE = 200

_BLOCK_ENDS = re.compile(r"</(?:p|li|h2|h3|td|th|div|figcaption|blockquote|pre)>|<br>|<hr>")
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")


def index(article) -> None:
    """Keep the index in step with one clip; drops it when it is not published. Runs in the verb's transaction."""
    if not article.is_published:
        SearchEntry.objects.filter(pk=article.pk).delete()
        return
    entry = entry_of(_whole(type(article).objects).get(pk=article.pk))  # as it was saved
    values = {"language": entry.language, "title": entry.title, "body": entry.body}
    SearchEntry.objects.update_or_create(pk=article.pk, defaults=values)


def reindex(clips=None, *, progress: Callable[[int], object] = lambda done: None) -> int:
    """The published ones of a set of clips anew (None is all), and none that is not published; how many there are.

    `progress` hears how many are done.
    """
    SearchEntry.objects.exclude(article__status="published").delete()
    clips = apps.get_model("articles", "Article").objects.all() if clips is None else clips
    done = 0
    for entries in _chunks(map(entry_of, _whole(clips.published()).iterator(AT_ONCE)), AT_ONCE):
        SearchEntry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["article"], update_fields=["language", "title", "body"]
        )
        done += len(entries)
        progress(done)
    with transaction.atomic():
        stamps.touch("lists")
    return done


def _whole(clips):
    return clips.order_by("pk").prefetch_related("taggings__tag", "key_facts__fact", "answers")


def entry_of(article) -> SearchEntry:
    """Unsaved. The title and the body are apart, because a word in the title weighs more."""
    language = tokens.stemmer_of(article.language)
    return SearchEntry(
        article=article,
        language=language,
        title=_as_tokens([article.title], language),
        body=_as_tokens(texts_of(article), language),
    )


def texts_of(article) -> list[str]:
    """All that a search covers besides the title, in the order in which the page shows it."""
    return [
        article.standfirst,
        plain(article.body_html),
        *(f"{row.label}. {row.fact.text}" for row in article.key_facts.all()),
        plain(article.background_html),
        *(text for answer in article.answers.all() for text in (answer.question, answer.text)),
        *(spelled for tagging in article.taggings.all() for spelled in _spellings(tagging.tag.name)),
    ]


def plain(rendered: str) -> str:
    """The words of safe HTML."""
    return html.unescape(nh3.clean(_BLOCK_ENDS.sub(r"\g<0> ", rendered), tags=set()))


def _spellings(name):
    """A tag as it is written, and in its parts: QuillEstuary, Quill Estuary."""
    return sorted({name, _CAMEL.sub(" ", name)})


def _as_tokens(texts, language):
    """Words in order with gaps between the texts, then the stems, each once."""
    found = [_tokens_of(text) for text in texts if text]
    words = " ".join(_within_limits(found))
    stems = {tokens.stem(token.caseless, language) for text in found for token in text if token.caseless}
    stems |= {letter for text in texts for letter in tokens.singles(text[:MOST_BYTES])}
    return " ".join(filter(None, [words, tokens.GAP, *_shortest(map(tokens.ascii_of_stem, sorted(stems)))]))


def _tokens_of(text):
    return list(tokens.tokens(text[:MOST_BYTES]))


def _within_limits(texts) -> Iterator[str]:
    times, places, size = Counter(), 0, 0
    for text in texts:
        yield tokens.GAP
        for token in text:
            word = tokens.ascii_of(token.word)
            times[word] += 1
            places, size = places + 1, size + len(word)
            if places > MOST_PLACES or size > MOST_BYTES:
                return
            yield word if times[word] <= MOST_TIMES else tokens.GAP


def _shortest(stems) -> Iterator[str]:
    size = 0
    for number, stem in enumerate(stems):
        size += len(stem)
        if number >= MOST_STEMS or size > MOST_BYTES:
            return
        yield stem


def _chunks(entries: Iterable[SearchEntry], size: int) -> Iterator[list[SearchEntry]]:
    chunk = []
    for entry in entries:
        chunk.append(entry)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
