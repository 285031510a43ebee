"""The page on which two edits of one clip become one: what merged by itself, and what a person must choose."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.models import Article, Category, Picture
from curation.desk.bench import ROWS, read_rows, values_of, write_rows
from curation.desk.bench_page import NUMERALS, labels
from curation.desk.merging import merge
from curation.desk.sheet import PICTURE, sheet_of, sheet_of_document, write_picture, write_sheet
from curation.desk.wording import runs

OF_THE_PAGE = ("pick-", "own-", "mine-", "theirs-", "order-", "asked", "began")
NEVER_SENT_ON = {"csrfmiddlewaretoken", "do", "version", "base"}


def context(article, values, answered=None):
    """The merge of what was typed (`values`, begun at their version) with the clip as it is now.

    `answered` is this page's own form as it came back: what was chosen and typed in it stands there again.
    """
    merged = merge(_base(article, values), sheet_of(values), sheet_of(values_of(article)))
    together = write_sheet(values, merged.sheet)
    return {
        "article": article,
        "base": values.get("version", ""),
        "last": article.revisions.select_related("by").first(),
        "began": _typed(values).urlencode(),
        "choices": [_choice(choice, merged.sheet) | _answered(choice, article, answered) for choice in merged.choices],
        "taken": [_taken(taken, merged.sheet) for taken in merged.taken],
        "carried": [
            (name, value) for name in together if name not in NEVER_SENT_ON for value in together.getlist(name)
        ],
    }


def _base(article, values):
    number = values.get("version", "")
    known = article.revisions.filter(number=int(number)).first() if number.isdecimal() and len(number) < 9 else None
    return sheet_of_document(known.document) if known else None


def settle(values):
    """The values with the answers of the merge page in them, and whether one is still open."""
    values = values.copy()
    asked, typed = values.getlist("asked"), values.get("began", "")
    answers = {place: values.get(f"pick-{place}", "") for place in asked}
    for place, answer in answers.items():
        _answer(values, place, answer)
    for prefix in ROWS:
        _rearrange(values, prefix, answers)
    for name in [name for name in values if name.startswith(OF_THE_PAGE)]:
        del values[name]
    begun = values.pop("base", [""])[-1]
    still_open = not all(answers.values())
    return (_begun(typed, values, begun) if still_open else values), still_open


def _begun(typed, values, version):
    """What was typed before the merge, so that it is merged anew and asks the same."""
    values = QueryDict(typed, mutable=True) if typed else values
    values["version"] = version
    return values


def _typed(values):
    values = values.copy()
    for name in [name for name in values if name in NEVER_SENT_ON - {"version"} or name.startswith(OF_THE_PAGE)]:
        del values[name]
    return values


def _answered(choice, article, answers):
    """The answer that was given to this question before, and the words that were typed for it."""
    asked = {"pick": "", "own": choice.mine}
    if answers is None:
        return asked
    if choice.kind != "words":  # these are known by their place alone, which another save may have moved
        same = answers.get("version") == str(article.version)
        return asked | ({"pick": answers.get(f"pick-{choice.place}", "")} if same else {})
    for place in answers.getlist("asked"):
        if _is_same(choice, place, answers):
            theirs = answers.get(f"theirs-{place}", "").replace("\r\n", "\n") == choice.theirs
            pick, own = answers.get(f"pick-{place}", ""), answers.get(f"own-{place}", choice.mine)
            return {"pick": "" if pick == "theirs" and not theirs else pick, "own": own}
    return asked


def _is_same(choice, place, answers):
    """The same field of a row, about the same words of mine; or of the clip itself."""
    field = place.rpartition("-")[2] == choice.place.rpartition("-")[2]
    return field and answers.get(f"mine-{place}", "").replace("\r\n", "\n") == choice.mine


def _answer(values, place, answer):
    if place == "picture" and answer in ("mine", "theirs"):
        chosen = {name: values.get(f"{answer}-{name}", "") for name in PICTURE}
        write_picture(values, {name: text for name, text in chosen.items() if text})
    elif f"{answer}-{place}" in values:
        values[place] = values[f"{answer}-{place}"]


def _rearrange(values, prefix, answers):
    """Rows in the chosen order, without those that were to go."""
    rows = read_rows(values, prefix)
    order = [int(n) for n in values.get(f"order-{prefix}", "").split(",") if n.isdecimal() and len(n) < 4]
    if answers.get(prefix) != "theirs" or sorted(order) != list(range(len(rows))):
        order = list(range(len(rows)))
    kept = [rows[n] for n in order if answers.get(f"{prefix}-{n}") != "drop"]
    if kept != rows:
        write_rows(values, prefix, kept)


def _choice(choice, sheet):
    asked = {"kind": choice.kind, "place": choice.place, "label": place_name(choice.place)}
    return asked | {"words": _asked_words, "picture": _asked_picture, "removed": _asked_row, "order": _asked_order}[
        choice.kind
    ](choice, sheet)


def _asked_words(choice, sheet):
    before = spoken(choice.place, choice.base if choice.base is not None else choice.theirs)
    mine, theirs = spoken(choice.place, choice.mine), spoken(choice.place, choice.theirs)
    return {
        "mine": choice.mine,
        "theirs": choice.theirs,
        "my_runs": runs(before, mine),
        "their_runs": runs(before, theirs),
        "may_edit": choice.place not in ("category", "comments_mode"),
    }


def _asked_picture(choice, sheet):
    sides = {"mine": choice.mine, "theirs": choice.theirs}
    return {
        "sides": [
            {"who": who, "hidden": side.items(), "picture": _picture(side), "words": _lines(side)}
            for who, side in sides.items()
        ]
    }


def _picture(side):
    number = side.get("hero", "")
    return Picture.objects.filter(pk=number).first() if number.isascii() and number.isdecimal() else None


def _lines(side):
    return [text for name, text in side.items() if name != "hero" and text not in ("on", "")]


def _asked_row(choice, sheet):
    left = choice.mine or choice.theirs
    return {"gone": "theirs" if choice.theirs is None else "mine", "runs": runs(row_text(choice.base), row_text(left))}


def _asked_order(choice, sheet):
    rows = sheet.rows[choice.place]
    return {
        "theirs": ",".join(map(str, choice.theirs)),
        "my_rows": [row_text(rows[n]) for n in choice.mine],
        "their_rows": [row_text(rows[n]) for n in choice.theirs],
    }


def _taken(taken, sheet):
    before, after = spoken(taken.place, taken.before), spoken(taken.place, taken.after)
    return {"label": place_name(taken.place), "whose": taken.whose, "runs": runs(before, after)}


def spoken(place, said):
    """What stands in a part, as a person reads it."""
    if said is None:
        return ""
    if isinstance(said, list):
        return "\n".join(said)
    if isinstance(said, dict):
        return row_text(said) if "text" in said else "\n".join(_lines(said))
    if place == "category":
        return str(Category.objects.filter(pk=said).first() or "") if said.isdecimal() else ""
    return str(dict(Article.Comments.choices).get(said, said)) if place == "comments_mode" else said


def row_text(row):
    said = [row.get("label", ""), row.get("question", ""), row["text"], *(f"“{quote}”" for quote in row["quotes"])]
    return "\n".join(filter(None, said))


def place_name(place):
    """`facts-2-text` as "Key facts, 3: text"."""
    prefix, *rest = place.split("-")
    name = {"picture": _("Picture")}.get(prefix) or labels()[prefix]
    if not rest:
        return name
    fields = {"label": _("label"), "question": _("question"), "text": _("text"), "quotes": _("passages")}
    name = f"{name}, {NUMERALS[prefix].format(int(rest[0]) + 1)}"
    return f"{name}: {fields[rest[1]]}" if rest[1:] else name
