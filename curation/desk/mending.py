"""The buttons beside a finding: take what is offered, let it pass with a note, take that back.

A command is `fix-<n>-<fingerprint>`, `override-<fingerprint>`, `stop-<fingerprint>`, or of a source `quote-<pk>-free`
and `quote-<pk>-little`. A finding is looked up in what is typed, so that a button does the right thing when rows have
moved, and nothing when the words are others by now.
"""

import re

from articles import actions as clips
from articles.models import Source
from common.text import normalise
from curation import actions
from curation.desk.bench import Bench
from curation.evidence import gate


def press(article, values, command, *, by):
    """The values after the press of a button; the same ones where it is no button of a finding."""
    name, _, rest = command.partition("-")
    do = {"fix": _fix, "override": _override, "stop": _stop, "quote": _quote}.get(name)
    return do(article, values, rest, by) if do else values


def _fix(article, values, rest, by):
    number, _, fingerprint = rest.partition("-")
    finding = _finding(article, values, fingerprint)
    known = finding and number.isdecimal() and len(number) < 3 and int(number) < len(finding.fixes)
    return fixed(values, finding.where, finding.fixes[int(number)]) if known else values


def _override(article, values, fingerprint, by):
    finding, name = _finding(article, values, fingerprint), f"note-{fingerprint}"
    note = values.get(name, "").strip()
    if finding and finding.may_pass and note and may_override(by):
        actions.override(article, finding, by=by, note=note)
        values = values.copy()
        del values[name]
    return values


def _stop(article, values, fingerprint, by):
    if may_override(by):
        actions.take_back_override(article, fingerprint, by=by)
    return values


def _quote(article, values, rest, by):
    pk, _, how = rest.partition("-")
    known = pk.isdecimal() and len(pk) < 10 and Source.objects.filter(pk=pk, article_sources__article=article).first()
    if known and how in ("free", "little"):
        clips.set_free_to_quote(known, how == "free", by=by)
    return values


def _finding(article, values, fingerprint):
    return next((f for f in findings_of(article, values) if f.fingerprint == fingerprint), None)


def findings_of(article, values):
    return gate.findings(article, clip=Bench(article, values).document())


def may_override(by):
    return by.has_perm("articles.publish_article")


def fixed(values, where, fix):
    """The values with a fix taken: other words, or another passage."""
    values = values.copy()
    text, quotes = (f"{where}-text", f"{where}-quotes") if "-" in where else (where, f"{where}_quotes")
    if fix.do == "write":
        values[text] = rewritten(values.get(text, ""), fix)
    else:
        standing = [quote for quote in values.getlist(quotes) if quote.strip() and normalise(quote) != fix.old]
        values.setlist(quotes, [*standing, fix.new])
    return values


def rewritten(text, fix):
    """The text with the new words in the sentence that was meant; Markdown may break it up, then at the first place."""
    text = text.replace("\r\n", "\n")
    at = max(text.find(fix.within), 0) if fix.within else 0
    found = re.compile(rf"(?<!\w){re.escape(fix.old)}(?!\w)").search(text, at)
    return text[: found.start()] + fix.new + text[found.end() :] if found else text
