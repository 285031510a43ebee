"""Sheets for merging: one is made of what a form sends, another of the document that a revision keeps."""

from accounts.models import User
from common.text import normalise
from curation.desk.bench import FIELDS, ROWS, read_rows, write_rows
from curation.desk.forms import PICTURE_WORDS
from curation.desk.merging import Sheet

WORDS = ["title", "standfirst", "body", "background", "slug", "category", "language", "comments_mode"]
NAMED = ["tags", "makers"]  # typed with commas between them
PASSAGES = ["background_quotes", "body_quotes"]
PICTURE = ["hero", *(f"hero_{name}" for name in PICTURE_WORDS)]


def sheet_of(values):
    """What a form says."""
    lists = {name: _named(values.get(name, "")) for name in NAMED}
    lists |= {name: _passages(values.getlist(name)) for name in PASSAGES}
    removed = values.get("hero_remove") or not values.get("hero")
    return Sheet(
        words={name: _plain(values.get(name, "")) for name in WORDS},
        lists=lists,
        rows={prefix: [_row(row) for row in read_rows(values, prefix)] for prefix in ROWS},
        picture={} if removed else {name: _plain(values[name]) for name in PICTURE if values.get(name)},
    )


def sheet_of_document(document):
    """What a revision kept (articles/document.py)."""
    names = dict(User.objects.filter(pk__in=document["makers"]).values_list("pk", "username"))
    lists = {"tags": document["tags"], "makers": [names[pk] for pk in document["makers"] if pk in names]}
    for part in ("background", "body"):
        lists[f"{part}_quotes"] = [c["quote"] for c in document["citations"] if c["part"] == part]
    rows = {"facts": document["key_facts"]}
    rows |= {kind: [row for row in document["answers"] if row["kind"] == kind] for kind in ("quick", "faq")}
    hero = document.get("hero_id")
    return Sheet(
        words={name: _said(document, name) for name in WORDS},
        lists=lists,
        rows={prefix: [_kept(prefix, row) for row in rows[prefix]] for prefix in ROWS},
        picture={"hero": str(hero)} if hero else {},
    )


def write_sheet(values, sheet):
    """The values with what the sheet says in them; what is in no sheet stays."""
    values = values.copy()
    for name, text in sheet.words.items():
        values[name] = text or ""
    for name in NAMED:
        values[name] = ", ".join(sheet.lists[name])
    for name in PASSAGES:
        values.setlist(name, sheet.lists[name])
    write_picture(values, sheet.picture or {})
    for prefix, rows in sheet.rows.items():
        write_rows(values, prefix, [_listed(row) for row in rows])
    return values


def write_picture(values, picture):
    for name in [*PICTURE, "hero_remove"]:
        values.pop(name, None)
    for name, text in picture.items():
        values[name] = text


def _plain(text):
    return text.replace("\r\n", "\n").strip()


def _named(text):
    return [name for each in text.replace("\n", ",").split(",") if (name := each.strip().lstrip("#@"))]


def _passages(quotes):
    return [quote for each in quotes if (quote := normalise(each))]


def _row(row):
    plain = {name: _plain("".join(texts[:1])) for name, texts in row.items() if name != "quotes"}
    return {**plain, "quotes": _passages(row["quotes"])}


def _listed(row):
    return {name: said if name == "quotes" else [said] for name, said in row.items()}


def _said(document, name):
    if name == "category":
        return str(document["category_id"])
    return None if document.get(name) is None else _plain(document[name])


def _kept(prefix, row):
    plain = {name: _plain(row[name]) for name in FIELDS[prefix] if name != "quotes"}
    return {**plain, "quotes": [citation["quote"] for citation in row["citations"]]}
