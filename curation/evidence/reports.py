"""What each source is said to report: its numbers, dates, times, names and quotations stand in its own text. Pure."""

from django.utils.translation import gettext as _

from curation.evidence.claims import same_language, unborne
from curation.evidence.finding import Finding
from curation.evidence.proposed import stands
from curation.evidence.quotations import marked, stands_in
from curation.evidence.support import is_borne_out


def reports(clip):
    for report in clip.reports:
        yield from _claims(clip, report)
        yield from _quotations(report)
        yield from _unsupported(clip, report)


def _claims(clip, report):
    for claim in unborne(report.text, report.grounds, language=report.language, small=report.small):
        message = _("“%(source)s” is said to report %(words)s, but its text does not.")
        yield Finding(
            claim.kind,
            message % {"source": report.name, "words": claim.written},
            report.where,
            report.text,
            stops=claim.kind != "name" or same_language(report.language, clip.language),
            about=claim.written,
        )


def _quotations(report):
    texts = [ground.text for ground in report.grounds]
    for quotation in marked(report.text):
        if not stands_in(quotation.words, texts):
            message = _("A quotation in what “%(source)s” is said to report does not stand there, word for word.")
            told = message % {"source": report.name}
            yield Finding("quotation", told, report.where, quotation.words, stops=True)


def _unsupported(clip, report):
    """Sentences of a language model."""
    for said in clip.unsupported:
        borne = is_borne_out(said, report.grounds, language=report.language, small=report.small)
        if stands(said, report.text) and not borne:
            message = _("“%(source)s” is said to report what a language model wrote and its text does not bear out.")
            yield Finding("unsupported", message % {"source": report.name}, report.where, said, stops=True)
