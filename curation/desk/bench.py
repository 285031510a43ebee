"""The edit page's one big form: the clip's words and all its rows, read from and written to one set of values.

The values are a QueryDict with the names of the form's fields. A clip that is opened, one that was typed, one whose
rows are being moved: each is such a set, so the page is always made in the same way.
"""

from functools import cached_property
from typing import Any

from django.http import QueryDict

from articles.models import Citation
from common.text import normalise
from curation.desk.editing import Edit, place_of, snapshots_of
from curation.desk.forms import PICTURE_WORDS, AnswerRows, FactRows, PictureForm, WordsForm

ROWS: dict[str, Any] = {"facts": FactRows, "quick": AnswerRows, "faq": AnswerRows}
FIELDS = {"facts": ["id", "label", "text", "quotes"], "quick": ["id", "question", "text", "quotes"]}
FIELDS["faq"] = FIELDS["quick"]
WORDS = ["title", "standfirst", "slug", "language", "comments_mode", "body", "background"]


class Bench:
    """`refusal` says why an uploaded picture was not taken; `by`: into whose categories it may be moved."""

    def __init__(self, article, values, *, refusal="", by=None):
        self.article, self.values, self.refusal = article, values, refusal
        self.snapshots = snapshots_of(article)
        self.words = WordsForm(values, article=article, by=by, snapshots=self.snapshots)
        self.picture = PictureForm(values)
        self.rows = {
            prefix: formset(values, prefix=prefix, form_kwargs={"snapshots": self.snapshots})
            for prefix, formset in ROWS.items()
        }

    def is_valid(self):
        forms = [self.words.is_valid(), self.picture.is_valid(), not self.refusal]
        return all([*forms, *(formset.is_valid() for formset in self.rows.values())])

    def edit(self) -> Edit:
        """What a valid bench says."""
        said = dict(self.words.cleaned_data)
        apart: dict[str, Any] = {
            name: said.pop(name) for name in ("slug", "tags", "makers", "background_quotes", "body_quotes")
        }
        rows: dict[str, Any] = {
            prefix: [form.row() for form in filled(formset)] for prefix, formset in self.rows.items()
        }
        hero, described = self.picture.said()
        return Edit(words={**said, "hero": hero}, picture=described, **apart, **rows)

    def document(self):
        """What is typed, valid or not, as the gate reads it."""
        values = self.values
        answers = [{"kind": kind, **row} for kind in ("quick", "faq") for row in self._cited_rows(kind)]
        running = [
            {"part": part, **c} for part in ("background", "body") for c in self.cite(values.getlist(f"{part}_quotes"))
        ]
        return {
            **{name: values.get(name, "") for name in ("title", "standfirst", "background", "body")},
            "language": values.get("language", ""),
            "category_id": values.get("category"),
            "sources": [row.source_id for row in self.article.article_sources.all()],
            "key_facts": self._cited_rows("facts"),
            "answers": answers,
            "citations": running,
            "hero": self._hero(),
        }

    def _hero(self):
        values = self.values
        if not values.get("hero") or values.get("hero_remove"):
            return None
        words = {name: values.get(f"hero_{name}", "") for name in ("alt", "credit", "licence")}
        return {"where": "hero", "key": values["hero"], **words, "decorative": bool(values.get("hero_decorative"))}

    def _cited_rows(self, prefix):
        rows = read_rows(self.values, prefix)
        return [
            {
                "text": "".join(row["text"]),
                "question": "".join(row.get("question", ())),
                "citations": self.cite(row["quotes"]),
            }
            for row in rows
        ]

    def cite(self, quotes):
        """Each quotation with its place; one that stands nowhere has none."""
        return [self._place(quote) for quote in map(normalise, quotes) if quote]

    def _place(self, quote):
        """Where it is cited already; else the first place where it stands."""
        if quote in self.standing:
            snapshot, start = self.standing[quote]
        else:
            found = place_of(quote, self.snapshots)
            snapshot, start = (found.pk, found.text.index(quote)) if found else (None, 0)
        return {"snapshot": snapshot, "start": start, "end": start + len(quote), "quote": quote}

    @cached_property
    def standing(self):
        """{passage: (snapshot, start)} of what the saved clip cites."""
        rows = Citation.objects.shown_by(self.article).order_by("-pk")
        return {quote: place for quote, *place in rows.values_list("quote", "snapshot", "start")}


