"""The edit page as its form and its script use it, without a browser."""

from django.urls import reverse

from articles.models import Article
from curation.desk.bench import values_of


def address(name, article):
    return reverse(f"desk:{name}", args=[article.pk])


def typed(article, **changes):
    values = values_of(Article.objects.get(pk=article.pk))
    for name, value in changes.items():
        values.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return dict(values.lists())


def keep(client, article, *, tab="one", serial=1, seen=0, **changes):
    sent = {**typed(article, **changes), "tab": tab, "serial": serial, "seen": seen}
    return client.post(address("working-copy", article), sent)


def save(client, article, values, **more):
    return client.post(address("edit", article), {**values, "do": "save", **more})


def page_of(client, article, query=""):
    return client.get(address("edit", article) + query)
