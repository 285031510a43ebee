"""What the edit page shows of a bench: rows with their passages, the source with its marks, the findings."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from articles.models import Picture
from curation.desk.bench import filled
from curation.desk.passages import Mark, anchor, paragraphs
from curation.desk.proposals import engine_of, proposed_parts
from curation.evidence import gate
from curation.intake import stories
from curation.models.proposal import titles_of

MOST_CLIPS = 5
NOWHERE = 9_999  # the number of no row
NUMERALS = {"facts": "{}", "quick": "A{}", "faq": "F{}"}


def context(article, bench, *, by, change, checked, **more):
    """`checked`: whether errors are shown; not before the person has asked to save."""
    clip = bench.document()
    found = gate.findings(article, by=None, clip=clip)
    return {
        "article": article,
        "bench": bench,
        "words": bench.words,
        "change": change,
        "checked": checked,
        "findings": found,
        "stops": sum(finding.stops for finding in found),
        "parts": [_part(prefix, bench, clip, found, checked) for prefix in bench.rows],
        "passages": {part: _cites(bench, f"{part}_quotes") for part in ("background", "body")},
        "sources": _sources(bench, clip),
        "noticed": _noticed(article),
        "same_story": [] if article.published_at else stories.other_clips_of_the_story(article)[:MOST_CLIPS],
        "by_machine": proposed_parts(article),
        "engine": engine_of(article),
        "titles": titles_of(article),
        "may_publish": by.has_perm("articles.publish_article"),
        "picture": bench.picture,
        "hero": _hero(bench),
        "shelf": Picture.objects.newest_first()[:12],
        "problems": _problems(bench, change) if checked else [],
        **more,
    }


def _hero(bench):
    number = bench.values.get("hero", "")
    return Picture.objects.filter(pk=number).first() if number.isascii() and number.isdecimal() else None


def _noticed(article):
    """What the import warned of; said until the clip is first published."""
    if article.published_at:
        return []
    entries = AuditEntry.objects.filter(subject_type="articles.article", subject_id=str(article.pk), verb="import")
    return [warning["message"] for entry in entries for warning in entry.data.get("warnings", ())]


def _part(prefix, bench, clip, found, checked):
    titles = {"facts": _("Key facts"), "quick": _("Quick answers"), "faq": _("Frequently asked questions")}
    adds = {"facts": _("Add a fact"), "quick": _("Add a quick answer"), "faq": _("Add a question")}
    rows = [_row(n, prefix, form, bench, found, checked) for n, form in enumerate(bench.rows[prefix])]
    ones = {"facts": _("fact"), "quick": _("quick answer"), "faq": _("question")}
    part = {"prefix": prefix, "title": titles[prefix], "add": adds[prefix], "one": ones[prefix]}
    return part | {"rows": rows, "total": len(rows), "blank": _blank(prefix, bench)}


def _blank(prefix, bench):
    """An empty row for the script to copy; it puts the numbers in."""
    row = _row(NOWHERE, prefix, bench.rows[prefix].empty_form, bench, [], False)
    return row | {"prefix": f"{prefix}-__n__", "numeral": NUMERALS[prefix].format("__n__")}


def _row(n, prefix, form, bench, found, checked):
    quotes = bench.values.getlist(f"{prefix}-{n}-quotes")
    return {
        "number": n + 1,
        "prefix": f"{prefix}-{n}",
        "numeral": NUMERALS[prefix].format(n + 1),
        "form": form,
        "quotes": [quote for quote in quotes if quote.strip()],
        "cites": _links(bench.cite(quotes)),
        "errors": [error for errors in form.errors.values() for error in errors] if checked else [],
        "findings": [finding for finding in found if finding.where == f"{prefix}-{n}"],
        "stops": any(finding.stops for finding in found if finding.where == f"{prefix}-{n}"),
    }


def _cites(bench, name):
    quotes = bench.values.getlist(name)
    return {"quotes": [quote for quote in quotes if quote.strip()], "cites": _links(bench.cite(quotes))}


def _links(citations):
    return [
        {"quote": c["quote"], "href": f"#{anchor(c['snapshot'], c['start'])}" if c["snapshot"] else ""}
        for c in citations
    ]


def _sources(bench, clip):
    """Each text apart. `is_later`: what the page says by now, where the clip was made of an earlier text."""
    marks = list(_marks(clip))
    seen = {snapshot.source_id: snapshot for snapshot in reversed(bench.snapshots)}
    return [
        {
            "snapshot": snapshot,
            "source": snapshot.source,
            "is_later": not snapshot.times and seen[snapshot.source_id].times > 0,
            "paragraphs": paragraphs(
                snapshot.text, [mark for pk, mark in marks if pk == snapshot.pk], snapshot_pk=snapshot.pk
            ),
        }
        for snapshot in bench.snapshots
    ]


def _marks(clip):
    """(snapshot, mark) of everything that is cited, with the numeral of what cites it."""
    rows = {"facts": clip["key_facts"], **{k: [a for a in clip["answers"] if a["kind"] == k] for k in ("quick", "faq")}}
    for prefix, parts in rows.items():
        for n, part in enumerate(parts):
            yield from _marks_of(part["citations"], NUMERALS[prefix].format(n + 1), f"#row-{prefix}-{n}")
    for label, part in [("B", "background"), ("Q", "body")]:
        yield from _marks_of([c for c in clip["citations"] if c["part"] == part], label, f"#{part}")


def _marks_of(citations, label, href):
    for citation in citations:
        if citation["snapshot"]:
            yield citation["snapshot"], Mark(citation["start"], citation["end"], label, href)


def _problems(bench, change):
    """(message, place) of everything that must be mended before it can be saved."""
    said = {**bench.words.errors, **bench.picture.errors, **change.errors}
    if NON_FIELD_ERRORS in said:
        said["findings"] = said.pop(NON_FIELD_ERRORS)
    refused = [(bench.refusal, "#picture")] if bench.refusal else []
    words = refused + [(error, f"#{name}") for name, errors in said.items() for error in errors]
    rows = [
        (error, f"#row-{prefix}-{n}")
        for prefix, formset in bench.rows.items()
        for n, form in enumerate(formset)
        if form in filled(formset)
        for errors in form.errors.values()
        for error in errors
    ]
    many = [(error, f"#{prefix}") for prefix, formset in bench.rows.items() for error in formset.non_form_errors()]
    return words + rows + many


def differences(mine, theirs):
    """(name, my text, their text) of every part in which two sets of values differ."""
    pairs = [(label, _said(mine, name), _said(theirs, name)) for name, label in labels().items()]
    return [pair for pair in pairs if pair[1] != pair[2]]


def labels():
    """What the parts of the form are called."""
    return {
        "title": _("Headline"),
        "standfirst": _("Standfirst"),
        "slug": _("Address"),
        "category": _("Category"),
        "language": _("Language"),
        "tags": _("Tags"),
        "makers": _("Made by"),
        "comments_mode": _("Comments"),
        "hero": _("Picture"),
        "hero_alt": _("What the picture shows"),
        "hero_caption": _("Caption"),
        "hero_credit": _("Credit"),
        "hero_licence": _("Licence"),
        "hero_focus_x": _("Focus of the picture, from the left"),
        "hero_focus_y": _("Focus of the picture, from the top"),
        "body": _("Text"),
        "background": _("Background"),
        "background_quotes": _("Passages of the background"),
        "body_quotes": _("Passages of the text"),
        "facts": _("Key facts"),
        "quick": _("Quick answers"),
        "faq": _("Frequently asked questions"),
    }


def _said(values, name):
    """The words under one name, without the ids and counts that no person reads."""
    keys = [
        key for key in values if key == name or (key.startswith(f"{name}-") and not key.endswith(("_FORMS", "-id")))
    ]
    lines = [value.replace("\r\n", "\n").strip() for key in keys for value in values.getlist(key)]
    return "\n".join(filter(None, lines))
