"""What others answered below the comments of somebody who leaves, calling them by name.

There a full name, or a username that is long enough, means them, unless others write it where they never were: then it
is a word of the language, and stays.
"""

from itertools import islice

from articles.models import Article
from comments import rewording
from comments.models import Comment

COMMON = 3  # others who write it elsewhere


def take(person, names):
    telling = [name for name in names.spoken if not _is_common(name, person, names)]
    if telling:
        rewording.change_answers(names.unspoken(telling), names.speaking(telling), to=person)


def _is_common(name, person, names):
    here = Article.objects.filter(comments__author=person).values("pk")
    elsewhere = Comment.objects.filter(names.speaking([name])("body")).exclude(author=person).exclude(article__in=here)
    without = names.unspoken([name])
    said = (author for author, body in elsewhere.values_list("author", "body").iterator() if without(body) != body)
    return len(set(islice(_each_once(said), COMMON))) == COMMON


def _each_once(people):
    seen = set()
    for person in people:
        if person not in seen:
            seen.add(person)
            yield person
