"""What somebody without an account sees and does at the address of a preview link. No session is needed or touched."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from articles.reading import page_of
from articles.wording import content_hash
from common.client import is_prefetch, is_program
from curation.desk import approving, linking, noting
from curation.desk.outside_page import Outside
from curation.desk.together_forms import NoteForm
from curation.doors import through_link

MOST_APPROVALS = 50  # of one link, with those that were taken back


@through_link
@require_safe
def read(request, link, signed):
    if request.method == "GET" and not _is_machine(request):
        linking.count_opening(link)
    return _page(request, link, signed, said=request.GET.get("said", ""))


@through_link
@require_POST
def note(request, link, signed):
    form = NoteForm(request.POST)
    if not link.may_comment:
        raise Http404
    if not form.is_valid():
        return _page(request, link, signed, form=form, refusals=form.refusals, status=422)

    said = form.cleaned_data
    answers = get_object_or_404(link.notes, pk=said["answers"]) if said["answers"] else None
    try:
        made = noting.write(link.article, said["body"], part=said["part"], link=link, answers=answers, key=said["key"])
    except noting.TooManyNotes as refused:
        return _page(request, link, signed, form=form, refusals=[str(refused)], status=429)
    return _back(signed, "note", f"note-{made.pk}")


@through_link
@require_POST
def approve(request, link, signed):
    if not link.may_approve:
        raise Http404
    if link.approvals.count() >= MOST_APPROVALS:
        return _page(request, link, signed, said="too-often", status=429)
    try:
        approving.approve(link.article, request.POST.get("words", ""), link=link)
    except approving.WordsChanged:
        return _page(request, link, signed, said="changed", status=409)
    return _back(signed, "approved", "approve")


@through_link
@require_POST
def take_back(request, link, signed):
    if not link.may_approve:
        raise Http404
    approving.take_back(link.article, request.POST.get("words", ""), link=link)
    return _back(signed, "taken-back", "approve")


def _page(request, link, signed, *, said="", form=None, refusals=(), status=200):
    """The hash is read before the words, so that what is approved is never newer than what is shown."""
    words = content_hash(link.article)
    clip = page_of(Article.objects.for_page().get(pk=link.article_id), preview=True)
    outside = Outside(link, signed, words, form=form, refusals=refusals)
    shown = {"clip": clip, "article": clip.article, "link": link, "outside": outside, "said": said}
    return render(request, "curation/outside.html", {**shown, "beside": "curation/_beside.html"}, status=status)


def _is_machine(request):
    """What only fetches the address to show a card of it has not read the clip."""
    return is_prefetch(request.META) or is_program(request.headers.get("User-Agent", ""))


def _back(signed, said, place):
    return redirect(f"{reverse('preview:read', args=[signed])}?said={said}#{place}")
