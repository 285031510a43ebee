"""The sources of one clip: who reports what, and where they differ on a number."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from curation.desk import sourcing
from curation.desk.editing import EditedMeanwhile
from curation.desk.source_forms import AddForm, WordsForm
from curation.doors import clip_for, for_curators
from curation.evidence import gate


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def sources(request, pk):
    article = clip_for(request.user, pk)
    if request.method != "POST":
        return _page(request, article)
    verb, _dash, number = request.POST.get("do", "").partition("-")
    if verb == "add":
        return _add(request, article)
    if verb not in VERBS or not ((number.isascii() and number.isdecimal()) or not number):
        raise Http404
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, article, words=form, status=422)
    try:
        VERBS[verb](request, article, form, int(number or 0))
    except EditedMeanwhile as meanwhile:
        messages.warning(request, _("Somebody saved this clip meanwhile; nothing was changed. This is how it is now."))
        return _page(request, meanwhile.article, status=409)
    except sourcing.StillCited as cited:
        messages.warning(request, _("The clip cites “%(source)s”. Take its passages away first.") % {"source": cited})
        return _page(request, article, status=409)
    return redirect("desk:sources", article.pk)


def _add(request, article):
    form = AddForm(request.POST)
    if not form.is_valid():
        return _page(request, article, add=form, status=422)
    lead = sourcing.ask_for_source(article, by=request.user, **form.cleaned_data)
    return redirect("desk:lead", lead.pk)


def _save(request, article, form, _number):
    sourcing.reword(article, by=request.user, version=form.version, says=form.says, subjects=form.subjects)
    messages.success(request, _("Saved."))


def _look(request, article, form, _number):
    new = sourcing.look_for_differences(article, by=request.user, version=form.version)
    if new:
        messages.success(request, ngettext("%(n)d difference found.", "%(n)d differences found.", new) % {"n": new})
    else:
        messages.info(request, _("No new difference found."))


VERBS = {
    "save": _save,
    "look": _look,
    "up": lambda r, article, form, pk: sourcing.move(article, pk, by=r.user, version=form.version, up=True),
    "down": lambda r, article, form, pk: sourcing.move(article, pk, by=r.user, version=form.version, up=False),
    "remove": lambda r, article, form, pk: sourcing.remove(article, pk, by=r.user, version=form.version),
    "drop": lambda r, article, form, pk: sourcing.drop(article, pk, by=r.user, version=form.version),
}


def _page(request, article, *, add=None, words=None, status=200):
    shown = {
        "article": article,
        "rows": article.article_sources.select_related("source"),
        "cited": sourcing.cited_sources(article),
        "differences": sourcing.differences_of(article),
        "add": add or AddForm(),
        "problems": words.problems if words else [],
        "findings": [finding for finding in gate.findings(article) if finding.is_of_sources],
    }
    return render(request, "curation/sources.html", shown, status=status)