def filled(formset):
    """Rows in which something was typed."""
    return [form for form in formset if form.has_changed()]


def values_of(article):
    """The clip as its form would send it."""
    values = QueryDict(mutable=True)
    values["version"] = str(article.version)
    for name in WORDS:
        values[name] = getattr(article, name)
    values["category"] = str(article.category_id)
    values["tags"] = ", ".join(tagging.tag.name for tagging in article.taggings.select_related("tag"))
    values["makers"] = ", ".join(row.user.username for row in article.article_makers.select_related("user"))
    write_picture(values, article.hero)
    citations = article.citations.all()
    for part in ("background", "body"):
        values.setlist(f"{part}_quotes", [citation.quote for citation in citations if citation.part == part])
    facts = article.key_facts.select_related("fact").prefetch_related("fact__citations")
    answers = article.answers.prefetch_related("citations")
    write_rows(values, "facts", [_fact(row) for row in facts])
    for kind in ("quick", "faq"):
        write_rows(values, kind, [_answer(row) for row in answers if row.kind == kind])
    return values


def write_picture(values, picture):
    if picture is None:
        return
    values["hero"] = str(picture.pk)
    for name in PICTURE_WORDS:
        said = getattr(picture, name)
        if said or said == 0:
            values[f"hero_{name}"] = "on" if said is True else str(said)


def _fact(row):
    quotes = [citation.quote for citation in row.fact.citations.all()]
    return {"id": [row.fact.public_id], "label": [row.label], "text": [row.fact.text], "quotes": quotes}


def _answer(row):
    quotes = [citation.quote for citation in row.citations.all()]
    return {"id": [row.public_id], "question": [row.question], "text": [row.text], "quotes": quotes}


def write_rows(values, prefix, rows):
    """Set the rows of one kind; each row is {field: [values]}."""
    for name in [name for name in values if name.startswith(f"{prefix}-")]:
        del values[name]
    values[f"{prefix}-TOTAL_FORMS"], values[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), "0"
    for n, row in enumerate(rows):
        for name in FIELDS[prefix]:
            values.setlist(f"{prefix}-{n}-{name}", row.get(name, []))


def read_rows(values, prefix):
    count = min(_number(values.get(f"{prefix}-TOTAL_FORMS", "")), 100)
    return [{name: values.getlist(f"{prefix}-{n}-{name}") for name in FIELDS[prefix]} for n in range(count)]


def _number(text):
    """0 for what is none, or longer than any of ours."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def rearrange(values, command, titles=()):
    """The values after a press of a row's button: `facts-add`, `facts-2-up`, `facts-2-down`, `facts-2-remove`;
    or of one of the proposed headlines, `title-2`."""
    values = values.copy()
    prefix, *rest = command.split("-")
    if prefix == "title" and len(rest) == 1 and rest[0].isdecimal() and _number(rest[0]) < len(titles):
        values["title"] = titles[_number(rest[0])]
    if prefix in ROWS:
        rows = read_rows(values, prefix)
        write_rows(values, prefix, _rearranged(rows, rest, prefix))
    return values


def _rearranged(rows, rest, prefix):
    if rest == ["add"]:
        return [*rows, {name: [""] for name in FIELDS[prefix]}]
    if len(rest) != 2 or not rest[0].isdecimal() or _number(rest[0]) >= len(rows):
        return rows
    n, move = _number(rest[0]), rest[1]
    if move == "remove":
        return rows[:n] + rows[n + 1 :]
    other = {"up": n - 1, "down": n + 1}.get(move, n)
    if 0 <= other < len(rows):
        rows[n], rows[other] = rows[other], rows[n]
    return rows
