"""Clips by the thousand: each with its source, three facts and four answers that cite it, tags and a maker."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from random import Random

from django.utils import timezone

from accounts.models import User
from articles import search
from articles.models import (
    Answer,
    Article,
    ArticleMaker,
    ArticleSource,
    Category,
    Citation,
    Fact,
    KeyFact,
    Snapshot,
    Source,
    Tag,
    TaggedArticle,
)
from common.markdown import render_clip
from common.text import slugify_unicode
from newsclip.seed import words
from newsclip.seed.bulk import Progress, keep

TEXTS = 60  # different bodies and sources; each body is rendered once
YEARS = 2 * 365
LABELS = ["Where it stands", "What it costs", "Who decides"]


@dataclass
class Text:
    """A body with what it was made from. `passages` are sentences of the snapshot with their places."""

    body: str
    html: str
    snapshot: Snapshot
    passages: list[tuple[str, int, int]]


@dataclass
class Stock:
    texts: list[Text]
    categories: list[Category]
    tags: list[Tag]
    makers: list[User]


def publish(count: int, makers: list[User], rng: Random, progress: Progress) -> None:
    if not count:
        return
    last = Article.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    stock = Stock(_texts(rng), _categories(), _tags(), makers[:12])
    for some in keep("clips", _articles(count, stock, rng), count, progress):
        _furnish(some, stock, rng)
    fresh = Article.objects.filter(pk__gt=last)
    search.reindex(fresh, progress=lambda done: progress("clips in the search", done, count))


# What they are made of


def _texts(rng: Random) -> list[Text]:
    return [_text(number, rng) for number in range(TEXTS)]


def _text(number: int, rng: Random) -> Text:
    source, _ = Source.objects.get_or_create(
        canonical_url=f"https://courier.quillmouth.example/seed/{number}",
        defaults={"publisher": rng.choice(words.PUBLISHERS), "title": words.headline(rng), "language": "en"},
    )
    report = "\n\n".join(words.paragraph(rng) for _ in range(6))
    snapshot = source.latest or Snapshot.take(source, report)
    body = "\n\n".join(words.paragraph(rng) for _ in range(rng.randrange(3, 9)))
    return Text(body, render_clip(body), snapshot, list(_passages(snapshot.text)))


def _passages(text: str) -> Iterator[tuple[str, int, int]]:
    start = 0
    for sentence in text.replace("\n\n", " ").split(". "):
        quote = sentence.rstrip(".")
        found = text.find(quote, start)
        if found >= 0:
            yield quote, found, found + len(quote)
            start = found + len(quote)


def _categories() -> list[Category]:
    """Those of the menu; on an empty site a few of our own."""
    for position, (name, hue) in enumerate(words.CATEGORIES if not Category.objects.in_menu().exists() else []):
        Category.objects.create(name=name, slug=slugify_unicode(name), hue=hue, position=position)
    return list(Category.objects.in_menu())


def _tags() -> list[Tag]:
    return [Tag.objects.named(name) or Tag.objects.create(name=name) for name in words.TAGS]


# The clips


def _articles(count: int, stock: Stock, rng: Random) -> Iterator[Article]:
    now, first = timezone.now(), Article.objects.count() + 1
    for number in range(first, first + count):
        text, title = rng.choice(stock.texts), words.headline(rng)
        yield Article(
            slug=f"{slugify_unicode(title, max_length=60)}-s{number}",
            title=title,
            standfirst=words.sentence(rng),
            category=rng.choice(stock.categories),
            body=text.body,
            body_html=text.html,
            minutes=max(1, round(len(text.body.split()) / 220)),
            status=Article.Status.PUBLISHED,
            published_at=now - timedelta(days=YEARS) * rng.random(),
            view_count=int(rng.paretovariate(0.8) * 10) % 1_000_000,
        )


def _furnish(articles: list[Article], stock: Stock, rng: Random) -> None:
    """The rows around these clips, each kind in one go."""
    by_body = {text.body: text for text in stock.texts}
    texts = [by_body[article.body] for article in articles]
    facts = [Fact(text=words.sentence(rng)) for _ in articles for _ in LABELS]
    Fact.objects.bulk_create(facts)
    answers = list(chain.from_iterable(_answers(article, rng) for article in articles))
    Answer.objects.bulk_create(answers)
    shown = iter(facts)
    KeyFact.objects.bulk_create(
        KeyFact(article=article, fact=next(shown), label=label, position=position)
        for article in articles
        for position, label in enumerate(LABELS)
    )
    Citation.objects.bulk_create([*_cite("fact", facts, texts, rng), *_cite("answer", answers, texts, rng)])
    ArticleSource.objects.bulk_create(
        ArticleSource(article=a, source=text.snapshot.source) for a, text in zip(articles, texts, strict=True)
    )
    ArticleMaker.objects.bulk_create(ArticleMaker(article=a, user=rng.choice(stock.makers)) for a in articles)
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=article, tag=tag, position=position)
        for article in articles
        for position, tag in enumerate(rng.sample(stock.tags, rng.randrange(1, 5)))
    )


def _answers(article: Article, rng: Random) -> list[Answer]:
    kinds = [(kind, position) for kind in Answer.Kind.values for position in range(2)]
    return [
        Answer(article=article, kind=kind, position=position, question=words.question(rng), text=words.sentence(rng))
        for kind, position in kinds
    ]


def _cite(name: str, parts: list, texts: list[Text], rng: Random) -> Iterator[Citation]:
    """One passage for each part; a clip has equally many of them."""
    each = len(parts) // len(texts)
    for number, part in enumerate(parts):
        text = texts[number // each]
        quote, start, end = rng.choice(text.passages)
        yield Citation(snapshot=text.snapshot, quote=quote, start=start, end=end, **{name: part})
