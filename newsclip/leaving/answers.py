"""What others answered below the comments of somebody who leaves, calling them by name.

There a full name, or a name of one word that is long enough, means them, unless others write it where they never were,
or the site's clips do: then it is a word of the language, and stays. The shorter a name, the fewer of them suffice:
two letters of Chinese stand together by chance as well.
"""

from itertools import chain, islice

from articles.models import Article
from comments import rewording
from comments.models import Comment
from newsclip.leaving import edges
from newsclip.leaving.names import LONG

COMMON = 3  # others who write it elsewhere
TEXTS = ("title", "standfirst", "body")


def telling(person, names):
    """The names by which somebody means them there."""
    return [name for name in names.spoken if not _is_common(name, person, names)]


def take(person, names, telling):
    if telling:
        rewording.change_answers(names.unspoken(telling), names.speaking(telling), to=person)


def _is_common(name, person, names):
    enough = COMMON if edges.weight(name) >= LONG else 1
    return len(set(islice(_each_once(_sayings(name, person, names)), enough))) == enough


def _sayings(name, person, names):
    """Who says it elsewhere: people, and clips that are not theirs."""
    here, speaking, without = _below(person), names.speaking([name]), names.unspoken([name])
    said = Comment.objects.filter(speaking("body")).exclude(author=person).exclude(article__in=here)
    clips = Article.objects.published().exclude(created_by=person)
    each = [clips.filter(speaking(text)).values_list("slug", text) for text in TEXTS]
    rows = chain(said.values_list("author", "body").iterator(), *(found.iterator() for found in each))
    return (who for who, text in rows if without(text) != text)


def _below(person):
    return Article.objects.filter(comments__author=person).values("pk")


def _each_once(people):
    seen = set()
    for person in people:
        if person not in seen:
            seen.add(person)
            yield person
