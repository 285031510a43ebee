"""A revision becomes the clip's words again, as a new revision. What cannot come back is said and left as it is."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User, audit
from articles import document
from articles.changes import Change, Names, changes, rows_of
from articles.models import Answer, Article, Category, Fact, Picture, Snapshot, Source, Story
from articles.pictures import showing
from curation.desk.editing import Edit, Passage, Row, save

WORDS = ["title", "standfirst", "language", "body", "background"]


@dataclass
class Restoration:
    """What restoring would do: the edit, the parts that it changes, and in sentences what it has to leave."""

    edit: Edit
    changes: list[Change] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)


def plan(article, revision, *, by=None) -> Restoration:
    """What would become of the clip as it is now. Nothing is written."""
    wanted, now, left = revision.document, document.of(article), []
    _say_what_stays(article, wanted, left)
    sources = _sources(article, wanted, left)
    edit = Edit(
        words={
            **{name: wanted.get(name, getattr(article, name)) for name in WORDS},
            "category": _category(article, wanted, left, by),
            "hero": _picture(article, wanted, left),
            "story_id": _story(article, wanted, left),
        },
        slug=_slug(article, wanted, left),
        tags=wanted.get("tags", []),
        makers=_makers(article, wanted, left),
        sources=sources,
        says=_says(article, wanted, sources),
        pictures=_words_of_pictures(article, wanted, left),
        **_rows(article, wanted, left),
    )
    now["pictures"] = _described(now, wanted)
    after = _as_it_will_be(now, wanted, edit)
    return Restoration(edit, changes(now, after, names_of(now, after)), left, now, after)


@transaction.atomic
def restore(article, revision, *, by, version, kind="", note="", **told):
    """Raises editing.EditedMeanwhile when the clip has gone on since `version`. Returns the clip."""
    edit = plan(article, revision, by=by).edit
    note = note or _("Revision %(number)s restored.") % {"number": revision.number}
    article = save(article, edit, by=by, version=version, kind=kind, note=note, **told)
    audit(article, "restore", by=by, revision=revision.number, version=article.version)
    return article


def names_of(*documents) -> Names:
    """What categories, pictures, sources and people in some documents are called now."""
    models = {"category_id": Category, "hero_id": Picture, "story_id": Story, "sources": Source, "makers": User}
    return {("comments_mode", mode): str(name) for mode, name in Article.Comments.choices} | {
        (part, row.pk): str(row)
        for part, model in models.items()
        for row in model._default_manager.filter(pk__in=set(_numbers(part, documents)))
    }


def _numbers(part, documents):
    for each in documents:
        said = each.get(part)
        yield from said if isinstance(said, list) else [said] if said else []


def _category(article, wanted, left, by):
    found = Category.objects.in_menu().for_editor(by).filter(pk=wanted.get("category_id")).first()
    if wanted.get("category_id") == article.category_id or found is None:
        if wanted.get("category_id") != article.category_id:
            left.append(_("Its category is not offered any more; “%(now)s” stays.") % {"now": article.category})
        return article.category
    return found


def _picture(article, wanted, left):
    pk = wanted.get("hero_id")
    found = Picture.objects.filter(pk=pk).first() if pk else None
    if pk and not found:
        left.append(_("Its picture was deleted; the picture stays as it is now."))
        return article.hero
    return found


def _story(article, wanted, left):
    pk = wanted.get("story_id")
    if pk and not Story.objects.filter(pk=pk).exists():
        left.append(_("Its story was deleted; the story stays as it is now."))
        return article.story_id
    return pk


def _slug(article, wanted, left):
    """Links lead to the address that it has now, so old words do not bring an old address back."""
    if wanted.get("slug", article.slug) != article.slug:
        left.append(_("The address stays as it is now. Change it on the edit page if you want the old one."))
    return article.slug


def _makers(article, wanted, left):
    people = User.objects.in_bulk(wanted.get("makers", []))
    found = [people[pk] for pk in wanted.get("makers", []) if pk in people]
    if len(found) < len(wanted.get("makers", [])):
        left.append(_("Somebody who made it has no account any more and is not named again."))
    return found or [row.user for row in article.article_makers.select_related("user")]


def _sources(article, wanted, left):
    there = set(Source.objects.filter(pk__in=wanted.get("sources", [])).values_list("pk", flat=True))
    found = [pk for pk in wanted.get("sources", []) if pk in there]
    if len(found) < len(wanted.get("sources", [])):
        left.append(_("One of its sources was deleted and is not named again."))
    if needed := [pk for pk in _differing(article, wanted) if pk not in found]:
        left.append(_("A source stays because the clip says where its sources differ."))
    return found + needed


def _differing(article, wanted):
    """The sources that the differences will cite, in their order."""
    rows = wanted.get("differences", document.differences_of(article))
    cited = dict.fromkeys(c["snapshot"] for row in rows for c in row["citations"])
    of = dict(Snapshot.objects.filter(pk__in=cited).values_list("pk", "source"))
    return dict.fromkeys(of[pk] for pk in cited if pk in of)


def _says(article, wanted, sources):
    """What each source reported then; one that the revision does not name keeps its words."""
    if "says" not in wanted:
        return None
    now = {row.source_id: row.says for row in article.article_sources.all()}
    then = {pk: wanted["says"].get(str(pk), "") for pk in wanted.get("sources", [])}
    return {pk: then.get(pk, now.get(pk, "")) for pk in sources}


def _words_of_pictures(article, wanted, left):
    """{pk: the words that it had}. What another clip shows too is left as it is."""
    then = {row["id"]: row for row in wanted.get("pictures", ())}
    there = Picture.objects.in_bulk(then)
    other = {pk for pk, picture in there.items() if document.picture_words(picture) != then[pk]}
    shared = {pk for pk in other if showing(there[pk]).exclude(pk=article.pk).exists()}
    if shared:
        left.append(_("The words of a picture stay as they are now, because another clip shows it too."))
    if any(pk not in there for pk in then if pk != wanted.get("hero_id")):
        left.append(_("A picture in its text was deleted and is not shown again."))
    return {pk: {name: then[pk][name] for name in document.PICTURE} for pk in other - shared}


def _say_what_stays(article, wanted, left):
    """Whether people may comment is no matter of words: old ones must not open what was closed since."""
    if wanted.get("comments_mode", article.comments_mode) != article.comments_mode:
        left.append(
            _("Comments stay as they are now: %(now)s. Change that on the edit page.")
            % {"now": article.get_comments_mode_display()}
        )


def _rows(article, wanted, left):
    """Facts, answers and passages, under the public ids that they had."""
    passages = _Passages(wanted)
    taken = _taken(article, wanted)
    rows = {part: [_row(row, taken, passages) for row in rows_of(wanted, part)] for part in ("facts", "quick", "faq")}
    running = {
        f"{part}_quotes": passages.of([c for c in wanted.get("citations", []) if c.get("part") == part])
        for part in ("body", "background")
    }
    differences = _differences(wanted, passages, left)
    if passages.missing:
        left.append(_("A passage is not restored because the text of its source was deleted."))
    if taken:
        left.append(_("A part comes back under a new address because another clip has its old one."))
    return {**rows, **{name: list(quotes) for name, quotes in running.items()}, "differences": differences}


def _differences(wanted, passages, left):
    """None when the revision is older than these; one of which a single side is left says nothing."""
    if "differences" not in wanted:
        return None
    rows = [Row(text=row["subject"], quotes=passages.of(row["citations"])) for row in wanted["differences"]]
    told = [row for row in rows if len(row.quotes) > 1]
    if len(told) < len(rows):
        left.append(_("A difference between its sources does not come back because a passage of it is gone."))
    return told


def _row(row, taken, passages):
    return Row(
        text=row["text"],
        id="" if row["id"] in taken else row["id"],
        label=row.get("label", ""),
        question=row.get("question", ""),
        quotes=passages.of(row.get("citations", [])),
        keeps_id=row["id"] not in taken,
    )


def _taken(article, wanted):
    """Public ids that stand elsewhere meanwhile."""
    facts = [row["id"] for row in rows_of(wanted, "facts")]
    answers = [row["id"] for part in ("quick", "faq") for row in rows_of(wanted, part)]
    others = Fact.objects.filter(public_id__in=facts).exclude(shown_as__article=article)
    elsewhere = Answer.objects.filter(public_id__in=answers).exclude(article=article)
    return set(others.values_list("public_id", flat=True)) | set(elsewhere.values_list("public_id", flat=True))


class _Passages:
    """The passages of a document whose snapshots are still there and still say so."""

    def __init__(self, wanted):
        cited = [row for part in ("key_facts", "answers", "differences") for row in wanted.get(part, [])]
        all_of_them = [*wanted.get("citations", []), *(c for row in cited for c in row.get("citations", []))]
        self.texts = dict(
            Snapshot.objects.filter(pk__in={c["snapshot"] for c in all_of_them}).values_list("pk", "text")
        )
        self.missing = 0

    def of(self, citations):
        found = tuple(Passage(c["snapshot"], c["start"], c["quote"]) for c in citations if self._stands(c))
        self.missing += len(citations) - len(found)
        return found

    def _stands(self, citation):
        text = self.texts.get(citation["snapshot"], "")
        return bool(citation["quote"]) and text[citation["start"] : citation["end"]] == citation["quote"]


def _described(now, wanted):
    """The pictures of the clip and those that come back, each in the words that it has now."""
    known = {row["id"] for row in now["pictures"]}
    coming = {row["id"] for row in wanted.get("pictures", ())} - known
    return [*now["pictures"], *map(document.picture_words, Picture.objects.filter(pk__in=coming))]


def _as_it_will_be(now, wanted, edit):
    """The document that the clip will have, for people to compare; rows that get another id keep theirs here."""
    words = {name: edit.words[name] for name in [*WORDS, "story_id"]}
    hero, category = edit.words["hero"], edit.words["category"]
    parts = {name: wanted.get(name, now.get(name)) for name in ("tags", "key_facts", "answers", "citations")}
    return {
        **now, **words, **parts, "hero_id": hero and hero.pk, "category_id": category.pk, "sources": edit.sources,
        "makers": [person.pk for person in edit.makers], **_sourced(now, edit),
        "pictures": [row | edit.pictures.get(row["id"], {}) for row in now["pictures"]],
    }  # fmt: skip


def _sourced(now, edit):
    """What the sources will report and where they will differ."""
    says, rows = edit.says, edit.differences
    told = {"says": now["says"]} if says is None else {"says": {str(pk): said for pk, said in says.items() if said}}
    return told | {"differences": now["differences"] if rows is None else [_difference(row) for row in rows]}


def _difference(row):
    cited = [{"snapshot": p.snapshot, "start": p.start, "end": p.start + len(p.quote), "quote": p.quote}
             for p in row.quotes]  # fmt: skip
    return {"subject": row.text, "citations": cited}
